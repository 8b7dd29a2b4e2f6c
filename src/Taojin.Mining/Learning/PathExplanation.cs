namespace Taojin.Mining.Learning;

/// <summary>Shares out what a network says over the columns of a row, by walking from the average row to it.</summary>
internal static class PathExplanation
{
    /// <param name="network">Gives raw scores of standardised rows, shape [rows × columns] → [rows].</param>
    /// <param name="standardizer">The average row is 0 after it.</param>
    /// <param name="calibration">Turns raw scores into log-odds.</param>
    /// <param name="row">The row to explain, shape [columns].</param>
    /// <param name="parts">Receives one part a column.</param>
    /// <returns>The log-odds of the average row, and what the steps left over before it was shared out.</returns>
    public static (double Start, double LeftOver) Explain(Func<float[], float[]> network, Standardizer standardizer, LogitCalibration calibration, ReadOnlySpan<float> row, Span<double> parts)
    {
        var (target, spread) = (new float[standardizer.Width], new double[standardizer.Width]);
        standardizer.Apply(row, target);
        var found = GatePath.Explain(gates => network(Gated(target, gates)), target.Length, calibration, spread);
        standardizer.Gather(spread, parts);
        return found;
    }

    private static float[] Gated(float[] target, float[] gates)
    {
        for (var place = 0; place < gates.Length; place++)
            gates[place] *= target[place % target.Length];
        return gates;
    }
}
