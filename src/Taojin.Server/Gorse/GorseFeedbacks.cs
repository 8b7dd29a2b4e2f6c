using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Endpoints;
using Taojin.Storage.Resources;

namespace Taojin.Server.Gorse;

/// <summary>Feedback of the Gorse API.</summary>
internal sealed partial class GorseFeedbacks : IEndpoint
{
    private const int All = int.MaxValue - 1;

    public void Map(IEndpointRouteBuilder routes)
    {
        var gorse = routes.Gorse();
        gorse.Write("POST", "/feedback", call => PutAsync(call, isAdded: true));
        gorse.Write("PUT", "/feedback", call => PutAsync(call, isAdded: false));
        gorse.Get("/feedback", call => Page(call, new()));
        gorse.Get("/feedback/{type}", call => Page(call, new(call.Path("type"))));
        gorse.Get("/feedback/{user}/{item}", call => Rows(call, new(null, call.Path("user"), call.Path("item"))));
        gorse.Delete("/feedback/{user}/{item}", call => Remove(call, new(null, call.Path("user"), call.Path("item"))));
        gorse.Get("/feedback/{type}/{user}/{item}", call => Rows(call, new(call.Path("type"), call.Path("user"), call.Path("item"))).FirstOrDefault());
        gorse.Delete("/feedback/{type}/{user}/{item}", call => Remove(call, new(call.Path("type"), call.Path("user"), call.Path("item"))));
        gorse.Get("/user/{user}/feedback/{type?}", call => Rows(call, new(call.Path("type"), call.Path("user"))));
        gorse.Get("/item/{item}/feedback/{type?}", call => Rows(call, new(call.Path("type"), null, call.Path("item"))));
    }

    private static async Task<object?> PutAsync(GorseCall call, bool isAdded)
    {
        var feedback = await call.BodyAsync<GorseFeedback[]>();
        call.Shop.Put([.. feedback.Select(each => Record(call, each))], isAdded);
        return new GorseSuccess(feedback.Length);
    }

    private static GorseFeedbackPage Page(GorseCall call, FeedbackFilter only)
    {
        var page = call.Resources.Feedback.Page(only, call.Cursor, call.Count, call.Seen);
        return new(GorseCall.CursorOf(page.Next), page.Rows.Select(Of));
    }

    /// <summary>A type may carry a condition on the value, such as <c>read>=3</c>.</summary>
    private static IEnumerable<GorseFeedback> Rows(GorseCall call, FeedbackFilter only)
    {
        var condition = Condition().Match(only.Type ?? "");
        var rows = call.Resources.Feedback.Page(condition.Success ? only with { Type = condition.Groups["type"].Value } : only, null, All, call.Seen).Rows;
        var limit = condition.Success ? double.Parse(condition.Groups["value"].Value, CultureInfo.InvariantCulture) : 0;
        return rows.Where(row => condition.Groups["sign"].Value switch { ">=" => row.Value >= limit, "<=" => row.Value <= limit, ">" => row.Value > limit, "<" => row.Value < limit, "=" => row.Value == limit, _ => true }).Select(Of);
    }

    private static GorseSuccess Remove(GorseCall call, FeedbackFilter only) => new(call.Shop.RemoveFeedback(only, only.Type is null ? null : call.Types[only.Type]));

    private static FeedbackRecord Record(GorseCall call, GorseFeedback sent)
    {
        if (sent.FeedbackType.Length == 0 || sent.UserId.Length == 0 || sent.ItemId.Length == 0)
            throw new GorseException(400, "FeedbackType, UserId and ItemId must not be empty");
        if (sent.Labels is { } labels && !GorseJson.IsLabels(labels))
            throw new GorseException(400, "unsupported labels: they are a text, a number, texts alone, numbers alone, or an object of these");
        var time = GorseJson.TimeOf(sent.Timestamp);
        return new(sent.FeedbackType, sent.UserId, sent.ItemId)
        {
            Kind = call.Types[sent.FeedbackType],
            Value = sent.Value,
            Time = time,
            Updated = time,
            Labels = sent.Labels is { ValueKind: not JsonValueKind.Null } said ? said.GetRawText() : null,
            Comment = sent.Comment ?? "",
        };
    }

    private static GorseFeedback Of(FeedbackRecord row) => new()
    {
        FeedbackType = row.Type,
        UserId = row.UserId,
        ItemId = row.ItemId,
        Value = row.Value,
        Timestamp = GorseJson.TextOf(row.Time),
        Updated = GorseJson.TextOf(row.Updated),
        Labels = row.Labels is null ? null : JsonSerializer.Deserialize<JsonElement>(row.Labels, GorseJson.Options),
        Comment = row.Comment,
    };

    [GeneratedRegex(@"^(?<type>[^<>=]+)(?<sign><=|>=|<|>|=)(?<value>-?\d+(\.\d+)?)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Condition();
}
