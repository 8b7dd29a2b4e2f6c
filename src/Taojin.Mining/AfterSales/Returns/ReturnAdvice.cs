using System.ComponentModel.DataAnnotations;

namespace Taojin.Mining.AfterSales.Returns;

/// <summary>What a return costs, and what can be done about it. All in the shop's currency; every shop has its own.</summary>
public sealed record ReturnCosts
{
    /// <summary>What every return costs: the parcel, the check, the shelf.</summary>
    [Range(0, 1e6)] public double PerReturn { get; init; } = 12;

    /// <summary>Share of the line's value that is lost besides: marked down, damaged.</summary>
    [Range(0, 1)] public double LostShare { get; init; } = 0.15;

    /// <summary>What it costs to ask the customer before the parcel leaves: confirm size, quantity, colour.</summary>
    [Range(0, 1e6)] public double PerCheck { get; init; } = 2;

    /// <summary>Share of the coming returns that such a question prevents.</summary>
    [Range(0, 1)] public double Prevented { get; init; } = 0.3;
}

/// <summary>Whether it pays to ask before the parcel leaves.</summary>
public static class ReturnAdvice
{
    /// <summary>What asking saves on average, less what it costs: p · prevented · (per return + lost share · value) − per check.</summary>
    /// <param name="probability">Calibrated probability that the line comes back.</param>
    /// <param name="value">Value of the line.</param>
    /// <param name="costs">The shop's costs.</param>
    public static double Saves(double probability, double value, ReturnCosts costs) => (probability * costs.Prevented * CostOf(value, costs)) - costs.PerCheck;

    /// <summary>What was saved by asking where it was worth it, as it turned out.</summary>
    /// <param name="lines">What was said of them and what came back.</param>
    /// <param name="costs">The shop's costs.</param>
    /// <returns>Money saved less the cost of asking, and how many lines were asked about.</returns>
    public static (double Money, int Asked) Earned(JudgedLines lines, ReturnCosts costs)
    {
        var (money, asked) = (0.0, 0);
        var (probabilities, labels, values) = lines;
        for (var row = 0; row < labels.Count; row++)
        {
            if (Saves(probabilities[row], values[row], costs) <= 0)
                continue;
            asked++;
            money += (labels[row] ? costs.Prevented * CostOf(values[row], costs) : 0) - costs.PerCheck;
        }
        return (money, asked);
    }

    /// <summary>The same by one threshold of probability for all lines, whatever they cost.</summary>
    public static double EarnedAt(double threshold, JudgedLines lines, ReturnCosts costs) =>
        Enumerable.Range(0, lines.Labels.Count).Where(row => lines.Probabilities[row] >= threshold).Sum(row => (lines.Labels[row] ? costs.Prevented * CostOf(lines.Values[row], costs) : 0) - costs.PerCheck);

    /// <summary>The threshold that would have earned most; above 1, so that nobody is asked, when asking never pays.</summary>
    public static double BestThreshold(JudgedLines lines, ReturnCosts costs)
    {
        var (best, most, money) = (double.BitIncrement(1), 0.0, 0.0);
        var order = Enumerable.Range(0, lines.Labels.Count).OrderByDescending(row => lines.Probabilities[row]).ToArray();
        for (var place = 0; place < order.Length; place++)
        {
            var row = order[place];
            money += (lines.Labels[row] ? costs.Prevented * CostOf(lines.Values[row], costs) : 0) - costs.PerCheck;
            var isRunEnd = place + 1 == order.Length || lines.Probabilities[order[place + 1]] != lines.Probabilities[row];
            if (isRunEnd && money > most)
                (best, most) = (lines.Probabilities[row], money);
        }
        return best;
    }

    /// <summary>What one return of a line costs.</summary>
    public static double CostOf(double value, ReturnCosts costs) => costs.PerReturn + (costs.LostShare * value);
}

/// <summary>Lines with what was said of them.</summary>
/// <param name="Probabilities">Probability that each comes back, shape [rows].</param>
/// <param name="Labels">Whether it did, shape [rows].</param>
/// <param name="Values">What it cost, shape [rows].</param>
public sealed record JudgedLines(IReadOnlyList<double> Probabilities, IReadOnlyList<bool> Labels, IReadOnlyList<float> Values);
