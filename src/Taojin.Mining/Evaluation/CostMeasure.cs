namespace Taojin.Mining.Evaluation;

/// <summary>What a model costs; it stands beside what the model is worth.</summary>
/// <param name="FitSeconds">Seconds of the fit by the clock.</param>
/// <param name="FitCpuSeconds">Seconds of all processors together.</param>
/// <param name="ModelBytes">Size of the stored model.</param>
/// <param name="MicrosecondsPerAnswer">Time of one prediction or one list, one at a time.</param>
public sealed record CostMeasure(double FitSeconds, double FitCpuSeconds, long ModelBytes, double MicrosecondsPerAnswer)
{
    /// <summary>Most memory of the process during the fit, the data of the run included; null where the system does not tell.</summary>
    public long? PeakBytes { get; init; }

    /// <summary>Energy of all processors of the machine during the fit, other programs' share included; null where the machine does not tell.</summary>
    public double? Joules { get; init; }

    /// <summary>Whether a budget in time ended the fit early: the same seed need not give the same model again.</summary>
    public bool CutByBudget { get; init; }
}
