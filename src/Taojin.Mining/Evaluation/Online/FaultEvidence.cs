namespace Taojin.Mining.Evaluation.Online;

/// <summary>How strongly counts speak for more faults than are allowed. It may be looked at after every answer, as often as one likes.</summary>
/// <remarks>
/// The likelihood of the counts under some higher shares of faults, over that under the allowed share, averaged over those shares. While no more
/// than the allowed share is at fault it is a non-negative supermartingale that starts at 1, so by Ville's inequality it ever reaches e with a
/// probability of at most 1 ÷ e (Robbins, "Statistical methods related to the law of the iterated logarithm", Annals of Mathematical Statistics
/// 1970, doi:10.1214/aoms/1177696786).
/// </remarks>
public static class FaultEvidence
{
    /// <summary>At or above this, more faults than allowed are certain enough: a false alarm once in a thousand trials, however long they run.</summary>
    public const double Alarm = 1000;

    /// <summary>The higher shares, as parts of the way from the allowed share to 1.</summary>
    private static readonly double[] Ways = [0.01, 0.03, 0.1, 0.3, 1];

    /// <summary>The evidence.</summary>
    /// <param name="faults">Answers at fault, 0 to <paramref name="answers"/>.</param>
    /// <param name="answers">All answers.</param>
    /// <param name="allowed">Share that may be at fault; clamped into [1e-6, 1].</param>
    /// <returns>1 without answers or where everything is allowed; may be infinite.</returns>
    public static double Of(long faults, long answers, double allowed)
    {
        allowed = Math.Clamp(allowed, 1e-6, 1);
        if (answers == 0 || allowed >= 1)
            return 1;
        var sum = 0.0;
        foreach (var way in Ways)
        {
            var share = allowed + (way * (1 - allowed));
            var fine = answers - faults;
            sum += Math.Exp((faults * Math.Log(share / allowed)) + (fine == 0 ? 0 : fine * Math.Log((1 - share) / (1 - allowed))));
        }
        return sum / Ways.Length;
    }
}
