using CsCheck;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Learning;

public sealed class PartialDependenceTests
{
    [Fact]
    public void It_is_the_mean_of_what_is_said_with_the_column_set() => Gen.Float[-3, 3].Array[6, 60].Sample(drawn =>
    {
        var rows = new FeatureTable(["一", "二"], new DenseRows(drawn.Length / 2, 2, drawn[..(drawn.Length / 2 * 2)]));
        var curve = PartialDependence.Of(new Known(), rows, 1, points: 4);

        foreach (var point in curve)
            point.Probability.ShouldBe(Enumerable.Range(0, rows.RowCount).Average(row => Known.Said(rows.Values[row][0], point.Value)), 1e-12);
        curve.Select(point => point.Value).ShouldBeInOrder();
        curve[0].Value.ShouldBe(Enumerable.Range(0, rows.RowCount).Min(row => rows.Values[row][1]));
        curve[^1].Value.ShouldBe(Enumerable.Range(0, rows.RowCount).Max(row => rows.Values[row][1]));
    }, iter: 50);

    [Fact]
    public void Categories_are_the_most_frequent_ones_gaps_are_no_value_and_the_rows_stay_as_they_were()
    {
        float[] values = [0, 2, 0, 2, 0, 1, 0, float.NaN];
        var rows = new FeatureTable(["数", "类"], new DenseRows(4, 2, [.. values]), [0, 3]);

        PartialDependence.Of(new Known(), rows, 1, points: 2).Select(point => point.Value).ShouldBe([1, 2]);
        rows.Values.Values.ShouldBe(values);
        PartialDependence.Of(new Known(), new FeatureTable(["数"], new DenseRows(2, 1, [float.NaN, float.NaN])), 0).ShouldBeEmpty();
    }

    /// <summary>σ(first + first · second).</summary>
    private sealed class Known : IProbabilityModel
    {
        public IReadOnlyList<string> Columns => ["一", "二"];

        public static double Said(float one, float two) => 1 / (1 + Math.Exp(-one - ((double)one * two)));

        public void Predict(FeatureTable features, Span<double> probabilities)
        {
            for (var row = 0; row < features.RowCount; row++)
                probabilities[row] = Predict(features.Values[row]);
        }

        public double Predict(ReadOnlySpan<float> row) => Said(row[0], row[1]);
    }
}
