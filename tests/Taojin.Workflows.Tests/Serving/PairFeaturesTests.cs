using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Tests.Shops;
using Taojin.Workflows.Serving;

namespace Taojin.Workflows.Tests.Serving;

/// <summary>What serving reads of a pair is, bit by bit, what a replay of the log reads.</summary>
public sealed class PairFeaturesTests : IDisposable
{
    private readonly TrainedShop _shop = Shops.OfItsOwn();
    private readonly Gate _gate = new();

    private ShopLog Log => field ??= new Prepare(_shop.Mine).Log(Storage.Privacy.Purposes.Personalisation);

    [Fact]
    public void A_trail_that_is_made_when_it_is_read_is_the_one_that_was_kept_all_along()
    {
        var kept = new FeatureReplay(Log.Items, _shop.Mine.Features with { HasTrail = true });
        kept.ObserveRange(Log, 0, Log.Count, threads: 1);
        var read = Ready(() => Replayed(Log.Count));
        float[] expected = new float[kept.Columns.Count], row = new float[kept.Columns.Count];

        for (var place = 0; place < Log.Count; place += Log.Count / 40)
        {
            kept.Read(Log.User[place], Math.Max(0, Log.Item[place]), Log.End, expected);
            read.Read(new(Log.User[place], Math.Max(0, Log.Item[place])), Log.End, row);
            row.ShouldBe(expected);
        }
    }

    [Fact]
    public void Events_that_come_while_the_log_is_read_are_made_up_for_in_their_order()
    {
        using var go = new ManualResetEventSlim();
        var (half, pairs) = (Log.Count / 2, new float[FeatureCatalog.Columns.Count]);
        var features = new LiveFeatures(_gate, () =>
        {
            go.Wait();
            return Replayed(half);
        });
        for (var place = half; place < Log.Count; place++)
        {
            var happened = Log[place];
            _gate.Write(() => features.Observe(happened));
        }
        Should.Throw<InvalidOperationException>(() => features.Now);
        go.Set();
        features.WaitUntilReady();

        var expected = new float[pairs.Length];
        Replayed(Log.Count).Read(Log.User[^1], Math.Max(0, Log.Item[^1]), Log.End, expected);
        features.Now.Read(Log.User[^1], Math.Max(0, Log.Item[^1]), Log.End, pairs);
        pairs.ShouldBe(expected);
    }

    public void Dispose() => _shop.Dispose();

    private PairFeatures Ready(Func<FeatureReplay> read)
    {
        var features = new LiveFeatures(_gate, read);
        features.WaitUntilReady();
        return new(features, new(Log), Log.Items);
    }

    private FeatureReplay Replayed(int events)
    {
        var features = new FeatureReplay(Log.Items, _shop.Mine.Features);
        features.ObserveRange(Log, 0, events, threads: 1);
        return features;
    }
}
