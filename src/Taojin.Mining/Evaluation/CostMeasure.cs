namespace Taojin.Mining.Evaluation;

/// <summary>What a model costs; it stands beside what the model is worth.</summary>
/// <param name="FitSeconds">Seconds of the fit by the clock.</param>
/// <param name="FitCpuSeconds">Seconds of all processors together.</param>
/// <param name="ModelBytes">Size of the stored model.</param>
/// <param name="MicrosecondsPerAnswer">Time of one prediction or one list, one at a time.</param>
public sealed record CostMeasure(double FitSeconds, double FitCpuSeconds, long ModelBytes, double MicrosecondsPerAnswer);
