namespace Taojin.Mining.Learning;

/// <summary>Shares out what a network says over the columns of a row, by walking from the average row to it.</summary>
internal static class PathExplanation
{
    private const int Steps = 16;

    /// <param name="network">Gives raw scores of standardised rows, shape [rows × columns] → [rows].</param>
    /// <param name="standardizer">The average row is 0 after it.</param>
    /// <param name="calibration">Turns raw scores into log-odds.</param>
    /// <param name="row">The row to explain, shape [columns].</param>
    /// <param name="parts">Receives one part a column.</param>
    /// <returns>The log-odds of the average row.</returns>
    public static double Explain(Func<float[], float[]> network, Standardizer standardizer, LogitCalibration calibration, ReadOnlySpan<float> row, Span<double> parts)
    {
        var (columns, target, spread) = (standardizer.Width, new float[standardizer.Width], new double[standardizer.Width]);
        standardizer.Apply(row, target);
        for (var step = 0; step < Steps; step++)
        {
            var scores = network(Around(target, (step + 0.5f) / Steps));
            for (var column = 0; column < columns; column++)
                spread[column] += calibration.Scale * (scores[(2 * column) + 1] - scores[2 * column]);
        }
        var ends = network([.. new float[columns], .. target]);
        var (start, end) = (calibration.Logit(ends[0]), calibration.Logit(ends[1]));
        ShareOut(spread, end - start);
        standardizer.Gather(spread, parts);
        return start;
    }

    /// <summary>For each column two rows at a place of the path: half a step before and behind it along that column alone.</summary>
    private static float[] Around(float[] target, float place)
    {
        var columns = target.Length;
        var rows = new float[2 * columns * columns];
        for (var column = 0; column < columns; column++)
            for (var side = 0; side < 2; side++)
            {
                var line = rows.AsSpan(((2 * column) + side) * columns, columns);
                for (var each = 0; each < columns; each++)
                    line[each] = target[each] * place;
                line[column] += target[column] * (side - 0.5f) / Steps;
            }
        return rows;
    }

    private static void ShareOut(Span<double> parts, double total)
    {
        double sum = 0, size = 0;
        foreach (var part in parts)
        {
            sum += part;
            size += Math.Abs(part);
        }
        for (var column = 0; column < parts.Length; column++)
            parts[column] += (total - sum) * (size > 0 ? Math.Abs(parts[column]) / size : 1.0 / parts.Length);
    }
}
