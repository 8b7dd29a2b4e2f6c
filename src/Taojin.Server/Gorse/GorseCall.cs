using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Taojin.Data;
using Taojin.Server.Operations;
using Taojin.Storage.Privacy;
using Taojin.Storage.Resources;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Gorse;

/// <summary>One call of a Gorse client: what it asks, and the shop that answers.</summary>
internal sealed class GorseCall(HttpContext context)
{
    private const int Most = 1000;

    /// <summary>Reads see feedback this far ahead of the clock, as Gorse's do.</summary>
    private static readonly TimeSpan ClockError = TimeSpan.FromSeconds(5);

    public LiveShop Shop { get; } = context.RequestServices.GetRequiredService<LiveShop>();

    public Readiness Readiness => context.RequestServices.GetRequiredService<Readiness>();

    public ShopResources Resources => Shop.Mine.Workspace.Resources;

    public FeedbackTypes Types => field ??= new(Shop.Mine.Workspace.Settings);

    public Instant Now => Instant.Of(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());

    /// <summary>Feedback of later than this is not seen yet.</summary>
    public Instant Seen => Now + ClockError;

    /// <summary>Whether the client wants scores where version 1 gives ids.</summary>
    public bool WantsScores => context.Request.Headers["X-API-Version"] == "2";

    /// <summary>How many are asked for, 10 unless said; −1 asks for as many as there may be.</summary>
    public int Count => Number("n", 10) is var n && n is < 0 or > Most ? Most : n;

    public int Offset => Math.Clamp(Number("offset", 0), 0, 1_000_000);

    /// <summary>The cursor of the shop's pages within what the client holds.</summary>
    public string? Cursor
    {
        get
        {
            if (Query("cursor") is not { Length: > 0 } text)
                return null;
            try
            {
                return System.Text.Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text));
            }
            catch (FormatException)
            {
                throw new GorseException(400, "the cursor is none of this server's");
            }
        }
    }

    public string? Path(string name) => context.Request.RouteValues.GetValueOrDefault(name) as string;

    public string? Query(string name) => context.Request.Query[name] is [{ } first, ..] ? first : null;

    /// <summary>Categories that all must hold; one of the path wins over those of the query.</summary>
    public IReadOnlyList<string> Categories => Path("category") is { Length: > 0 } one ? [one] : [.. context.Request.Query["category"].OfType<string>().Where(each => each.Length > 0)];

    public BoardRequest Board => new(Count, Offset, Categories is [var first, ..] ? first : null, Query("user-id") is { } user && IsPersonal(user) ? user : null);

    /// <summary>What a user gave any feedback on. Who does not allow personal lists gets what all such users get, so it is not looked at.</summary>
    public HashSet<string> KnownTo(string user) => IsPersonal(user)
        ? Resources.Feedback.Page(new(UserId: user), null, int.MaxValue - 1, Seen).Rows.Select(row => row.ItemId).ToHashSet(StringComparer.Ordinal)
        : new(StringComparer.Ordinal);

    public async Task<T> BodyAsync<T>() => await JsonSerializer.DeserializeAsync<T>(context.Request.Body, GorseJson.Options, context.RequestAborted) is { } body && !(body is object?[] rows && rows.Contains(null))
        ? body : throw new GorseException(400, "the body or one of its rows is null");

    public static string CursorOf(string? next) => next is null ? "" : WebEncoders.Base64UrlEncode(System.Text.Encoding.UTF8.GetBytes(next));

    /// <summary>Whether a user allows personal lists.</summary>
    public bool IsPersonal(string user) => Shop.Mine.Workspace.Consents.Allows(user, Purposes.Personalisation);

    private int Number(string name, int otherwise) => Query(name) is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new GorseException(400, $"strconv: parsing \"{text[..Math.Min(40, text.Length)]}\": {name} is no whole number");
}
