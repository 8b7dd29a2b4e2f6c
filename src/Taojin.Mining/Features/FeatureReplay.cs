using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>All features over one log: training replays events through it, serving feeds it live ones.</summary>
/// <remarks>
/// Pairs of user and item get their slot here, once for all features; being shown an item makes no pair. Reading may run on several
/// threads at once while nothing is observed; observing may not.
/// </remarks>
public sealed class FeatureReplay
{
    private const int BlockEvents = 16_384, PrefetchAhead = 12;
    private readonly Catalogue _items;
    private readonly IReadOnlyList<FeatureCard> _cards;
    private readonly IFeature[] _features;
    private readonly int[] _offsets;
    private PairTable _pairs = new();

    /// <summary>Features with nothing observed.</summary>
    /// <param name="items">Gives categories and prices of items; items beyond it have neither.</param>
    /// <param name="settings">What the features must agree on.</param>
    public FeatureReplay(Catalogue items, FeatureSettings settings)
    {
        (_items, Settings, _cards) = (items, settings, FeatureCatalog.CardsFor(settings));
        var known = settings with { Items = items };
        _features = [.. _cards.Select(card => card.Create(known))];
        _offsets = new int[_features.Length];
        for (var index = 1; index < _offsets.Length; index++)
            _offsets[index] = _offsets[index - 1] + _cards[index - 1].Columns.Count;
        Columns = settings is { HasTrail: false, Scope: null } ? FeatureCatalog.Columns : [.. _cards.SelectMany(card => card.Columns)];
    }

    /// <summary>What the features agree on.</summary>
    public FeatureSettings Settings { get; }

    /// <summary>What the values of a row are, in order.</summary>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>The pairs that were touched so far.</summary>
    public PairTable Pairs => _pairs;

    /// <summary>Takes note of one event; events arrive in order of time.</summary>
    public void Observe(in ShopEvent happened)
    {
        var resolved = Resolve(happened);
        foreach (var feature in _features)
            feature.Observe(resolved);
    }

    /// <summary>Takes note of a run of events. Features share nothing, so each thread folds some of them; the bits are the same.</summary>
    /// <param name="log">The log, whose items are this replay's.</param>
    /// <param name="from">First event.</param>
    /// <param name="to">Behind the last event.</param>
    /// <param name="threads">At most so many threads.</param>
    public void ObserveRange(ShopLog log, int from, int to, int threads)
    {
        var block = new FeatureEvent[Math.Min(BlockEvents, to - from)];
        var ahead = threads > 1 ? new FeatureEvent[block.Length] : block;
        var count = ResolveBlock(log, from, to, block);
        for (var start = from; start < to;)
        {
            var (here, size, next) = (block, count, start + count);
            if (threads <= 1)
            {
                foreach (var feature in _features)
                    Fold(feature, here.AsSpan(0, size));
                count = ResolveBlock(log, next, to, block);
            }
            else
            {
                var spare = ahead;
                var resolved = 0;
                Parallel.For(-1, _features.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, index =>
                {
                    if (index < 0)
                        resolved = ResolveBlock(log, next, to, spare);
                    else
                        Fold(_features[index], here.AsSpan(0, size));
                });
                (block, ahead, count) = (spare, here, resolved);
            }
            start = next;
        }
    }

    /// <summary>Writes what is known of a user and an item at a moment not before the last observed event.</summary>
    /// <param name="user">Index of the user.</param>
    /// <param name="item">Index of the item.</param>
    /// <param name="time">The moment.</param>
    /// <param name="row">Receives one value a column, shape [columns], or of the first columns only, as many as whole features fill.</param>
    public void Read(int user, int item, Instant time, Span<float> row) => Read(new(user, item, _items.CategoryOf(item), _pairs.Find(user, item), time, _items.PriceOf(item)), row);

    /// <summary>Answers a question as it is put: it may be about an item that stands in no catalogue.</summary>
    /// <param name="query">The question.</param>
    /// <param name="row">Receives one value a column, as above.</param>
    public void Read(in FeatureQuery query, Span<float> row)
    {
        for (var index = 0; index < _features.Length && _offsets[index] < row.Length; index++)
            _features[index].Read(query, row.Slice(_offsets[index], _cards[index].Columns.Count));
    }

    /// <summary>Reads many pairs at one moment, in parallel; the trail stands in a table of its own.</summary>
    /// <param name="slots">Slots of the pairs, shape [rows].</param>
    /// <param name="time">The moment.</param>
    /// <param name="context">Threads and cancellation.</param>
    public FeatureTable Read(int[] slots, Instant time, FitContext context)
    {
        var plain = FeatureCatalog.Columns.Count;
        var (rows, trails) = (new DenseRows(slots.Length, plain), new DenseRows(Settings.HasTrail ? slots.Length : 0, Columns.Count - plain));
        context.ForEachRow(slots.Length, () => new float[Columns.Count], (place, row) =>
        {
            var (user, item) = _pairs[slots[place]];
            Read(user, item, time, row);
            row.AsSpan(0, plain).CopyTo(rows[place]);
            if (Settings.HasTrail)
                row.AsSpan(plain).CopyTo(trails[place]);
        });
        return new(Names(0, plain), rows) { Trail = Settings.HasTrail ? new(Names(plain, Columns.Count), trails) : null };
    }

    private string[] Names(int from, int to) => [.. Enumerable.Range(from, to - from).Select(column => Columns[column].Name)];

    /// <summary>Writes down all state.</summary>
    public void Save(IArtifactWriter writer)
    {
        writer.Array<ulong>("pairs", _pairs.ToArray());
        foreach (var feature in _features)
            feature.Save(writer);
    }

    /// <summary>Goes on from written state, as if there had been no stop.</summary>
    public static FeatureReplay Restore(IArtifactReader reader, Catalogue items, FeatureSettings settings)
    {
        var replay = new FeatureReplay(items, settings) { _pairs = new PairTable(reader.Array<ulong>("pairs")) };
        foreach (var feature in replay._features)
            feature.Restore(reader);
        return replay;
    }

    private static void Fold(IFeature feature, ReadOnlySpan<FeatureEvent> events)
    {
        if (feature is IPrefetches table)
            FoldAhead(feature, table, events);
        else
            foreach (ref readonly var happened in events)
                feature.Observe(happened);
    }

    private static void FoldAhead(IFeature feature, IPrefetches table, ReadOnlySpan<FeatureEvent> events)
    {
        for (var index = 0; index < events.Length; index++)
        {
            if (index + PrefetchAhead < events.Length)
                table.Prefetch(events[index + PrefetchAhead]);
            feature.Observe(events[index]);
        }
    }

    private int ResolveBlock(ShopLog log, int from, int to, FeatureEvent[] block)
    {
        var count = Math.Min(block.Length, to - from);
        for (var index = 0; index < count; index++)
        {
            if (index + PrefetchAhead < count)
                _pairs.Prefetch(log.User[from + index + PrefetchAhead], log.Item[from + index + PrefetchAhead]);
            block[index] = Resolve(log[from + index]);
        }
        return count;
    }

    private FeatureEvent Resolve(in ShopEvent happened)
    {
        var pair = happened.Item < 0 ? -1 : happened.Kind.IsTouch() ? _pairs.SlotOf(happened.User, happened.Item) : _pairs.Find(happened.User, happened.Item);
        var price = float.IsNaN(happened.Price) ? _items.PriceOf(happened.Item) : happened.Price;
        return new(happened.User, happened.Item, _items.CategoryOf(happened.Item), pair, happened.Kind, happened.Time, price);
    }
}
