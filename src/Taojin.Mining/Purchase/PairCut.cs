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
    public int PositiveCount => IsBought.Count(bought => bought);

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
        var slots = Enumerable.Range(0, bought.Length).Where(isRecent).ToArray();
        return new(cut, slots, Array.ConvertAll(slots, slot => bought[slot]));
    }

    /// <summary>The rows that a test keeps.</summary>
    public PairCut Where(Func<int, bool, bool> isKept)
    {
        var places = Enumerable.Range(0, Slots.Length).Where(place => isKept(Slots[place], IsBought[place])).ToArray();
        return new(Cut, Array.ConvertAll(places, place => Slots[place]), Array.ConvertAll(places, place => IsBought[place]));
    }

    /// <summary>A number in [0, 1) that belongs to a pair at this cut, whatever else is sampled.</summary>
    public double Chance(PairTable pairs, int slot, ulong seed)
    {
        var (user, item) = pairs[slot];
        return SplitMix64.Stream(seed ^ SplitMix64.Mix(((ulong)(uint)user << 32) | (uint)item), "purchase/sample", Cut.Microseconds).NextDouble();
    }
}
