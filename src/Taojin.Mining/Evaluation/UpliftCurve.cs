namespace Taojin.Mining.Evaluation;

/// <summary>A person as uplift is judged: what a model said, whether treated, what came out.</summary>
/// <param name="Score">The uplift that was predicted.</param>
/// <param name="IsTreated">Whether the person was in the arm.</param>
/// <param name="Outcome">What came out.</param>
public readonly record struct UpliftCase(double Score, bool IsTreated, double Outcome);

/// <summary>What is gained by treating people in the order of a model, the best first.</summary>
/// <remarks>
/// After n people with n_t treated and n_c control ones whose outcomes add up to y_t and y_c:
/// Qini curve q = y_t − y_c·n_t ÷ n_c (0 while n_c = 0), Radcliffe 2007; uplift curve u = (y_t ÷ n_t − y_c ÷ n_c)·n (a missing group counts as 0),
/// as scikit-uplift draws them. Equal scores are taken together. Areas are by trapezoids over n. Sorting costs n log n.
/// </remarks>
public sealed class UpliftCurve
{
    private readonly UpliftCase[] _sorted;
    private readonly int[] _order;

    private readonly Lazy<UpliftCurve> _perfectForQini;
    private readonly Lazy<UpliftCurve> _perfectForUplift;

    private UpliftCurve(UpliftCase[] sorted, int[] order)
    {
        (_sorted, _order) = (sorted, order);
        _perfectForQini = new(() => Perfect(each => each.IsTreated ? each.Outcome : -each.Outcome));
        _perfectForUplift = new(() => Perfect(Preference()));
    }

    /// <summary>Sorts the people once; curves for any weights follow from it.</summary>
    public static UpliftCurve Of(IReadOnlyList<UpliftCase> cases)
    {
        var (order, keys) = (Enumerable.Range(0, cases.Count).ToArray(), new double[cases.Count]);
        for (var row = 0; row < keys.Length; row++)
            keys[row] = double.IsNaN(cases[row].Score) ? double.PositiveInfinity : -cases[row].Score;
        Array.Sort(keys, order);
        return new([.. order.Select(row => cases[row])], order);
    }

    /// <summary>The Qini curve from (0, 0), a point a score.</summary>
    public IReadOnlyList<CurvePoint> Qini() => Points(null, QiniAt);

    /// <summary>The Qini curve of the perfect order: who answered and was treated first, who answered untreated last.</summary>
    public IReadOnlyList<CurvePoint> PerfectQini() => _perfectForQini.Value.Qini();

    /// <summary>The uplift curve from (0, 0), a point a score.</summary>
    public IReadOnlyList<CurvePoint> Uplift() => Points(null, UpliftAt);

    /// <summary>Area between the Qini curve and the line of no order, by that of the perfect order (who answered and was treated first, who answered untreated last).</summary>
    /// <param name="weights">How often each person counts, in the order given to <see cref="Of"/>; null for once.</param>
    /// <returns>1 for the perfect order, 0 for none, NaN when a group or all answers are missing.</returns>
    public double QiniArea(byte[]? weights = null) => Share(Points(weights, QiniAt), _perfectForQini.Value.Points(Sorted(weights), QiniAt));

    /// <summary>The same for the uplift curve (AUUC); the perfect order is scikit-uplift's.</summary>
    public double UpliftArea(byte[]? weights = null) => Share(Points(weights, UpliftAt), _perfectForUplift.Value.Points(Sorted(weights), UpliftAt));

    private Func<UpliftCase, double> Preference()
    {
        var answeredUntreated = _sorted.Count(each => !each.IsTreated && each.Outcome == 1);
        var silentTreated = _sorted.Count(each => each.IsTreated && each.Outcome == 0);
        return each => (2 * ((each.Outcome == 1) == each.IsTreated ? 1 : 0)) + (answeredUntreated > silentTreated ? each.Outcome : each.IsTreated ? 1 : 0);
    }

    private UpliftCurve Perfect(Func<UpliftCase, double> preference) => Of([.. _sorted.Select(each => each with { Score = preference(each) })]);

    /// <summary>Weights in the order of this curve's people: the perfect order is sorted from there.</summary>
    private byte[]? Sorted(byte[]? weights) => weights is null ? null : [.. _order.Select(row => weights[row])];

    private static double Share(IReadOnlyList<CurvePoint> actual, IReadOnlyList<CurvePoint> perfect)
    {
        var random = perfect[^1].X * perfect[^1].Y / 2;
        return (Area(actual) - random) / (Area(perfect) - random) is var share && double.IsFinite(share) ? share : double.NaN;
    }

    private static double Area(IReadOnlyList<CurvePoint> curve)
    {
        var area = 0.0;
        for (var point = 1; point < curve.Count; point++)
            area += (curve[point].X - curve[point - 1].X) * (curve[point].Y + curve[point - 1].Y) / 2;
        return area;
    }

    private static double QiniAt(in Sums sums) => sums.Treated - (sums.Controls == 0 ? 0 : sums.Control * sums.Treateds / sums.Controls);

    private static double UpliftAt(in Sums sums) =>
        ((sums.Treateds == 0 ? 0 : sums.Treated / sums.Treateds) - (sums.Controls == 0 ? 0 : sums.Control / sums.Controls)) * (sums.Treateds + sums.Controls);

    private List<CurvePoint> Points(byte[]? weights, Height height)
    {
        var (points, sums) = (new List<CurvePoint> { new(0, 0) }, new Sums());
        for (var place = 0; place < _sorted.Length; place++)
        {
            var (each, weight) = (_sorted[place], weights?[_order[place]] ?? 1.0);
            sums = each.IsTreated
                ? sums with { Treateds = sums.Treateds + weight, Treated = sums.Treated + (weight * each.Outcome) }
                : sums with { Controls = sums.Controls + weight, Control = sums.Control + (weight * each.Outcome) };
            if (place + 1 == _sorted.Length || _sorted[place + 1].Score != each.Score)
                points.Add(new(sums.Treateds + sums.Controls, height(sums)));
        }
        return points;
    }

    private delegate double Height(in Sums sums);

    private readonly record struct Sums(double Treateds, double Controls, double Treated, double Control);
}
