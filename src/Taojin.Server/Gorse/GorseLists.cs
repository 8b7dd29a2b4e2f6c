using Microsoft.AspNetCore.Routing;
using Taojin.Data;
using Taojin.Mining.Recommendation.Rules;
using Taojin.Server.Access;
using Taojin.Server.Endpoints;
using Taojin.Storage.Access;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Gorse;

/// <summary>Lists of the Gorse API, made by the models that are published; where they leave places empty, by what most users touched and what is newest.</summary>
internal sealed class GorseLists : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var gorse = routes.Gorse();
        gorse.Get("/recommend/{user}/{category?}", Recommend);
        gorse.Write("POST", "/session/recommend/{category?}", SessionAsync).Needs(AccessScopes.Read);
        gorse.Get("/collaborative-filtering/{user}/{category?}", call => Scores(Personal(call, isShown: false)));
        gorse.Get("/latest/{category?}", call => Scores(call.Resources.Items.Latest(call.Board)));
        gorse.Get("/popular/{category?}", call => Scores(call.Resources.Items.Popular(call.Board, call.Seen)));
        gorse.Get("/non-personalized/{name}/{category?}", Board);
        gorse.Get("/item/{item}/neighbors/{category?}", Neighbours);
        gorse.Get("/item-to-item/{name}/{item}/{category?}", call => call.Path("name") == "neighbors" ? Neighbours(call) : throw new GorseException(404, "item-to-item recommender not found"));
    }

    private static object Recommend(GorseCall call)
    {
        var list = Personal(call, isShown: true);
        if (call.Query("write-back-type") is { Length: > 0 } type)
            call.Shop.Put([.. list.Select(each => new Storage.Resources.FeedbackRecord(type, call.Path("user")!, each.Id)
            {
                Kind = call.Types[type], Time = call.Now + GorseDuration.Of(call.Query("write-back-delay")), Updated = call.Now,
            })], isAdded: false);
        return call.WantsScores ? Scores(list) : list.Select(each => each.Id);
    }

    /// <summary>Without what the user gave any feedback on.</summary>
    private static List<(string Id, double Score)> Personal(GorseCall call, bool isShown)
    {
        var user = call.Path("user")!;
        var known = call.KnownTo(user);
        var list = call.Shop.Recommend(new(user, call.Count, isShown) { Skip = call.Offset, Only = Rules(call), ExcludedItems = known });
        var items = list.Items.Select(item => (item.ItemId, item.Score)).ToList();
        if (items.Count == call.Count)
            return items;
        var fill = Fill(call, [.. known, .. items.Select(each => each.ItemId)]).Skip(items.Count > 0 ? 0 : call.Offset).Take(call.Count - items.Count).ToList();
        if (isShown && fill.Count > 0)
            Keep(call, [.. fill.Select((each, place) => new Storage.NewEvent
            {
                UserId = user, ItemId = each.ItemId, Kind = EventKind.Shown, Time = call.Now, RequestId = list.RequestId, Position = call.Offset + items.Count + place + 1, Model = "none", Placement = list.Placement,
            })]);
        return [.. items, .. fill];
    }

    private static void Keep(GorseCall call, Storage.NewEvent[] shown)
    {
        try
        {
            call.Shop.Mine.Workspace.Log.KeepShownAsync(shown).GetAwaiter().GetResult();
        }
        catch (TaojinException fault) when (fault.Code is "storage.full" or "store.unreachable")
        {
            // A visitor is not turned away because the log has no room, or is away.
        }
    }

    private static IEnumerable<(string ItemId, double Score)> Fill(GorseCall call, HashSet<string> not)
    {
        var board = call.Board with { Count = call.Count + call.Offset + not.Count, Skip = 0, NotTouchedBy = null };
        var isFit = call.Categories.Count > 1 ? new Func<string, bool>(id => call.Resources.Items.Find(id) is { } item && call.Categories.All(GorseItems.CategoriesOf(item).Contains)) : _ => true;
        return call.Resources.Items.Popular(board, call.Seen).Concat(call.Resources.Items.Latest(board).Select(each => (each.ItemId, 0.0))).Where(each => not.Add(each.ItemId) && isFit(each.ItemId));
    }

    private static async Task<object?> SessionAsync(GorseCall call)
    {
        var session = await call.BodyAsync<GorseFeedback[]>();
        VisitTouch[] visit = [.. session.Select(each => new VisitTouch(each.ItemId, call.Types[each.FeedbackType] ?? EventKind.View, GorseJson.TimeOf(each.Timestamp)))];
        return Scores(call.Shop.Recommend(new("", call.Count, LogShown: false) { Skip = call.Offset, Only = Rules(call), Visit = visit, HasFallback = false }).Items.Select(item => (item.ItemId, item.Score)));
    }

    /// <summary>By the published model; where it knows nothing of the item, by the users that items have in common.</summary>
    private static object Neighbours(GorseCall call)
    {
        var item = call.Path("item")!;
        var near = call.Shop.Recommend(new("", call.Count, LogShown: false) { Skip = call.Offset, Only = Rules(call), Visit = [new(item)], HasFallback = false, ExcludedItems = call.Query("user-id") is { } user ? call.KnownTo(user) : [] }).Items;
        if (near.Count > 0 || call.Offset > 0)
            return Scores(near.Select(each => (each.ItemId, each.Score)));
        return Scores(call.Resources.Items.Similar(item, call.Board, call.Seen).Where(each => call.Categories.Count == 0 || call.Resources.Items.Find(each.ItemId) is { } found && call.Categories.All(GorseItems.CategoriesOf(found).Contains)));
    }

    private static object Board(GorseCall call) => call.Path("name") switch
    {
        "latest" => Scores(call.Resources.Items.Latest(call.Board)),
        "popular" => Scores(call.Resources.Items.Popular(call.Board, call.Seen)),
        _ => Array.Empty<GorseScore>(),
    };

    private static IReadOnlyList<Rule> Rules(GorseCall call) => [.. call.Categories.Select(category => $"[\"{category.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]")
        .Select(list => Rule.Parse($"item.category any {list} or item.attributes.categories any {list}"))];

    private static IEnumerable<GorseScore> Scores(IEnumerable<(string Id, double Score)> list) => list.Select(each => new GorseScore(each.Id, each.Score));
}
