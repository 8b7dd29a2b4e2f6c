using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Text;

/// <summary>Turns scores of classes into probabilities: softmax(scale · score); for one score of a pair of classes, σ(scale · score + shift).</summary>
/// <remarks>Guo, Pleiss, Sun &amp; Weinberger, ICML 2017 (temperature scaling), arXiv:1706.04599; the scale is found by golden section over its logarithm.</remarks>
internal readonly record struct ScoreCalibration(double Scale, double Shift)
{
    private const double Least = 0.1, Most = 100, Golden = 0.6180339887498949;
    private const int Steps = 40;

    /// <summary>With fewer rows nothing can be judged.</summary>
    public const int FewestRows = 20;

    /// <summary>What is used when nothing could be judged.</summary>
    public static ScoreCalibration None { get; } = new(3, 0);

    /// <summary>The calibration under which the judged rows are most probable; with fewer than 20 rows there is none.</summary>
    /// <param name="scores">Shape [rows × classes], or [rows × 1] for a pair of classes.</param>
    /// <param name="labels">Class of each row, shape [rows].</param>
    public static ScoreCalibration Fit(DenseRows scores, ReadOnlySpan<int> labels)
    {
        if (scores.RowCount < FewestRows)
            return None;
        if (scores.ColumnCount == 1)
        {
            var (raw, isSecond) = (Array.ConvertAll(scores.Values, value => (double)value), new bool[labels.Length]);
            for (var row = 0; row < labels.Length; row++)
                isSecond[row] = labels[row] == 1;
            var pair = LogitCalibration.Fit(raw, isSecond, 1);
            return pair.Scale == 1 && pair.Shift == 0 ? None : new(pair.Scale, pair.Shift);
        }
        var (low, high) = (Math.Log(Least), Math.Log(Most));
        for (var step = 0; step < Steps; step++)
        {
            var (left, right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
            if (Loss(scores, labels, Math.Exp(left)) <= Loss(scores, labels, Math.Exp(right)))
                high = right;
            else
                low = left;
        }
        return new(Math.Exp((low + high) / 2), 0);
    }

    /// <summary>Writes the probabilities of the classes.</summary>
    public void Apply(ReadOnlySpan<float> scores, Span<double> probabilities)
    {
        if (scores.Length == 1)
        {
            probabilities[1] = LogitCalibration.Sigmoid((Scale * scores[0]) + Shift);
            probabilities[0] = 1 - probabilities[1];
            return;
        }
        var (highest, sum) = (float.NegativeInfinity, 0.0);
        foreach (var score in scores)
            highest = Math.Max(highest, score);
        for (var label = 0; label < scores.Length; label++)
            sum += probabilities[label] = Math.Exp(Scale * (scores[label] - highest));
        for (var label = 0; label < scores.Length; label++)
            probabilities[label] /= sum;
    }

    private static double Loss(DenseRows scores, ReadOnlySpan<int> labels, double scale)
    {
        var (loss, probabilities, calibration) = (0.0, new double[scores.ColumnCount], new ScoreCalibration(scale, 0));
        for (var row = 0; row < labels.Length; row++)
        {
            calibration.Apply(scores[row], probabilities);
            loss -= Math.Log(Math.Max(probabilities[labels[row]], 1e-12));
        }
        return loss;
    }
}
