using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Pairs before several cuts, counted by how often they were viewed, saved, put into the cart and bought, and how many of them were bought after the cut.</summary>
internal sealed class BehaviourCounts
{
    private const int Cuts = 4, Most = 3, Bits = 2;
    private readonly long[] _pairs = new long[1 << (Bits * 4)];
    private readonly long[] _bought = new long[1 << (Bits * 4)];

    public static EventKind[] Kinds { get; } = [EventKind.View, EventKind.Favorite, EventKind.Cart, EventKind.Purchase];

    /// <summary>Number of different patterns of counts.</summary>
    public int Cells => _pairs.Length;

    /// <summary>Pairs that were bought after a cut, over all cuts.</summary>
    public long Bought => _bought.Sum();

    /// <summary>Counts at the ends of the last four horizons but one: cuts at 1, 2, 3 and 4 horizons before the log's end.</summary>
    public static BehaviourCounts Of(ShopLog log, TimeSpan horizon)
    {
        var counts = new BehaviourCounts();
        for (var back = 1; back <= Cuts; back++)
        {
            var cut = log.End - (horizon * back);
            if (log.Count > 0 && cut > log.Start)
                counts.Add(log, cut, horizon);
        }
        return counts;
    }

    /// <summary>Pairs and purchases of a pattern.</summary>
    public (long Pairs, long Bought) this[int cell] => (_pairs[cell], _bought[cell]);

    /// <summary>log₂(1 + events of a kind) in a pattern, 0 to 2.</summary>
    public static double Feature(int cell, int kind) => Math.Log2(1 + CountIn(cell, kind));

    /// <summary>Pairs with an event of a kind.</summary>
    public long PairsWith(int kind) => Enumerable.Range(0, Cells).Where(cell => CountIn(cell, kind) > 0).Sum(cell => _pairs[cell]);

    /// <summary>Of them, those bought after the cut.</summary>
    public long BoughtWith(int kind) => Enumerable.Range(0, Cells).Where(cell => CountIn(cell, kind) > 0).Sum(cell => _bought[cell]);

    private static int CountIn(int cell, int kind) => (cell >> (Bits * kind)) & Most;

    private void Add(ShopLog log, Instant cut, TimeSpan horizon)
    {
        var (pairs, cells) = (new PairTable(), new List<int>());
        var before = log.CountBefore(cut);
        for (var index = 0; index < before; index++)
        {
            var kind = Array.IndexOf(Kinds, log.Kind[index]);
            if (kind < 0 || log.Item[index] < 0)
                continue;
            var slot = pairs.SlotOf(log.User[index], log.Item[index]);
            if (slot == cells.Count)
                cells.Add(0);
            if (CountIn(cells[slot], kind) < Most)
                cells[slot] += 1 << (Bits * kind);
        }
        var bought = new bool[cells.Count];
        for (var index = before; index < log.Count && log.Time[index] < cut + horizon; index++)
            if (log.Kind[index] == EventKind.Purchase && log.Item[index] >= 0 && pairs.Find(log.User[index], log.Item[index]) is >= 0 and var slot)
                bought[slot] = true;
        for (var slot = 0; slot < bought.Length; slot++)
        {
            _pairs[cells[slot]]++;
            _bought[cells[slot]] += bought[slot] ? 1 : 0;
        }
    }
}
