namespace Taojin.Numerics;

/// <summary>A stream of random numbers that is the same on every machine, for ever (the framework’s own generator promises neither).</summary>
/// <remarks>
/// Steele, Lea &amp; Flood, OOPSLA 2014, doi:10.1145/2660193.2660195. A stream is named by purpose and index, never by the order
/// in which it was asked for, so that threads, shuffles and new consumers do not shift one another. Not for secrets.
/// </remarks>
public struct SplitMix64(ulong state)
{
    private ulong _state = state;

    /// <summary>The stream of one purpose (such as <c>"implicit-als/init"</c>) and one index (such as an item) under a seed.</summary>
    public static SplitMix64 Stream(ulong seed, string purpose, long index = 0)
    {
        var hash = 14695981039346656037UL; // FNV-1a: string.GetHashCode differs from run to run
        foreach (var character in purpose)
            hash = (hash ^ character) * 1099511628211UL;
        return new(Mix(Mix(seed ^ hash) + (ulong)index * 0x9E3779B97F4A7C15UL));
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64() => Mix(_state += 0x9E3779B97F4A7C15UL);

    /// <summary>A number in [0, 1), of 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [0, 1), of 24 random bits.</summary>
    public float NextSingle() => (NextUInt64() >> 40) * (1f / (1 << 24));

    /// <summary>A whole number in [0, <paramref name="exclusiveEnd"/>), without the bias of a remainder.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The end is not positive.</exception>
    public int NextInt32(int exclusiveEnd)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveEnd);
        return (int)Math.BigMul(NextUInt64(), (ulong)exclusiveEnd, out _);
    }

    /// <summary>A draw from the normal distribution of mean 0 and variance 1 (Box–Muller, one of the pair).</summary>
    public double NextNormal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>A waiting time of mean 1.</summary>
    public double NextExponential() => -Math.Log(1 - NextDouble());

    /// <summary>Puts the values into a random order (Fisher–Yates), each order equally likely.</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var last = values.Length - 1; last > 0; last--)
        {
            var other = NextInt32(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    /// <summary>Sixty-four bits in which each input bit decides each output bit with even odds; also a good hash of an integer key.</summary>
    public static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
        return bits ^ (bits >> 31);
    }
}
