using Taojin.Cli.Screens;
using Taojin.Data;
using Taojin.Storage;
using Taojin.Workflows.Serving;

namespace Taojin.Cli.Demo;

/// <summary>One user's answers, before and after the user does something.</summary>
internal sealed class FeedbackLoop
{
    private const int Shown = 5;
    private readonly LiveShop _shop;
    private readonly ShopLog _log;
    private readonly TimeProvider _clock;

    public FeedbackLoop(LiveShop shop, ShopLog log, TimeProvider clock)
    {
        (_shop, _log, _clock) = (shop, log, clock);
        UserId = log.Users.IdAt(BusyUser(log));
    }

    public string UserId { get; }

    public (RecommendationList? List, PredictionList? Predictions) Ask() =>
        (_shop.HasRecommender ? _shop.Recommend(new(UserId, Shown)) : null, _shop.HasPurchaseModel ? _shop.Predict(new(UserId, Count: Shown)) : null);

    /// <summary>The user looks three times at an item that stands low in the list, or at one never seen, and puts it into the cart.</summary>
    public IReadOnlyList<string> Tell(RecommendationList? before)
    {
        var item = before is { Items.Count: > 0 } ? before.Items[^1].ItemId : _log.Items.Ids.IdAt(_log.Item.First(each => each >= 0));
        var kinds = new[] { EventKind.View, EventKind.View, EventKind.View, EventKind.Cart };
        var now = Instant.Of(_clock.GetUtcNow());
        _shop.Observe([.. kinds.Select((kind, place) => new NewEvent { UserId = UserId, ItemId = item, Kind = kind, Time = now + TimeSpan.FromMilliseconds(place), RequestId = before?.RequestId })]);
        return [.. kinds.Select(kind => $"{UserId} {kind.Name()} {item}")];
    }

    public string Changed(RecommendationList? before, RecommendationList? after, Words words)
    {
        if (before is null || after is null)
            return "";
        var news = after.Items.Count(item => before.Items.All(old => old.ItemId != item.ItemId));
        return words[$"{news} of {after.Items.Count} recommendations are new", $"{after.Items.Count} 个推荐中有 {news} 个是新的"];
    }

    /// <summary>Among the users who did something in the last tenth of the log, one of those with about thirty events: known, but no outlier.</summary>
    private static int BusyUser(ShopLog log)
    {
        var counts = new int[log.Users.Count];
        foreach (var user in log.User)
            counts[user]++;
        var recent = log.User.AsSpan(log.Count - Math.Max(1, log.Count / 10)).ToArray().Distinct();
        return recent.OrderBy(user => Math.Abs(counts[user] - 30)).ThenBy(user => user).First();
    }
}
