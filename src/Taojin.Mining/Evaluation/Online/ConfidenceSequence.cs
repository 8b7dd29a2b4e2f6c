namespace Taojin.Mining.Evaluation.Online;

/// <summary>
/// An interval of a mean that may be looked at after every case, and acted upon, without its 95 % becoming less: the experiment can be
/// stopped when the picture is clear.
/// </summary>
/// <remarks>
/// The asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and asymptotic
/// confidence sequences", Annals of Statistics 2024, doi:10.1214/24-AOS2408, eq. (4): mean ± σ̂ √(2(tρ² + 1) ÷ (t²ρ²) · ln(√(tρ² + 1) ÷ α)).
/// ρ is set so that the interval is tightest at <see cref="TightestAt"/> cases. It is wider than the interval of one look, by half there.
/// </remarks>
public static class ConfidenceSequence
{
    /// <summary>Number of cases at which the interval is as tight as it can be made, unless told otherwise.</summary>
    public const int TightestAt = 5000;

    /// <summary>Half the width of the 95 % interval of a mean.</summary>
    /// <param name="deviation">Standard deviation of one case.</param>
    /// <param name="cases">Number of cases so far.</param>
    /// <param name="tightestAt">Number of cases for which it is set.</param>
    /// <returns>Infinite with fewer than two cases.</returns>
    public static double HalfWidth(double deviation, double cases, int tightestAt = TightestAt)
    {
        if (cases < 2)
            return double.PositiveInfinity;
        const double Alpha = 0.05;
        var square = (-2 * Math.Log(Alpha) + Math.Log(-2 * Math.Log(Alpha) + 1)) / tightestAt; // ρ² of eq. (8) there
        var grown = (cases * square) + 1;
        return deviation * Math.Sqrt(2 * grown / (cases * cases * square) * Math.Log(Math.Sqrt(grown) / Alpha));
    }
}
