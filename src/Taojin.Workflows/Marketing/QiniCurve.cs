using Taojin.Mining.Evaluation;

namespace Taojin.Workflows.Marketing;

/// <summary>What is gained by treating people in an order, beside the perfect order; without any order it is the line from the first point to the last.</summary>
/// <param name="Ours">People treated, and what they brought beyond what they would have brought untreated: from (0, 0) on, 200 points at most.</param>
/// <param name="Perfect">The same of the perfect order.</param>
public sealed record QiniCurve(IReadOnlyList<CurvePoint> Ours, IReadOnlyList<CurvePoint> Perfect)
{
    private const int Most = 200;

    internal static QiniCurve Of(IReadOnlyList<UpliftCase> cases)
    {
        var curve = UpliftCurve.Of(cases);
        return new(Thinned(curve.Qini()), Thinned(curve.PerfectQini()));
    }

    /// <summary>Evenly many over the course, the first and the last among them.</summary>
    private static CurvePoint[] Thinned(IReadOnlyList<CurvePoint> points) => points.Count <= Most ? [.. points]
        : [.. Enumerable.Range(0, Most).Select(place => points[(int)((long)place * (points.Count - 1) / (Most - 1))])];
}
