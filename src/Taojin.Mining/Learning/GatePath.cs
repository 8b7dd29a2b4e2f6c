namespace Taojin.Mining.Learning;

/// <summary>
/// Integrated gradients (Sundararajan et al. 2017, arXiv:1703.01365) over groups of inputs: each group has a gate that its values are multiplied by, and all gates
/// go from 0 (the average row, nothing touched) to 1 (the row) together. A group's part is the integral of the derivative by its gate, taken by
/// central differences at the middles of equal steps. By the fundamental theorem the parts add up to the difference between the ends (completeness);
/// what the steps leave over is shared out by size.
/// </summary>
internal static class GatePath
{
    private const int Steps = 16;

    /// <param name="network">Raw scores for rows of gates, shape [rows × groups] → [rows].</param>
    /// <param name="groups">Number of groups.</param>
    /// <param name="calibration">Turns raw scores into log-odds.</param>
    /// <param name="parts">Receives one part a group, in log-odds, shape [groups].</param>
    /// <returns>The log-odds with all gates shut, and what the steps left over.</returns>
    public static (double Start, double LeftOver) Explain(Func<float[], float[]> network, int groups, LogitCalibration calibration, Span<double> parts)
    {
        parts.Clear();
        for (var step = 0; step < Steps; step++)
        {
            var scores = network(Around(groups, (step + 0.5f) / Steps));
            for (var group = 0; group < groups; group++)
                parts[group] += calibration.Scale * (scores[(2 * group) + 1] - scores[2 * group]);
        }
        var gates = new float[2 * groups];
        gates.AsSpan(groups).Fill(1);
        var ends = network(gates);
        var (start, end) = (calibration.Logit(ends[0]), calibration.Logit(ends[1]));
        return (start, ShareOut(parts, end - start));
    }

    /// <summary>For each group two rows of gates: half a step before and behind a place of the path along that group alone.</summary>
    private static float[] Around(int groups, float place)
    {
        var gates = new float[2 * groups * groups];
        Array.Fill(gates, place);
        for (var group = 0; group < groups; group++)
            for (var side = 0; side < 2; side++)
                gates[(((2 * group) + side) * groups) + group] += (side - 0.5f) / Steps;
        return gates;
    }

    private static double ShareOut(Span<double> parts, double total)
    {
        double sum = 0, size = 0;
        foreach (var part in parts)
        {
            sum += part;
            size += Math.Abs(part);
        }
        for (var group = 0; group < parts.Length; group++)
            parts[group] += (total - sum) * (size > 0 ? Math.Abs(parts[group]) / size : 1.0 / parts.Length);
        return total - sum;
    }
}
