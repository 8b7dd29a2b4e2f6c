using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Numerics;

namespace Taojin.Mining.Purchase;

/// <summary>The pairs that stand at a cut, and which of them were bought after it. Only labels look ahead, and only here.</summary>
/// <param name="Cut">The moment.</param>
/// <param name="Slots">Slots of the pairs, ascending.</param>
/// <param name="IsBought">Whether each was bought within the horizon, shape [slots].</param>
internal sealed record PairCut(Instant Cut, int[] Slots, bool[] IsBought)
{
    public int PositiveCount => IsBought.AsSpan().Count(true);

    /// <param name="replay">Features with all events before the cut observed, and none after.</param>
    /// <param name="log">The log.</param>
    /// <param name="cut">The moment.</param>
    /// <param name="horizon">How far labels look.</param>
    /// <param name="isRecent">Whether a pair, by slot, was touched recently enough.</param>
    public static PairCut At(FeatureReplay replay, ShopLog log, Instant cut, TimeSpan horizon, Func<int, bool> isRecent)
    {
        var bought = new bool[replay.Pairs.Count];
        for (var index = log.CountBefore(cut); index < log.Count && log.Time[index] < cut + horizon; index++)
            if (log.Kind[index] == EventKind.Purchase && replay.Pairs.Find(log.User[index], log.Item[index]) is >= 0 and var slot)
                bought[slot] = true;
        return new PairCut(cut, Up(bought.Length), bought).Where((slot, _) => isRecent(slot));
    }

    /// <summary>The rows that a test, by slot and outcome, keeps.</summary>
    public PairCut Where(Func<int, bool, bool> isKept)
    {
        var (slots, bought, count) = (new int[Slots.Length], new bool[Slots.Length], 0);
        for (var place = 0; place < Slots.Length; place++)
            if (isKept(Slots[place], IsBought[place]))
                (slots[count], bought[count++]) = (Slots[place], IsBought[place]);
        return count == Slots.Length ? this : new(Cut, slots[..count], bought[..count]);
    }

    /// <summary>A seeded share of the rows. Whether a row is in it depends on its pair and the cut alone, whatever else is sampled.</summary>
    /// <param name="pairs">The pairs by slot.</param>
    /// <param name="share">How much to keep, 0 to 1.</param>
    /// <param name="keepBought">Whether rows that were bought are kept all the same.</param>
    /// <param name="seed">Names the chance.</param>
    public PairCut Sample(PairTable pairs, double share, bool keepBought, ulong seed)
    {
        var salt = SplitMix64.Stream(seed, "purchase/sample", Cut.Microseconds).NextUInt64();
        return share >= 1 ? this : Where((slot, bought) => (bought && keepBought) || new SplitMix64(salt ^ SplitMix64.Mix(pairs.KeyAt(slot))).NextDouble() < share);
    }

    private static int[] Up(int count)
    {
        var slots = new int[count];
        for (var slot = 0; slot < count; slot++)
            slots[slot] = slot;
        return slots;
    }
}
