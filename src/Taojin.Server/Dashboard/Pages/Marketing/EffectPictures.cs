using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;
using Taojin.Workflows.Marketing;

namespace Taojin.Server.Dashboard.Pages.Marketing;

/// <summary>What campaigns changed, and what a budget brings.</summary>
internal static class EffectPictures
{
    public static Picture Tenths(UpliftReport report, Reader read)
    {
        var tenths = report.Tenths[0];
        return new()
        {
            Name = "uplift-tenths", Title = read["uplift.tenths"], Says = read["uplift.tenths-says"],
            Option = new
            {
                grid = Plot.Grid, tooltip = new { trigger = "axis", valueFormatter = "@figure" }, legend = new { show = true },
                xAxis = Plot.Names(tenths.Select(tenth => $"{tenth.Place}"), read["uplift.tenth"]), yAxis = Plot.Values(read["uplift.effect"]),
                series = new[]
                {
                    (object)new { name = read["uplift.observed"], type = "bar", data = tenths.Select(tenth => tenth.Uplift).ToArray(), color = "$gold", barMaxWidth = 36 },
                    new { name = read["uplift.predicted"], type = "line", data = tenths.Select(tenth => tenth.Predicted).ToArray(), color = "$c1", symbolSize = 6 },
                    Plot.Whiskers(tenths.Select((tenth, place) => new[] { place, tenth.Low, tenth.High }), isFlat: false),
                },
            },
            Figures = new([read["uplift.tenth"], read["uplift.predicted"], read["uplift.observed"], read["column.low"], read["column.high"]],
                [.. tenths.Select(tenth => (IReadOnlyList<object?>)[tenth.Place, tenth.Predicted, tenth.Uplift, tenth.Low, tenth.High])]),
        };
    }

    public static Picture Curve(UpliftReport report, Reader read)
    {
        var curve = report.Curves[0];
        var (ours, random) = (read.Pick(report.Learners[0].Title, report.Learners[0].TitleZh), new double[][] { [0, 0], [curve.Ours[^1].X, curve.Ours[^1].Y] });
        double[][] Points(IReadOnlyList<Mining.Evaluation.CurvePoint> points) => [.. points.Select(point => new[] { point.X, point.Y })];
        (string Name, double[][] Points, object Line)[] lines =
        [
            (ours, Points(curve.Ours), Plot.Line(ours, Points(curve.Ours), "$gold")),
            (read["uplift.perfect"], Points(curve.Perfect), Plot.Line(read["uplift.perfect"], Points(curve.Perfect), "$slate", isBaseline: true)),
            (read["uplift.random"], random, new { name = read["uplift.random"], type = "line", data = random, showSymbol = false, color = "$slate", silent = true, lineStyle = new { color = "$slate", width = 1, type = "dotted" } }),
        ];
        return new()
        {
            Name = "qini-curve", Title = read["uplift.curve"], Says = read["uplift.curve-says"],
            Option = new
            {
                grid = Plot.Grid, legend = new { show = true }, tooltip = new { trigger = "axis", valueFormatter = "@figure" },
                xAxis = Plot.Values(read["uplift.treated"], "@short", isAcross: true), yAxis = Plot.Values(read["uplift.gained"], "@short"), series = lines.Select(line => line.Line).ToArray(),
            },
            Figures = new([read["column.model"], read["uplift.treated"], read["uplift.gained"]], [.. lines.SelectMany(line => line.Points.Select(point => (IReadOnlyList<object?>)[line.Name, point[0], point[1]]))]),
        };
    }

    public static Picture Qini(UpliftReport report, Reader read) => new()
    {
        Name = "qini", Title = read["uplift.qini"], Says = read["uplift.qini-says"], Height = 90 + (34 * report.Learners.Count),
        Option = Plot.Bars([.. report.Learners.OrderByDescending(row => row.Qini[0].Value).Select((row, place) => new Bar(read.Pick(row.Title, row.TitleZh), row.Qini[0].Value, place == 0 ? "$gold" : "$slate", row.Qini[0].Low, row.Qini[0].High))], "Qini"),
        Figures = new([read["column.model"], "Qini", read["column.low"], read["column.high"]], [.. report.Learners.Select(row => (IReadOnlyList<object?>)[read.Pick(row.Title, row.TitleZh), row.Qini[0].Value, row.Qini[0].Low, row.Qini[0].High])]),
    };

    public static Picture Profit(MarketingPlan plan, Reader read) => new()
    {
        Name = "plan-profit", Title = read["budget.picture"], Says = read["budget.picture-says"],
        Option = new
        {
            grid = Plot.Grid, tooltip = new { trigger = "axis", valueFormatter = read.MoneyMark }, xAxis = Plot.Values(read["budget.budget"], read.MoneyAxis, isAcross: true), yAxis = Plot.Values(read["plan.money"], read.MoneyAxis),
            series = new object[]
            {
                new
                {
                    type = "line", showSymbol = false, color = "$gold", lineStyle = new { width = 2.5 }, data = plan.Curve.Select(point => new[] { point.Budget, point.ModelledProfit }).ToArray(),
                    markPoint = new { symbol = "circle", symbolSize = 12, label = new { show = false }, data = new[] { new { coord = new[] { plan.Spent, plan.ModelledProfit } } } },
                },
            },
        },
        Figures = new([read["budget.budget"], read["plan.money"], read["budget.shadow"]], [.. plan.Curve.Select(point => (IReadOnlyList<object?>)[new Money(point.Budget), new Money(point.ModelledProfit), new Money(point.ShadowPrice)])]),
    };
}
