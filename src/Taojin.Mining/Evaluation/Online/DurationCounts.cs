namespace Taojin.Mining.Evaluation.Online;

/// <summary>How long answers took: counts in classes each a twentieth wider than the one before, from a microsecond to a minute and a half. 3 KB.</summary>
/// <remarks>Safe for several threads. A quantile is the upper end of its class: at most 5 % too high.</remarks>
public sealed class DurationCounts
{
    private const double Least = 1e-6, Growth = 1.05;
    private static readonly double LogGrowth = Math.Log(Growth);
    private readonly long[] _counts = new long[376];

    /// <summary>Number of answers.</summary>
    public long Count => _counts.Sum();

    /// <summary>Notes an answer.</summary>
    /// <param name="seconds">How long it took.</param>
    public void Add(double seconds) => Interlocked.Increment(ref _counts[ClassOf(seconds)]);

    /// <summary>The time that a share of the answers did not exceed, in seconds; NaN without answers.</summary>
    /// <param name="share">In (0, 1], such as 0.99.</param>
    public double Quantile(double share)
    {
        var (wanted, below) = ((long)Math.Ceiling(share * Count), 0L);
        for (var place = 0; place < _counts.Length && wanted > 0; place++)
            if ((below += _counts[place]) >= wanted)
                return Least * Math.Pow(Growth, place + 1);
        return double.NaN;
    }

    /// <summary>How many answers took longer than the class of a time.</summary>
    /// <param name="seconds">The time.</param>
    public long Above(double seconds) => _counts.AsSpan(ClassOf(seconds) + 1).ToArray().Sum();

    private int ClassOf(double seconds) => seconds <= Least ? 0 : (int)Math.Min(_counts.Length - 1, Math.Log(seconds / Least) / LogGrowth);
}
