using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Testing;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Features;

/// <summary>What training reads and what serving reads is the same, and neither sees the future.</summary>
public sealed class ReplayTests
{
    private static readonly ShopLog Log = GeneratedShop.Of(new() { Users = 120, Items = 60, Days = 6 }).Log;
    private static readonly FeatureSettings Settings = new();

    [Fact]
    public void There_are_at_least_thirty_features_each_named_and_explained_in_two_languages()
    {
        FeatureCatalog.Columns.Count.ShouldBeGreaterThanOrEqualTo(30);
        FeatureCatalog.Columns.Select(column => column.Name).Distinct().Count().ShouldBe(FeatureCatalog.Columns.Count);
        FeatureCatalog.Columns.ShouldAllBe(column => column.Meaning.Length > 0 && column.Unit.Length > 0 && column.MeaningZh.Any(letter => letter > 0x2E80));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Replay_offline_and_live_give_the_same_bits(int threads)
    {
        var offline = new FeatureReplay(Log.Items, Settings);
        offline.ObserveRange(Log, 0, Log.Count, threads);
        var live = new FeatureReplay(Log.Items, Settings);
        for (var index = 0; index < Log.Count; index++)
            live.Observe(Log[index]);

        Rows(offline).AsSpan().SequenceEqual(Rows(live)).ShouldBeTrue();
        MemoryOf(offline).DifferenceTo(MemoryOf(live)).ShouldBeNull();
    }

    [Fact]
    public void Events_without_an_item_are_replayed_and_change_nothing_about_items()
    {
        var views = SmallLog.Of((0, 0, EventKind.View, 0), (1, 1, EventKind.View, 2));
        var searches = SmallLog.Of((0, 0, EventKind.View, 0), (0, -1, EventKind.Search, 1), (0, -1, EventKind.Contact, 1), (1, 1, EventKind.View, 2));
        var (plain, mixed, row, other) = (new FeatureReplay(views.Items, Settings), new FeatureReplay(searches.Items, Settings), new float[FeatureCatalog.Columns.Count], new float[FeatureCatalog.Columns.Count]);

        plain.ObserveRange(views, 0, views.Count, threads: 1);
        mixed.ObserveRange(searches, 0, searches.Count, threads: 2);

        plain.Read(1, 0, SmallLog.At(3), row);
        mixed.Read(1, 0, SmallLog.At(3), other);
        other.ShouldBe(row); // of another user, who did not search
    }

    [Fact]
    public void Nothing_that_happens_after_the_moment_changes_a_feature()
    {
        var cut = Log.Start + ((Log.End - Log.Start) / 2);
        var count = Log.CountBefore(cut);
        var chance = new FitContext().Random("future");
        var changed = new ShopLog
        {
            Users = Log.Users, Items = Log.Items, Time = Log.Time,
            User = [.. Log.User.Select((user, index) => index < count ? user : chance.NextInt32(Log.Users.Count))],
            Item = [.. Log.Item.Select((item, index) => index < count ? item : chance.NextInt32(Log.Items.Count))],
            Kind = [.. Log.Kind.Select((kind, index) => index < count ? kind : EventKind.Purchase)],
            Price = [.. Log.Price.Select((price, index) => index < count ? price : 1e6f)],
            Quantity = Log.Quantity,
        };

        RowsAt(Log, cut).AsSpan().SequenceEqual(RowsAt(changed, cut)).ShouldBeTrue();
    }

    [Fact]
    public void State_that_is_saved_and_continued_equals_a_run_without_a_stop()
    {
        var half = Log.Count / 2;
        var first = new FeatureReplay(Log.Items, Settings);
        first.ObserveRange(Log, 0, half, 1);
        var second = FeatureReplay.Restore(MemoryOf(first), Log.Items, Settings);
        second.ObserveRange(Log, half, Log.Count, 1);
        var whole = new FeatureReplay(Log.Items, Settings);
        whole.ObserveRange(Log, 0, Log.Count, 1);

        Rows(second).AsSpan().SequenceEqual(Rows(whole)).ShouldBeTrue();
    }

    [Fact]
    public void Counts_recency_and_open_carts_are_what_a_hand_would_write()
    {
        var log = SmallLog.Of((0, 0, EventKind.View, 0), (0, 0, EventKind.View, 1), (1, 0, EventKind.View, 2), (0, 0, EventKind.Cart, 3), (0, 1, EventKind.Purchase, 4));
        var replay = new FeatureReplay(log.Items, Settings);
        replay.ObserveRange(log, 0, log.Count, 1);
        var row = new float[replay.Columns.Count];

        replay.Read(0, 0, SmallLog.At(5), row);

        float Value(string name) => row[replay.Columns.Select((column, place) => (column.Name, place)).First(each => each.Name == name).place];
        Value("pair_views").ShouldBe(2);
        Value("pair_carts").ShouldBe(1);
        Value("pair_open_cart").ShouldBe(1);
        Value("pair_hours_since_touch").ShouldBe(2);
        Value("pair_hours_since_cart").ShouldBe(2);
        Value("user_purchases").ShouldBe(1);
        Value("item_users").ShouldBe(2);
        float.IsNaN(Value("pair_hours_since_purchase")).ShouldBeTrue();
    }

    [Fact]
    public void A_user_and_an_item_nobody_has_seen_can_be_read()
    {
        var replay = new FeatureReplay(Log.Items, Settings);
        replay.ObserveRange(Log, 0, Log.Count, 1);
        var row = new float[replay.Columns.Count];

        replay.Read(Log.Users.Count + 5, Log.Items.Count + 5, Log.End, row);

        row.ShouldAllBe(value => float.IsNaN(value) || float.IsFinite(value));
    }

    private static float[] RowsAt(ShopLog log, Instant cut)
    {
        var replay = new FeatureReplay(log.Items, Settings);
        replay.ObserveRange(log, 0, log.CountBefore(cut), 1);
        return replay.Read([.. Enumerable.Range(0, replay.Pairs.Count)], cut, new FitContext()).Values.Values;
    }

    private static float[] Rows(FeatureReplay replay) =>
        replay.Read([.. Enumerable.Range(0, replay.Pairs.Count)], Log.End, new FitContext()).Values.Values;

    private static MemoryArtifact MemoryOf(FeatureReplay replay)
    {
        var artifact = new MemoryArtifact();
        replay.Save(artifact);
        return artifact;
    }
}
