using Taojin.Mining.Evaluation;
using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;
using Taojin.Workflows.Training;

namespace Taojin.Server.Dashboard.Pages.Predict;

/// <summary>What comes of reaching the best-rated pairs down to a threshold, by the test window: from the ROC curve, whose points are thresholds.</summary>
/// <param name="Reached">How many are reached.</param>
/// <param name="Found">Buyers among them.</param>
/// <param name="Profit">What the found bring, less what reaching costs.</param>
internal sealed record ContactPoint(double Reached, double Found, double Profit)
{
    public static IReadOnlyList<ContactPoint> Of(TrainingRun run, ModelRow model, (double Gain, double Cost) money)
    {
        var (buyers, others) = ((double)run.TestPositives, (double)(run.TestCases - run.TestPositives));
        return [.. model.Curves!.Roc.Select(point => At(point, buyers, others, money))];
    }

    public static Picture Picture(IReadOnlyList<ContactPoint> points, int chosen, Reader read) => new()
    {
        Name = "contact-profit", Title = read["plan.profit"], Says = read["plan.profit-says"], Height = 280,
        Option = new
        {
            grid = Plot.Grid, tooltip = new { trigger = "axis", valueFormatter = read.MoneyMark }, xAxis = Plot.Values(read["plan.reached"], "@short", isAcross: true), yAxis = Plot.Values(read["plan.money"], read.MoneyAxis),
            series = new object[]
            {
                new
                {
                    name = read["plan.money"], type = "line", showSymbol = false, color = "$gold", lineStyle = new { width = 2.5 }, data = points.Select(point => new[] { point.Reached, point.Profit }).ToArray(),
                    markPoint = new { symbol = "circle", symbolSize = 12, label = new { show = false }, data = new[] { new { coord = new[] { points[chosen].Reached, points[chosen].Profit } } } },
                    markLine = new { silent = true, symbol = "none", label = new { show = false }, lineStyle = new { color = "$slate", type = "dashed" }, data = new[] { new { yAxis = 0 } } },
                },
            },
        },
        Figures = new([read["plan.reached"], read["plan.found"], read["plan.money"]], [.. points.Select(point => (IReadOnlyList<object?>)[point.Reached, point.Found, new Money(point.Profit)])]),
    };

    private static ContactPoint At(CurvePoint point, double buyers, double others, (double Gain, double Cost) money)
    {
        var (found, passed) = (point.Y * buyers, point.X * others);
        return new(found + passed, found, (found * money.Gain) - ((found + passed) * money.Cost));
    }
}
