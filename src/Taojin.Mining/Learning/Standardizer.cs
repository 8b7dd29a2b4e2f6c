using Taojin.Numerics;

namespace Taojin.Mining.Learning;

/// <summary>
/// Brings columns of any size to one scale: sign(x) · ln(1 + |x|), less the mean, by the deviation; unknown values become the mean.
/// A column of categories becomes one column a category, 1 or 0 before it is standardised.
/// </summary>
/// <param name="Means">Mean of each standardised column after the logarithm, shape [width].</param>
/// <param name="Scales">One over the standard deviation, 0 for constant columns, shape [width].</param>
/// <param name="Widths">How many standardised columns stand for each column of categories, 0 for a number, which is one; shape [columns].</param>
internal sealed record Standardizer(float[] Means, float[] Scales, int[] Widths)
{
    private const double LeastDeviation = 1e-6;

    /// <summary>Number of standardised columns.</summary>
    public int Width => Means.Length;

    public static Standardizer Of(FeatureTable table)
    {
        var widths = table.Categories.ToArray();
        var width = widths.Sum(each => Math.Max(1, each));
        var plain = new Standardizer(new float[width], [.. Enumerable.Repeat(1f, width)], widths);
        var (sums, squares, counts, values) = (new double[width], new double[width], new long[width], new float[width]);
        for (var row = 0; row < table.RowCount; row++)
        {
            plain.Spread(table.Values[row], values);
            for (var column = 0; column < width; column++)
            {
                if (float.IsNaN(values[column]))
                    continue;
                sums[column] += values[column];
                squares[column] += (double)values[column] * values[column];
                counts[column]++;
            }
        }
        for (var column = 0; column < width; column++)
        {
            var mean = counts[column] == 0 ? 0 : sums[column] / counts[column];
            var deviation = counts[column] == 0 ? 0 : Math.Sqrt(Math.Max(0, (squares[column] / counts[column]) - (mean * mean)));
            plain.Means[column] = (float)mean;
            plain.Scales[column] = deviation > LeastDeviation ? (float)(1 / deviation) : 0;
        }
        return plain;
    }

    /// <summary>Writes the standardised row.</summary>
    /// <param name="row">A row, shape [columns].</param>
    /// <param name="output">Receives it, shape [width].</param>
    public void Apply(ReadOnlySpan<float> row, Span<float> output)
    {
        Spread(row, output);
        for (var column = 0; column < output.Length; column++)
            output[column] = float.IsNaN(output[column]) ? 0 : (output[column] - Means[column]) * Scales[column];
    }

    public DenseRows Apply(DenseRows rows)
    {
        var output = new DenseRows(rows.RowCount, Width);
        for (var row = 0; row < rows.RowCount; row++)
            Apply(rows[row], output[row]);
        return output;
    }

    /// <summary>Adds up what stands on standardised columns by the columns they stand for.</summary>
    /// <param name="parts">One a standardised column, shape [width].</param>
    /// <param name="sums">Receives one a column, shape [columns].</param>
    public void Gather(ReadOnlySpan<double> parts, Span<double> sums)
    {
        for (var (column, place) = (0, 0); column < Widths.Length; column++)
        {
            sums[column] = 0;
            for (var end = place + Math.Max(1, Widths[column]); place < end; place++)
                sums[column] += parts[place];
        }
    }

    public void Save(IArtifactWriter writer)
    {
        writer.Array<float>("means", Means);
        writer.Array<float>("scales", Scales);
        writer.Array<int>("widths", Widths);
    }

    public static Standardizer Load(IArtifactReader reader) => new(reader.Array<float>("means"), reader.Array<float>("scales"), reader.Array<int>("widths"));

    private void Spread(ReadOnlySpan<float> row, Span<float> output)
    {
        for (var (column, place) = (0, 0); column < Widths.Length; column++)
        {
            var value = row[column];
            if (Widths[column] == 0)
            {
                output[place++] = float.IsNaN(value) ? float.NaN : MathF.CopySign(MathF.Log(1 + Math.Abs(value)), value);
                continue;
            }
            var cells = output.Slice(place, Widths[column]);
            cells.Fill(float.IsNaN(value) ? float.NaN : 0);
            if (value >= 0 && value < cells.Length)
                cells[(int)value] = 1;
            place += cells.Length;
        }
    }
}
