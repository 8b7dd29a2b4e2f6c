namespace Taojin.Mining.Learning;

/// <summary>From which confidence on an answer is given without asking a person.</summary>
/// <param name="Threshold">Least probability of the best class, in [0, 1]; above 1 when no threshold reaches the precision.</param>
/// <param name="Coverage">Share of the judged rows that were answered.</param>
/// <param name="Precision">Share of the answers that were right; NaN when there was none.</param>
/// <remarks>Chow 1970, doi:10.1109/TIT.1970.1054406.</remarks>
public readonly record struct Abstention(double Threshold, double Coverage, double Precision)
{
    /// <summary>The lowest threshold at which the answers above it are right as often as asked, on rows that the model did not learn from.</summary>
    /// <param name="confidence">Probability of the best class, shape [rows].</param>
    /// <param name="isRight">Whether the best class was the right one, shape [rows].</param>
    /// <param name="precision">Share of right answers that is asked for, in (0, 1].</param>
    public static Abstention At(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> isRight, double precision)
    {
        var (sure, right) = (confidence.ToArray(), isRight.ToArray());
        Array.Sort(sure, right);
        var best = new Abstention(Math.BitIncrement(1.0), 0, double.NaN);
        var correct = 0;
        for (var row = sure.Length - 1; row >= 0; row--)
        {
            correct += right[row] ? 1 : 0;
            var answered = sure.Length - row;
            if ((row == 0 || sure[row - 1] < sure[row]) && correct >= precision * answered) // equal confidences are answered together
                best = new(sure[row], answered / (double)sure.Length, correct / (double)answered);
        }
        return best;
    }

    /// <summary>Whether an answer of this confidence is given.</summary>
    public bool Answers(double confidence) => confidence >= Threshold;
}
