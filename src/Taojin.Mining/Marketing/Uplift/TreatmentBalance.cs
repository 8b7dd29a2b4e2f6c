using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Uplift;

/// <summary>A column's mean in the control and in an arm.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Control">Mean over the control's known values.</param>
/// <param name="Treated">Mean over the arm's known values.</param>
/// <param name="Difference">Standardised mean difference: treated less control, by the pooled deviation. Beyond ±0.1 groups are taken to differ.</param>
public sealed record BalanceRow(string Column, double Control, double Treated, double Difference);

/// <summary>Whether an arm and the control can be compared.</summary>
/// <param name="Arm">Name of the arm.</param>
/// <param name="Rows">Each column, the most unlike first.</param>
/// <param name="Predictability">Area under the curve of a cross-fitted model that guesses who was treated: 0.5 when chance decided.</param>
/// <param name="Overlap">Share of people whose probability of treatment lies in 0.05 to 0.95.</param>
/// <param name="EffectiveShare">Effective sample by Kish after weighting by 1 ÷ propensity, as a share of the people: small when a few people decide everything.</param>
/// <param name="Warnings">What is wrong, in English and Chinese; empty when nothing is.</param>
public sealed record TreatmentBalance(
    string Arm, IReadOnlyList<BalanceRow> Rows, double Predictability, double Overlap, double EffectiveShare, IReadOnlyList<(string Text, string TextZh)> Warnings)
{
    private const double Unlike = 0.1, EdgeOfOverlap = 0.05, LeastOverlap = 0.9, LeastEffective = 0.5;

    /// <summary>Checks each arm against the control.</summary>
    public static IReadOnlyList<TreatmentBalance> Of(ExperimentTable data, FitContext context)
    {
        data.RequireAllArms(RobustScores.Folds);
        return [.. Enumerable.Range(0, data.Arms.Count).Select(arm => Of(data.Arms[arm], data.Only(arm), context))];
    }

    private static TreatmentBalance Of(string arm, ExperimentTable pair, FitContext context)
    {
        var propensity = CrossFitted(pair, context);
        var rows = Enumerable.Range(0, pair.Features.Columns.Count).Select(column => Row(pair, column)).OrderByDescending(row => Math.Abs(row.Difference)).ToArray();
        var overlap = propensity.Count(each => each is >= EdgeOfOverlap and <= 1 - EdgeOfOverlap) / (double)propensity.Length;
        var result = new TreatmentBalance(arm, rows, AreaUnder(propensity, pair.Arm), overlap, Effective(propensity, pair.Arm), []);
        return result with { Warnings = [.. result.Doubts(pair)] };
    }

    private IEnumerable<(string Text, string TextZh)> Doubts(ExperimentTable pair)
    {
        // the area's own spread when chance decides, after Hanley & McNeil at one half
        var treated = pair.Arm.Count(arm => arm == 1);
        var spread = Math.Sqrt((pair.RowCount + 1.0) / (12.0 * treated * (pair.RowCount - treated)));
        if (pair.Assignment == Assignment.Randomised && Predictability > 0.5 + Math.Max(0.02, 4 * spread))
            yield return ($"Who was treated can be guessed from the columns (AUC {Predictability:0.000}); random assignment gives 0.5.", $"可由各列猜出谁被触达（AUC {Predictability:0.000}）；随机分配应为 0.5。");
        if (Rows.Count(row => Math.Abs(row.Difference) > Unlike) is > 0 and var unlike)
            yield return ($"{unlike} columns differ by more than {Unlike} standard deviations.", $"{unlike} 列的组间差异超过 {Unlike} 个标准差。");
        if (Overlap < LeastOverlap)
            yield return ($"Only {Overlap:P0} of the people could have been in either group; the others have no counterpart.", $"仅 {Overlap:P0} 的人两组皆有可能，其余没有可比对象。");
        if (EffectiveShare < LeastEffective)
            yield return ($"After weighting, the people count for {EffectiveShare:P0} of their number.", $"加权后有效样本仅为人数的 {EffectiveShare:P0}。");
    }

    private static BalanceRow Row(ExperimentTable pair, int column)
    {
        var (control, treated) = (Moments(pair, column, 0), Moments(pair, column, 1));
        var deviation = Math.Sqrt((control.Variance + treated.Variance) / 2);
        return new(pair.Features.Columns[column], control.Mean, treated.Mean, deviation > 0 ? (treated.Mean - control.Mean) / deviation : 0);
    }

    private static (double Mean, double Variance) Moments(ExperimentTable pair, int column, int arm)
    {
        var (count, sum, squares) = (0, 0.0, 0.0);
        for (var row = 0; row < pair.RowCount; row++)
            if (pair.Arm[row] == arm && pair.Features.Values[row][column] is var value && !float.IsNaN(value))
                (count, sum, squares) = (count + 1, sum + value, squares + ((double)value * value));
        return count == 0 ? (double.NaN, 0) : (sum / count, Math.Max(0, (squares / count) - (sum / count * sum / count)));
    }

    private static double[] CrossFitted(ExperimentTable pair, FitContext context)
    {
        var (fold, propensity) = (RobustScores.FoldOf(pair.Arm, context), new double[pair.RowCount]);
        for (var held = 0; held < RobustScores.Folds; held++)
        {
            int[] others = [.. Enumerable.Range(0, fold.Length).Where(row => fold[row] != held)], rows = [.. Enumerable.Range(0, fold.Length).Where(row => fold[row] == held)];
            var model = BaseLearner.Linear.Outcome(pair.Features.Pick(others), [.. others.Select(row => (float)pair.Arm[row])], context);
            var said = RobustScores.Said(model, pair.Features.Pick(rows));
            for (var place = 0; place < rows.Length; place++)
                propensity[rows[place]] = said[place];
        }
        return propensity;
    }

    private static double Effective(double[] propensity, int[] arm)
    {
        var weights = propensity.Select((each, row) => 1 / Propensity.Clipped(arm[row] == 1 ? each : 1 - each)).ToArray();
        return weights.Sum() * weights.Sum() / weights.Sum(weight => weight * weight) / weights.Length;
    }

    /// <summary>Probability that a treated person's propensity is above an untreated one's, ties by half.</summary>
    private static double AreaUnder(double[] propensity, int[] arm)
    {
        var order = propensity.Select((each, row) => (each, Treated: arm[row] == 1)).GroupBy(each => each.each).OrderBy(group => group.Key);
        double area = 0, control = 0, treated = 0;
        foreach (var tie in order)
        {
            var (up, all) = (tie.Count(each => each.Treated), tie.Count());
            area += up * (control + ((all - up) / 2.0));
            (control, treated) = (control + all - up, treated + up);
        }
        return area / (control * treated);
    }
}
