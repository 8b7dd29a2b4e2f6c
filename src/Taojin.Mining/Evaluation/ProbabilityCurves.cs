namespace Taojin.Mining.Evaluation;

/// <summary>The pictures of a probability model: ROC, precision over recall, calibration, lift by decile.</summary>
/// <param name="Roc">False-positive rate and true-positive rate, from (0, 0) to (1, 1), at most 200 points.</param>
/// <param name="PrecisionRecall">Recall and precision, at most 200 points.</param>
/// <param name="Calibration">Ten bins of equal numbers of rows, from the lowest predictions up.</param>
/// <param name="Lift">Rate of the best tenth, the next and so on, against the rate of all rows, shape [10].</param>
public sealed record ProbabilityCurves(
    IReadOnlyList<CurvePoint> Roc, IReadOnlyList<CurvePoint> PrecisionRecall, IReadOnlyList<CalibrationBin> Calibration, IReadOnlyList<double> Lift)
{
    private const int MostPoints = 200, Deciles = 10;

    /// <summary>Draws all four.</summary>
    public static ProbabilityCurves Of(bool[] labels, double[] probabilities)
    {
        var sorted = new SortedScores(labels, probabilities);
        var (roc, pr) = Walk(labels, probabilities, sorted);
        return new(roc, pr, Calibrate(labels, probabilities, sorted, Deciles), Lifts(labels, sorted));
    }

    internal static IReadOnlyList<CalibrationBin> Calibrate(bool[] labels, double[] probabilities, SortedScores sorted, int bins)
    {
        var result = new List<CalibrationBin>();
        for (var bin = bins - 1; bin >= 0; bin--)
        {
            var rows = Part(sorted, bin, bins);
            double predicted = 0, observed = 0;
            foreach (var row in rows)
            {
                predicted += probabilities[row];
                observed += labels[row] ? 1 : 0;
            }
            if (rows.Length > 0)
                result.Add(new(predicted / rows.Length, observed / rows.Length, rows.Length));
        }
        return result;
    }

    private static (List<CurvePoint> Roc, List<CurvePoint> Pr) Walk(bool[] labels, double[] probabilities, SortedScores sorted)
    {
        var positives = labels.Count(label => label);
        var (negatives, step) = (labels.Length - positives, Math.Max(1, labels.Length / MostPoints));
        var (roc, pr, hits) = (new List<CurvePoint> { new(0, 0) }, new List<CurvePoint>(), 0);
        for (var place = 0; place < labels.Length; place++)
        {
            hits += labels[sorted.Order[place]] ? 1 : 0;
            var isRunEnd = place + 1 == labels.Length || probabilities[sorted.Order[place + 1]] != probabilities[sorted.Order[place]];
            if (!isRunEnd || (place % step != 0 && place + 1 != labels.Length))
                continue;
            roc.Add(new((place + 1 - hits) / (double)Math.Max(1, negatives), hits / (double)Math.Max(1, positives)));
            pr.Add(new(hits / (double)Math.Max(1, positives), hits / (double)(place + 1)));
        }
        return (roc, pr);
    }

    private static List<double> Lifts(bool[] labels, SortedScores sorted)
    {
        var all = labels.Count(label => label) / (double)Math.Max(1, labels.Length);
        var lifts = new List<double>();
        for (var decile = 0; decile < Deciles; decile++)
        {
            var rows = Part(sorted, decile, Deciles);
            var hits = 0;
            foreach (var row in rows)
                hits += labels[row] ? 1 : 0;
            lifts.Add(rows.Length == 0 || all == 0 ? double.NaN : hits / (double)rows.Length / all);
        }
        return lifts;
    }

    private static ReadOnlySpan<int> Part(SortedScores sorted, int part, int parts)
    {
        var (start, end) = ((int)((long)sorted.Order.Length * part / parts), (int)((long)sorted.Order.Length * (part + 1) / parts));
        return sorted.Order[start..end];
    }
}

/// <summary>A point of a curve.</summary>
public readonly record struct CurvePoint(double X, double Y);

/// <summary>A tenth of the rows by prediction.</summary>
/// <param name="Predicted">Mean probability that was said.</param>
/// <param name="Observed">Share that came true.</param>
/// <param name="Count">Number of rows.</param>
public readonly record struct CalibrationBin(double Predicted, double Observed, int Count);
