namespace Taojin.Mining.Evaluation.Online;

/// <summary>What the units of one arm brought: enough of it to compare arms, and mergeable.</summary>
/// <param name="Count">Number of units, users or requests.</param>
/// <param name="Sum">Sum of their outcomes.</param>
/// <param name="SumOfSquares">Sum of the squares of their outcomes.</param>
public readonly record struct ArmOutcomes(long Count, double Sum, double SumOfSquares)
{
    /// <summary>Mean outcome; NaN without units.</summary>
    public double Mean => Sum / Count;

    /// <summary>Standard deviation of an outcome; NaN without units.</summary>
    public double Deviation => Math.Sqrt(Math.Max(0, (SumOfSquares / Count) - (Mean * Mean)));

    /// <summary>With one more unit.</summary>
    public ArmOutcomes With(double outcome) => new(Count + 1, Sum + outcome, SumOfSquares + (outcome * outcome));

    /// <summary>Both together.</summary>
    public static ArmOutcomes operator +(ArmOutcomes one, ArmOutcomes other) => new(one.Count + other.Count, one.Sum + other.Sum, one.SumOfSquares + other.SumOfSquares);

    /// <summary>The mean with its sequentially valid interval.</summary>
    public MetricValue Measured(string name)
    {
        var half = ConfidenceSequence.HalfWidth(Deviation, Count);
        return new(name, Mean, Mean - half, Mean + half, (int)Math.Min(Count, int.MaxValue));
    }

    /// <summary>How much more an arm brings than a control, with an interval that may be looked at at any time.</summary>
    /// <remarks>The two means are independent; the difference is treated as the mean of n₁n₂ ÷ (n₁ + n₂) · 4 paired cases, whose count grows with both arms.</remarks>
    public MetricValue Against(ArmOutcomes control, string name)
    {
        var difference = Mean - control.Mean;
        var error = Math.Sqrt((Deviation * Deviation / Count) + (control.Deviation * control.Deviation / control.Count));
        var cases = 4.0 * Count * control.Count / (Count + control.Count);
        var half = Count < 2 || control.Count < 2 ? double.PositiveInfinity : ConfidenceSequence.HalfWidth(error * Math.Sqrt(cases), cases);
        return new(name, difference, difference - half, difference + half, (int)Math.Min(Count + control.Count, int.MaxValue));
    }
}
