namespace Taojin.Mining.Evaluation;

/// <summary>Rows by falling score, with ties as runs: what AUC, precision and lift are read from, for any weights.</summary>
internal sealed class SortedScores
{
    private readonly int[] _order;
    private readonly bool[] _labels;
    private readonly double[] _scores;

    public SortedScores(bool[] labels, double[] scores)
    {
        (_labels, _order) = (labels, new int[scores.Length]);
        var keys = new double[scores.Length];
        for (var row = 0; row < scores.Length; row++)
            (keys[row], _order[row]) = (-scores[row], row);
        Array.Sort(keys, _order);
        _scores = scores;
    }

    /// <summary>Rows, best first; ties in any order, to be taken together.</summary>
    public ReadOnlySpan<int> Order => _order;

    /// <summary>Area under the ROC curve, ties by half, and average precision over the steps of the PR curve.</summary>
    /// <param name="weights">How often each row counts; null for once.</param>
    /// <returns>NaN when either outcome is missing.</returns>
    public (double Auc, double AveragePrecision) Areas(Func<int, double>? weights)
    {
        double positives = 0, negatives = 0, area = 0, precision = 0;
        for (var start = 0; start < _order.Length;)
        {
            double up = 0, right = 0;
            var end = start;
            for (; end < _order.Length && _scores[_order[end]] == _scores[_order[start]]; end++)
            {
                var weight = weights is null ? 1 : weights(_order[end]);
                if (_labels[_order[end]])
                    up += weight;
                else
                    right += weight;
            }
            area += right * (positives + (up / 2));
            positives += up;
            negatives += right;
            if (up > 0)
                precision += up * positives / (positives + negatives);
            start = end;
        }
        return (area / (positives * negatives), precision / positives);
    }
}
