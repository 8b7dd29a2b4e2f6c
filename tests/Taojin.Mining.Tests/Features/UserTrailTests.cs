using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Testing;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Features;

/// <summary>The trail is read before it is observed, live as offline, and says what a hand would write.</summary>
public sealed class UserTrailTests
{
    private static readonly ShopLog Log = GeneratedShop.Of(new() { Users = 60, Items = 80, Days = 4 }).Log;
    private static readonly FeatureSettings Settings = new() { HasTrail = true };
    private static readonly int Plain = FeatureCatalog.Columns.Count;

    [Fact]
    public void The_newest_items_come_first_and_each_stands_once_with_the_most_that_was_done()
    {
        var log = SmallLog.Of((0, 0, EventKind.View, 0), (0, 1, EventKind.Cart, 1), (0, 1, EventKind.View, 2), (1, 2, EventKind.View, 3), (0, 0, EventKind.Shown, 4));
        var trail = Read(log, user: 0, item: 1, SmallLog.At(5));

        trail[2].ShouldBe(trail[0]); // item 1 itself was touched last
        (trail[4], trail[5], trail[6]).ShouldBe(((float)EventKind.Cart, 3f, 2f));
        trail[7].ShouldNotBe(trail[0]);
        (trail[9], trail[10], trail[11]).ShouldBe(((float)EventKind.View, 5f, 1f));
        trail[12].ShouldBe(float.NaN); // nothing more: another user's view and what was only shown are not in it
    }

    [Fact]
    public void No_more_than_sixteen_items_are_remembered()
    {
        var log = SmallLog.Of([.. Enumerable.Range(0, 20).Select(item => (0, item, EventKind.View, item))]);
        var trail = Read(log, user: 0, item: 3, SmallLog.At(30));

        float.IsNaN(trail[UserTrail.OwnColumns + ((UserTrail.Length - 1) * UserTrail.TouchColumns)]).ShouldBeFalse();
        Enumerable.Range(0, UserTrail.Length).Count(touch => trail[UserTrail.OwnColumns + (touch * UserTrail.TouchColumns)] == trail[0]).ShouldBe(0); // item 3 has fallen out
    }

    [Fact]
    public void Live_and_offline_give_the_same_bits_and_state_can_be_continued()
    {
        var offline = new FeatureReplay(Log.Items, Settings);
        offline.ObserveRange(Log, 0, Log.Count, threads: 4);
        var half = new FeatureReplay(Log.Items, Settings);
        half.ObserveRange(Log, 0, Log.Count / 2, threads: 1);
        var artifact = new MemoryArtifact();
        half.Save(artifact);
        var live = FeatureReplay.Restore(artifact, Log.Items, Settings);
        for (var index = Log.Count / 2; index < Log.Count; index++)
            live.Observe(Log[index]);

        Trails(live).AsSpan().SequenceEqual(Trails(offline)).ShouldBeTrue();
    }

    [Fact]
    public void Without_a_wish_for_it_there_is_none_and_the_other_columns_are_the_same()
    {
        var (with, without) = (new FeatureReplay(Log.Items, Settings), new FeatureReplay(Log.Items, new()));
        with.ObserveRange(Log, 0, Log.Count, threads: 2);
        without.ObserveRange(Log, 0, Log.Count, threads: 2);
        int[] slots = [.. Enumerable.Range(0, with.Pairs.Count)];
        var (wide, narrow) = (with.Read(slots, Log.End, new()), without.Read(slots, Log.End, new()));

        narrow.Trail.ShouldBeNull();
        without.Columns.Count.ShouldBe(Plain);
        wide.Values.Values.AsSpan().SequenceEqual(narrow.Values.Values).ShouldBeTrue();
        wide.Pick([5, 3]).Trail!.Values[1].ToArray().ShouldBe(wide.Trail!.Values[3].ToArray());
    }

    [Fact]
    public void Its_columns_are_named_and_explained_in_both_languages() =>
        UserTrail.Card.Columns.ShouldAllBe(column => column.Meaning.Length > 0 && column.MeaningZh.Any(letter => letter > 0x2E80) && column.Unit.Length > 0);

    private static float[] Trails(FeatureReplay replay) => replay.Read([.. Enumerable.Range(0, replay.Pairs.Count)], Log.End, new FitContext()).Trail!.Values.Values;

    private static float[] Read(ShopLog log, int user, int item, Instant time)
    {
        var replay = new FeatureReplay(log.Items, Settings);
        replay.ObserveRange(log, 0, log.Count, 1);
        var row = new float[replay.Columns.Count];
        replay.Read(user, item, time, row);
        return row[Plain..];
    }
}
