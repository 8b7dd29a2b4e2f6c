using Taojin.Numerics;

namespace Taojin.Mining.Evaluation.Online;

/// <summary>Whether the arms got the users they were promised: when they did not, something loses users, and no difference of the arms may be believed.</summary>
/// <remarks>Fabijan et al., "Diagnosing sample ratio mismatch in online controlled experiments", KDD 2019, doi:10.1145/3292500.3330722.</remarks>
public static class SampleRatio
{
    /// <summary>Below this probability an experiment is called broken; small, since it is looked at often.</summary>
    public const double Alarm = 0.001;

    /// <summary>Probability of counts as uneven as these when users are given out by the shares (Pearson's χ²).</summary>
    /// <param name="counts">Users of each arm.</param>
    /// <param name="shares">Shares of the arms, above 0; they need not add up to 1.</param>
    /// <returns>A number in [0, 1]; 1 with fewer than two arms or without users.</returns>
    public static double Probability(IReadOnlyList<long> counts, IReadOnlyList<double> shares)
    {
        var (users, whole) = (counts.Sum(), shares.Sum());
        if (counts.Count < 2 || users == 0)
            return 1;
        var distance = counts.Zip(shares, (count, share) => users * share / whole is var expected ? (count - expected) * (count - expected) / expected : 0).Sum();
        return GammaTail.Above((counts.Count - 1) / 2.0, distance / 2);
    }
}
