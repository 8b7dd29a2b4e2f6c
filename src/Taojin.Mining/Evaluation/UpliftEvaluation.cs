namespace Taojin.Mining.Evaluation;

/// <summary>Judges who a model would treat first, on people it has not seen, treated by chance.</summary>
public static class UpliftEvaluation
{
    /// <summary>Qini and AUUC, both normalised by the perfect order, with intervals by bootstrap over people.</summary>
    /// <param name="cases">People of the control and one arm.</param>
    /// <param name="seed">Names the resamples: models judged with one seed can be compared.</param>
    /// <param name="replicates">Resamples.</param>
    public static ModelScore Of(IReadOnlyList<UpliftCase> cases, ulong seed, int replicates = Bootstrap.Replicates)
    {
        var curve = UpliftCurve.Of(cases);
        var (qini, area) = (new double[replicates], new double[replicates]);
        Parallel.For(0, replicates, replicate =>
        {
            var weights = Bootstrap.Weights(seed, replicate, cases.Count);
            (qini[replicate], area[replicate]) = (curve.QiniArea(weights), curve.UpliftArea(weights));
        });
        return new([Bootstrap.Interval("Qini", curve.QiniArea(), qini, cases.Count), Bootstrap.Interval("AUUC", curve.UpliftArea(), area, cases.Count)], qini);
    }

    /// <summary>Outcomes by tenths of the people, those with the highest predicted uplift first.</summary>
    public static IReadOnlyList<UpliftTenth> Tenths(IReadOnlyList<UpliftCase> cases, int parts = 10)
    {
        var sorted = cases.OrderByDescending(each => each.Score).ToArray();
        return [.. Enumerable.Range(0, parts).Select(part => UpliftTenth.Of(part + 1, sorted.AsSpan()[(int)((long)sorted.Length * part / parts)..(int)((long)sorted.Length * (part + 1) / parts)]))];
    }
}

/// <summary>A tenth of the people by predicted uplift.</summary>
/// <param name="Place">1 for the highest predictions.</param>
/// <param name="Predicted">Mean uplift that was predicted.</param>
/// <param name="Treated">Number of treated people.</param>
/// <param name="Control">Number of untreated people.</param>
/// <param name="TreatedMean">Mean outcome of the treated.</param>
/// <param name="ControlMean">Mean outcome of the untreated.</param>
/// <param name="Low">Lower end of the 95 % interval of the uplift.</param>
/// <param name="High">Upper end of the 95 % interval of the uplift.</param>
public sealed record UpliftTenth(int Place, double Predicted, int Treated, int Control, double TreatedMean, double ControlMean, double Low, double High)
{
    private const double Normal95 = 1.959963984540054;

    /// <summary>What treatment changed: treated less untreated mean.</summary>
    public double Uplift => TreatedMean - ControlMean;

    internal static UpliftTenth Of(int place, ReadOnlySpan<UpliftCase> cases)
    {
        var predicted = 0.0;
        foreach (var each in cases)
            predicted += each.Score;
        var (treated, control) = (Moments(cases, true), Moments(cases, false));
        var error = Math.Sqrt((treated.Variance / treated.Count) + (control.Variance / control.Count));
        var uplift = treated.Mean - control.Mean;
        return new(place, predicted / cases.Length, treated.Count, control.Count, treated.Mean, control.Mean, uplift - (Normal95 * error), uplift + (Normal95 * error));
    }

    private static (int Count, double Mean, double Variance) Moments(ReadOnlySpan<UpliftCase> cases, bool treated)
    {
        var (count, sum, squares) = (0, 0.0, 0.0);
        foreach (var each in cases)
            if (each.IsTreated == treated)
                (count, sum, squares) = (count + 1, sum + each.Outcome, squares + (each.Outcome * each.Outcome));
        var mean = sum / count;
        return (count, mean, ((squares / count) - (mean * mean)) * count / Math.Max(1, count - 1));
    }
}
