using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Uplift;

/// <summary>How probable it was that a person was treated: the share of the arm when chance decided, else learned from the columns.</summary>
internal static class Propensity
{
    /// <summary>Weights beyond 1 ÷ this are cut: a person who was almost never treated would decide the result alone.</summary>
    public const double Least = 0.01;

    /// <summary>A model of the probability of arm 1 in a table of the control and one arm.</summary>
    public static IValueModel Of(ExperimentTable pair, FitContext context)
    {
        if (pair.Assignment == Assignment.Randomised)
            return new ConstantValue(pair.Arm.Count(arm => arm == 1) / (double)pair.RowCount);
        return BaseLearner.Linear.Outcome(pair.Features, Array.ConvertAll(pair.Arm, arm => (float)arm), context);
    }

    public static double Clipped(double probability) => Math.Clamp(probability, Least, 1 - Least);
}
