using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Uplift;

/// <summary>What an arm did on average, and whether that may be called an effect.</summary>
/// <param name="Arm">Name of the arm.</param>
/// <param name="Value">Change of the outcome against the control, in its unit.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsEffect">True only when chance decided who was treated.</param>
/// <param name="Claim">What may be said, in English.</param>
/// <param name="ClaimZh">What may be said, in Chinese.</param>
public sealed record AverageEffect(string Arm, double Value, double Error, bool IsEffect, string Claim, string ClaimZh)
{
    private const double Normal95 = 1.959963984540054;

    /// <summary>Lower end of the 95 % interval.</summary>
    public double Low => Value - (Normal95 * Error);

    /// <summary>Upper end of the 95 % interval.</summary>
    public double High => Value + (Normal95 * Error);

    /// <summary>Each arm against the control: the difference of means (Neyman 1923) when chance decided, else the mean of doubly robust scores.</summary>
    /// <remarks>An observational difference is never called an effect: the claim names the assumption that would make it one.</remarks>
    public static IReadOnlyList<AverageEffect> Of(ExperimentTable data, FitContext context)
    {
        data.RequireAllArms(RobustScores.Folds);
        return [.. Enumerable.Range(0, data.Arms.Count).Select(arm => data.Assignment == Assignment.Randomised ? Effect(data, arm) : Adjusted(data, arm, context))];
    }

    private static AverageEffect Effect(ExperimentTable data, int arm)
    {
        var (without, with) = (Moments(data, 0), Moments(data, arm + 1));
        var error = Math.Sqrt((without.Variance / without.Count) + (with.Variance / with.Count));
        return new(data.Arms[arm], with.Mean - without.Mean, error, IsEffect: true,
            "Effect: chance decided who was treated.", "效应：由随机分配决定谁被触达。");
    }

    private static AverageEffect Adjusted(ExperimentTable data, int arm, FitContext context)
    {
        var scores = RobustScores.Of(data.Only(arm), BaseLearner.Linear, context);
        var mean = scores.Average();
        var variance = scores.Sum(score => (score - mean) * (score - mean)) / (scores.Length - 1);
        return new(data.Arms[arm], mean, Math.Sqrt(variance / scores.Length), IsEffect: false,
            "Not a proven effect: an observed difference, adjusted for the columns given. It is an effect only if nothing else decided both who was treated and what came out.",
            "并非已证实的效应：这是按给定列调整后的观察差异；只有当没有其他因素同时影响“谁被触达”和“结果”时，才是效应。");
    }

    private static (int Count, double Mean, double Variance) Moments(ExperimentTable data, int arm)
    {
        var (count, sum, squares) = (0, 0.0, 0.0);
        for (var row = 0; row < data.RowCount; row++)
            if (data.Arm[row] == arm)
                (count, sum, squares) = (count + 1, sum + data.Outcomes[row], squares + ((double)data.Outcomes[row] * data.Outcomes[row]));
        var mean = sum / count;
        return (count, mean, ((squares / count) - (mean * mean)) * count / Math.Max(1, count - 1.0));
    }
}
