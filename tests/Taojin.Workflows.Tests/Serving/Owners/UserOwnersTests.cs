using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Storage;
using Taojin.Tests.Shops;
using Taojin.Workflows.Serving.Owners;

namespace Taojin.Workflows.Tests.Serving.Owners;

/// <summary>Whoever owns a user's state is asked before an answer; away, it is missed and not waited for.</summary>
public sealed class UserOwnersTests : IDisposable
{
    private readonly TrainedShop _shop = Shops.OfItsOwn();
    private readonly ToldOwners _owners = new();

    [Fact]
    public void An_answer_knows_what_the_owner_knows_and_is_the_one_that_these_events_would_have_brought()
    {
        var (asking, knowing) = (_shop.Live(), _shop.Live());
        asking.Ask(_owners);
        var item = asking.Recommend(new(_shop.Regular, 5, LogShown: false)).Items[0].ItemId;
        NewEvent[] events = [.. new[] { EventKind.View, EventKind.Cart }.Select(kind => _shop.Event(_shop.Regular, item, kind))];
        knowing.Observe(events);
        _owners.Since = [.. events.Select(each => new OwnedEvent(each.ItemId, each.Kind, each.Time, float.NaN))];

        var list = asking.Recommend(new(_shop.Regular, 5, LogShown: false));

        list.Items.Select(each => (each.ItemId, each.Score)).ShouldBe(knowing.Recommend(new(_shop.Regular, 5, LogShown: false)).Items.Select(each => (each.ItemId, each.Score)));
        list.Items.ShouldAllBe(each => each.ItemId != item);
        asking.Owners.ShouldBe(new(2, 0));
    }

    [Fact]
    public void Somebody_of_whom_only_the_owner_knows_gets_a_list_of_their_own()
    {
        var live = _shop.Live();
        live.Ask(_owners);
        var stranger = live.Recommend(new("新来的", 5, LogShown: false));
        _owners.Since = [new(stranger.Items[0].ItemId, EventKind.Cart, Instant.Of(_shop.Clock.GetUtcNow()), float.NaN)];

        var known = live.Recommend(new("新来的", 5, LogShown: false));

        (stranger.IsFallback, known.IsFallback).ShouldBe((true, false));
        known.Items.ShouldAllBe(each => each.ItemId != stranger.Items[0].ItemId);
    }

    [Fact]
    public void A_prediction_reads_the_users_own_features_from_the_owner()
    {
        var live = _shop.Live();
        var item = live.Recommend(new(_shop.Regular, 1, LogShown: false)).Items[0].ItemId;
        var alone = live.Predict(new(_shop.Regular, [item])).Predictions.Single();
        live.Ask(_owners);
        _owners.Features = new float[FeatureCatalog.Cards.Where(card => card.Scope == FeatureScope.User).Sum(card => card.Columns.Count)];

        var asked = live.Predict(new(_shop.Regular, [item])).Predictions.Single();
        _owners.Features = null;
        var away = live.Predict(new(_shop.Regular, [item])).Predictions.Single();

        asked.Probability.ShouldNotBe(alone.Probability);
        away.Probability.ShouldBe(alone.Probability);
        live.Owners.ShouldBe(new(2, 1));
    }

    [Fact]
    public void An_owner_that_is_away_is_counted_and_the_servers_own_copy_answers()
    {
        var live = _shop.Live();
        var alone = live.Recommend(new(_shop.Regular, 5, LogShown: false)).Items.Select(each => each.ItemId).ToArray();
        _owners.Since = null;
        live.Ask(_owners);

        live.Recommend(new(_shop.Regular, 5, LogShown: false)).Items.Select(each => each.ItemId).ShouldBe(alone);
        live.Owners.ShouldBe(new(1, 1));
    }

    public void Dispose() => _shop.Dispose();

    /// <summary>An owner that says what it is told to.</summary>
    private sealed class ToldOwners : IUserOwners
    {
        public IReadOnlyList<OwnedEvent>? Since { get; set; } = [];

        public float[]? Features { get; set; }

        public Task<IReadOnlyList<OwnedEvent>?> SinceAsync(string userId, string seen) => Task.FromResult(Since);

        public Task<float[]?> FeaturesAsync(string userId, IReadOnlyList<string> itemIds, Instant time) => Task.FromResult(Features);
    }
}
