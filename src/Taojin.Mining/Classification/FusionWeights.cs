using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Classification;

/// <summary>How log-probabilities of words and of a picture become one: softmax(words · ln p + pictures · ln q + shift of the class).</summary>
/// <param name="Words">Weight of the words.</param>
/// <param name="Pictures">Weight of the picture.</param>
/// <param name="Shifts">One a class; none for all 0.</param>
internal sealed record FusionWeights(double Words, double Pictures, double[] Shifts)
{
    public const double LeastProbability = 1e-9;
    private const int Steps = 300;
    private const double Shrink = 0.5, Grow = 1.3, Enough = 1e-9;

    /// <summary>The weights under which the judged products are most probable, drawn towards what they would be for one sure side alone.</summary>
    /// <param name="said">Log-probabilities of words and pictures, shapes [rows × classes]; a side that is null weighs nothing.</param>
    /// <param name="labels">Shape [rows].</param>
    /// <param name="l2">Penalty on shifts and on the distance of weights from their start.</param>
    /// <param name="context">Threads, cancellation.</param>
    public static FusionWeights Fit((DenseRows? Words, DenseRows? Pictures) said, int[] labels, double l2, FitContext context)
    {
        var classes = (said.Words ?? said.Pictures)!.ColumnCount;
        var start = said.Words is null || said.Pictures is null ? 1 : 0.7;
        var now = new double[classes + 2];
        (now[0], now[1]) = (said.Words is null ? 0 : start, said.Pictures is null ? 0 : start);
        var (loss, slope) = Loss(now, said, labels, (l2, start));
        for (var (step, width) = (0, 1.0); step < Steps; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var next = now.Zip(slope, (value, each) => value - (width * each)).ToArray();
            var (nextLoss, nextSlope) = Loss(next, said, labels, (l2, start));
            if (nextLoss > loss)
            {
                width *= Shrink;
                continue;
            }
            var isOver = loss - nextLoss < Enough;
            (now, loss, slope, width) = (next, nextLoss, nextSlope, width * Grow);
            if (isOver)
                break;
        }
        return new(now[0], now[1], now[2..]);
    }

    /// <summary>Writes the probabilities of a product.</summary>
    public void Apply(ReadOnlySpan<double> words, ReadOnlySpan<double> pictures, Span<double> probabilities)
    {
        var highest = double.NegativeInfinity;
        for (var label = 0; label < probabilities.Length; label++)
        {
            probabilities[label] = (Words == 0 ? 0 : Words * Log(words[label])) + (Pictures == 0 ? 0 : Pictures * Log(pictures[label])) + (Shifts.Length == 0 ? 0 : Shifts[label]);
            highest = Math.Max(highest, probabilities[label]);
        }
        var sum = 0.0;
        foreach (ref var each in probabilities)
            sum += each = Math.Exp(each - highest);
        foreach (ref var each in probabilities)
            each /= sum;
    }

    public static double Log(double probability) => Math.Log(Math.Max(probability, LeastProbability));

    private static (double Loss, double[] Slope) Loss(double[] weights, (DenseRows? Words, DenseRows? Pictures) said, int[] labels, (double L2, double Start) penalty)
    {
        var (loss, slope, scores) = (0.0, new double[weights.Length], new double[weights.Length - 2]);
        for (var row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<float> words = said.Words is null ? [] : said.Words[row];
            ReadOnlySpan<float> pictures = said.Pictures is null ? [] : said.Pictures[row];
            var (highest, sum) = (double.NegativeInfinity, 0.0);
            for (var label = 0; label < scores.Length; label++)
                highest = Math.Max(highest, scores[label] = (words.IsEmpty ? 0 : weights[0] * words[label]) + (pictures.IsEmpty ? 0 : weights[1] * pictures[label]) + weights[label + 2]);
            foreach (var score in scores)
                sum += Math.Exp(score - highest);
            loss += Math.Log(sum) + highest - scores[labels[row]];
            for (var label = 0; label < scores.Length; label++)
            {
                var error = (Math.Exp(scores[label] - highest) / sum) - (label == labels[row] ? 1 : 0);
                slope[0] += words.IsEmpty ? 0 : error * words[label];
                slope[1] += pictures.IsEmpty ? 0 : error * pictures[label];
                slope[label + 2] += error;
            }
        }
        loss /= labels.Length;
        for (var at = 0; at < slope.Length; at++)
        {
            var away = weights[at] - (at < 2 && (at == 0 ? said.Words : said.Pictures) is not null ? penalty.Start : 0);
            slope[at] = (slope[at] / labels.Length) + (penalty.L2 * away);
            loss += penalty.L2 / 2 * away * away;
        }
        return (loss, slope);
    }
}
