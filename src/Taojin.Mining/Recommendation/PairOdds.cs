namespace Taojin.Mining.Recommendation;

/// <summary>Log-odds of a purchase as a sum over kinds: a logistic regression on counted patterns, by Newton's method.</summary>
/// <param name="Coefficients">Intercept, then one a kind, shape [1 + kinds].</param>
internal sealed record PairOdds(double[] Coefficients)
{
    private const int Steps = 50;
    private const double Ridge = 1, Enough = 1e-10;

    public double LogOddsOf(int kind) => Coefficients[1 + kind];

    /// <summary>Chance of a purchase after one event of a kind and nothing else.</summary>
    public double ChanceOf(int kind) => Chance(Coefficients[0] + Coefficients[1 + kind]);

    public static PairOdds Fit(BehaviourCounts counts)
    {
        var size = 1 + BehaviourCounts.Kinds.Length;
        var weights = new double[size];
        for (var step = 0; step < Steps; step++)
        {
            var (slope, curve) = (new double[size], new double[size, size]);
            for (var cell = 0; cell < counts.Cells; cell++)
                if (counts[cell] is { Pairs: > 0 } known)
                    Add(Row(cell, size), known, weights, (slope, curve));
            for (var place = 0; place < size; place++)
            {
                slope[place] -= place == 0 ? 0 : Ridge * weights[place];
                curve[place, place] += place == 0 ? 1e-9 : Ridge;
            }
            var change = Solved(curve, slope);
            for (var place = 0; place < size; place++)
                weights[place] += Math.Clamp(change[place], -2, 2);
            if (change.Max(Math.Abs) < Enough)
                break;
        }
        return new(weights);
    }

    private static double[] Row(int cell, int size) => [1, .. Enumerable.Range(0, size - 1).Select(kind => BehaviourCounts.Feature(cell, kind))];

    private static void Add(double[] row, (long Pairs, long Bought) known, double[] weights, (double[] Slope, double[,] Curve) sums)
    {
        var chance = Chance(row.Zip(weights).Sum(each => each.First * each.Second));
        for (var place = 0; place < row.Length; place++)
        {
            sums.Slope[place] += (known.Bought - (known.Pairs * chance)) * row[place];
            for (var other = 0; other < row.Length; other++)
                sums.Curve[place, other] += known.Pairs * chance * (1 - chance) * row[place] * row[other];
        }
    }

    /// <summary>Gauss without pivots: the matrix is positive definite.</summary>
    private static double[] Solved(double[,] matrix, double[] right)
    {
        var size = right.Length;
        for (var pivot = 0; pivot < size; pivot++)
            for (var row = 0; row < size; row++)
                if (row != pivot)
                {
                    var share = matrix[row, pivot] / matrix[pivot, pivot];
                    for (var column = pivot; column < size; column++)
                        matrix[row, column] -= share * matrix[pivot, column];
                    right[row] -= share * right[pivot];
                }
        return [.. Enumerable.Range(0, size).Select(place => right[place] / matrix[place, place])];
    }

    private static double Chance(double odds) => 1 / (1 + Math.Exp(-odds));
}
