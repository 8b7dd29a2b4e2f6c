namespace Taojin.Mining.Evaluation;

/// <summary>What a model said of test rows: the most probable class and its probability.</summary>
/// <param name="Said">Class said for each row, shape [rows].</param>
/// <param name="Confidence">Its probability, shape [rows].</param>
/// <param name="Labels">The right class of each row, shape [rows].</param>
/// <param name="Classes">Number of classes.</param>
public sealed record ClassAnswers(int[] Said, double[] Confidence, int[] Labels, int Classes)
{
    /// <summary>Whether each row was answered right.</summary>
    public bool[] IsRight { get; } = [.. Said.Zip(Labels, (said, label) => said == label)];
}

/// <summary>Judges answers of one class among many.</summary>
public static class ClassEvaluation
{
    private const int Bins = 15;

    /// <summary>Accuracy, macro-F1 over the classes present in the test rows, expected calibration error in 15 bins of equal width (Guo et al. 2017), each with its interval over rows.</summary>
    public static ModelScore Evaluate(ClassAnswers answers, ulong seed = 42)
    {
        var rows = answers.Labels.Length;
        var weights = Enumerable.Range(0, Bootstrap.Replicates).Select(replicate => Bootstrap.Weights(seed, replicate, rows)).ToArray();
        var whole = Enumerable.Repeat((byte)1, rows).ToArray();
        var accuracy = weights.Select(weight => Accuracy(answers, weight)).ToArray();
        return new(
            [
                Bootstrap.Interval("Accuracy", Accuracy(answers, whole), accuracy, rows),
                Bootstrap.Interval("Macro-F1", MacroF1(answers, whole), weights.Select(weight => MacroF1(answers, weight)), rows),
                Bootstrap.Interval("ECE", CalibrationError(answers, whole), weights.Select(weight => CalibrationError(answers, weight)), rows),
            ],
            accuracy);
    }

    /// <summary>A ratio of two sums over rows with its interval, such as the share of rows that were answered.</summary>
    /// <param name="name">Name of the metric.</param>
    /// <param name="over">What each row adds above, shape [rows].</param>
    /// <param name="under">What each row adds below, shape [rows].</param>
    /// <param name="seed">Names the resamples.</param>
    public static MetricValue Ratio(string name, double[] over, double[] under, ulong seed = 42)
    {
        return Bootstrap.Interval(name, At(Enumerable.Repeat((byte)1, over.Length).ToArray()), Enumerable.Range(0, Bootstrap.Replicates).Select(replicate => At(Bootstrap.Weights(seed, replicate, over.Length))), over.Length);

        double At(byte[] weights)
        {
            var (above, below) = (0.0, 0.0);
            for (var row = 0; row < weights.Length; row++)
            {
                above += weights[row] * over[row];
                below += weights[row] * under[row];
            }
            return below == 0 ? double.NaN : above / below;
        }
    }

    /// <summary>Share of rows that were answered right; NaN without rows.</summary>
    public static double Accuracy(ClassAnswers answers, ReadOnlySpan<byte> weights)
    {
        var (right, all) = (0L, 0L);
        for (var row = 0; row < weights.Length; row++)
        {
            all += weights[row];
            right += answers.IsRight[row] ? weights[row] : 0;
        }
        return all == 0 ? double.NaN : right / (double)all;
    }

    /// <summary>Mean of F1 over the classes that have test rows.</summary>
    public static double MacroF1(ClassAnswers answers, ReadOnlySpan<byte> weights)
    {
        var (truly, said, both) = (new long[answers.Classes], new long[answers.Classes], new long[answers.Classes]);
        for (var row = 0; row < weights.Length; row++)
        {
            truly[answers.Labels[row]] += weights[row];
            said[answers.Said[row]] += weights[row];
            both[answers.Labels[row]] += answers.IsRight[row] ? weights[row] : 0;
        }
        var present = Enumerable.Range(0, answers.Classes).Where(label => truly[label] > 0).ToArray();
        return present.Length == 0 ? double.NaN : present.Average(label => 2.0 * both[label] / (truly[label] + said[label]));
    }

    /// <summary>Mean distance of confidence and accuracy over bins of confidence, by their share of rows.</summary>
    public static double CalibrationError(ClassAnswers answers, ReadOnlySpan<byte> weights)
    {
        var (sure, right, all) = (new double[Bins], new double[Bins], new double[Bins]);
        for (var row = 0; row < weights.Length; row++)
        {
            var bin = Math.Clamp((int)(answers.Confidence[row] * Bins), 0, Bins - 1);
            all[bin] += weights[row];
            sure[bin] += weights[row] * answers.Confidence[row];
            right[bin] += answers.IsRight[row] ? weights[row] : 0;
        }
        return all.Sum() is var total && total == 0 ? double.NaN : Enumerable.Range(0, Bins).Sum(bin => Math.Abs(sure[bin] - right[bin])) / total;
    }
}
