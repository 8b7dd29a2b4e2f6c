using Taojin.Numerics;

namespace Taojin.Mining.Learning;

/// <summary>Brings columns of any size to one scale: sign(x) · ln(1 + |x|), less the mean, by the deviation; unknown values become the mean.</summary>
/// <param name="Means">Mean of each column after the logarithm, shape [columns].</param>
/// <param name="Scales">One over the standard deviation, 0 for constant columns, shape [columns].</param>
internal sealed record Standardizer(float[] Means, float[] Scales)
{
    private const double LeastDeviation = 1e-6;

    public static Standardizer Of(DenseRows rows)
    {
        var (sums, squares, counts) = (new double[rows.ColumnCount], new double[rows.ColumnCount], new long[rows.ColumnCount]);
        for (var row = 0; row < rows.RowCount; row++)
        {
            var values = rows[row];
            for (var column = 0; column < values.Length; column++)
            {
                if (float.IsNaN(values[column]))
                    continue;
                var value = Logarithm(values[column]);
                sums[column] += value;
                squares[column] += (double)value * value;
                counts[column]++;
            }
        }
        var (means, scales) = (new float[rows.ColumnCount], new float[rows.ColumnCount]);
        for (var column = 0; column < means.Length; column++)
        {
            var mean = counts[column] == 0 ? 0 : sums[column] / counts[column];
            var deviation = counts[column] == 0 ? 0 : Math.Sqrt(Math.Max(0, (squares[column] / counts[column]) - (mean * mean)));
            means[column] = (float)mean;
            scales[column] = deviation > LeastDeviation ? (float)(1 / deviation) : 0;
        }
        return new(means, scales);
    }

    /// <summary>Writes the standardised row.</summary>
    public void Apply(ReadOnlySpan<float> row, Span<float> output)
    {
        for (var column = 0; column < output.Length; column++)
            output[column] = float.IsNaN(row[column]) ? 0 : (Logarithm(row[column]) - Means[column]) * Scales[column];
    }

    public DenseRows Apply(DenseRows rows)
    {
        var output = new DenseRows(rows.RowCount, rows.ColumnCount);
        for (var row = 0; row < rows.RowCount; row++)
            Apply(rows[row], output[row]);
        return output;
    }

    public void Save(IArtifactWriter writer)
    {
        writer.Array<float>("means", Means);
        writer.Array<float>("scales", Scales);
    }

    public static Standardizer Load(IArtifactReader reader) => new(reader.Array<float>("means"), reader.Array<float>("scales"));

    private static float Logarithm(float value) => MathF.CopySign(MathF.Log(1 + Math.Abs(value)), value);
}
