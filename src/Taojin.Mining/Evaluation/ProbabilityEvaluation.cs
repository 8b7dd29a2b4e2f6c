using Taojin.Mining.Learning;

namespace Taojin.Mining.Evaluation;

/// <summary>Judges probabilities by what came true.</summary>
public static class ProbabilityEvaluation
{
    private const int CalibrationBins = 10;

    /// <summary>AUC (the main metric), PR-AUC, log-loss, Brier score, calibration error, best F1 and accuracy, each with its interval over users.</summary>
    /// <param name="labels">What came true, shape [rows].</param>
    /// <param name="probabilities">What was said, shape [rows].</param>
    /// <param name="users">Whose row it is: rows of one user are resampled together, shape [rows].</param>
    /// <param name="context">Seed of the resamples, threads.</param>
    public static ModelScore Evaluate(bool[] labels, double[] probabilities, int[] users, FitContext context)
    {
        var sorted = new SortedScores(labels, probabilities);
        var losses = new RowLosses(labels, probabilities);
        var whole = Measure(sorted, losses, null);
        var replicates = new double[Bootstrap.Replicates][];
        var cases = users.Length == 0 ? 0 : users.Max() + 1;
        context.ForEachRow(replicates.Length, replicate =>
        {
            var weights = Bootstrap.Weights(context.Seed, replicate, cases);
            replicates[replicate] = Measure(sorted, losses, row => weights[users[row]]);
        });
        var names = new[] { "AUC", "PR-AUC", "LogLoss", "Brier" };
        var count = users.Distinct().Count();
        List<MetricValue> metrics = [.. names.Select((name, index) => Bootstrap.Interval(name, whole[index], replicates.Select(values => values[index]), count))];
        var (f1, threshold) = BestF1(labels, probabilities, sorted);
        metrics.Add(Plain("ECE", CalibrationError(ProbabilityCurves.Calibrate(labels, probabilities, sorted, CalibrationBins)), count));
        metrics.Add(Plain("F1 (best)", f1, count));
        metrics.Add(Plain("F1 threshold", threshold, count));
        metrics.Add(Plain("Accuracy", labels.Zip(probabilities, (label, p) => label == p >= 0.5).Count(right => right) / (double)Math.Max(1, labels.Length), count));
        return new(metrics, [.. replicates.Select(values => values[0])]);
    }

    /// <summary>Area under the ROC curve alone: the chance that a positive row stands before a negative one, ties by half.</summary>
    public static double Auc(bool[] labels, double[] probabilities) => new SortedScores(labels, probabilities).Areas(null).Auc;

    /// <summary>Area under precision over recall alone: mean precision at the positives, ties as one.</summary>
    public static double AveragePrecision(bool[] labels, double[] probabilities) => new SortedScores(labels, probabilities).Areas(null).AveragePrecision;

    private static MetricValue Plain(string name, double value, int cases) => new(name, value, double.NaN, double.NaN, cases);

    private static double[] Measure(SortedScores sorted, RowLosses losses, Func<int, double>? weights)
    {
        var (auc, precision) = sorted.Areas(weights);
        var (logLoss, brier) = losses.Means(weights);
        return [auc, precision, logLoss, brier];
    }

    private static double CalibrationError(IReadOnlyList<CalibrationBin> bins)
    {
        var rows = bins.Sum(bin => bin.Count);
        return rows == 0 ? double.NaN : bins.Sum(bin => bin.Count * Math.Abs(bin.Predicted - bin.Observed)) / rows;
    }

    /// <summary>The best F1 of any threshold on these very rows: an upper bound, named so.</summary>
    private static (double F1, double Threshold) BestF1(bool[] labels, double[] probabilities, SortedScores sorted)
    {
        var (total, hits, best, threshold) = (labels.Count(label => label), 0, 0.0, 1.0);
        for (var place = 0; place < sorted.Order.Length; place++)
        {
            var row = sorted.Order[place];
            hits += labels[row] ? 1 : 0;
            var f1 = 2.0 * hits / (place + 1 + total);
            var isRunEnd = place + 1 == sorted.Order.Length || probabilities[sorted.Order[place + 1]] != probabilities[row];
            if (isRunEnd && f1 > best)
                (best, threshold) = (f1, probabilities[row]);
        }
        return (best, threshold);
    }

    /// <summary>Log-loss and squared error of each row.</summary>
    private sealed class RowLosses(bool[] labels, double[] probabilities)
    {
        private readonly double[] _logLosses = [.. labels.Zip(probabilities, (label, p) => -Math.Log(Math.Max(1e-15, label ? p : 1 - p)))];
        private readonly double[] _squares = [.. labels.Zip(probabilities, (label, p) => (label ? 1 - p : p) * (label ? 1 - p : p))];

        public (double LogLoss, double Brier) Means(Func<int, double>? weights)
        {
            double logLoss = 0, brier = 0, total = 0;
            for (var row = 0; row < _squares.Length; row++)
            {
                var weight = weights is null ? 1 : weights(row);
                logLoss += weight * _logLosses[row];
                brier += weight * _squares[row];
                total += weight;
            }
            return (logLoss / total, brier / total);
        }
    }
}
