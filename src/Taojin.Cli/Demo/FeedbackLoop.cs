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

    /// <summary>The user looks three times at the item that stands last in the list, or at one of the log, and puts it into the cart.</summary>
    public Told Tell(RecommendationList? before)
    {
        var item = before is { Items.Count: > 0 } ? before.Items[^1].ItemId : _log.Items.Ids.IdAt(_log.Item.First(each => each >= 0));
        var kinds = new[] { EventKind.View, EventKind.View, EventKind.View, EventKind.Cart };
        var (now, was) = (Instant.Of(_clock.GetUtcNow()), Probability(item));
        _shop.Observe([.. kinds.Select((kind, place) => new NewEvent { UserId = UserId, ItemId = item, Kind = kind, Time = now + TimeSpan.FromMilliseconds(place), RequestId = before?.RequestId })]);
        return new(item, [.. kinds.Select(kind => $"{UserId} {kind.Name()} {item}")], was, Probability(item));
    }

    public static string Changed(RecommendationList? before, RecommendationList? after, Told told, Words words)
    {
        var parts = new List<string>();
        if (told is { Was: { } was, Is: { } now })
            parts.Add(words[$"{told.ItemId} will be bought: {words.Share(was)} → {words.Share(now)}", $"购买 {told.ItemId} 的概率：{words.Share(was)} → {words.Share(now)}"]);
        if (before is not null && after is not null)
        {
            var news = after.Items.Count(item => before.Items.All(old => old.ItemId != item.ItemId));
            parts.Add(words[$"{news} of {after.Items.Count} recommendations are new", $"{after.Items.Count} 个推荐中有 {news} 个是新的"]);
        }
        return string.Join("   ", parts);
    }

    private double? Probability(string item) =>
        _shop.HasPurchaseModel && _shop.Predict(new(UserId, [item])).Predictions is [var only, ..] ? only.Probability : null;

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

/// <summary>What the user did with one item, and how probable its purchase was before and is since; null without a purchase model.</summary>
internal sealed record Told(string ItemId, IReadOnlyList<string> Events, double? Was, double? Is);
