using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;
using Taojin.Workflows.Tuning;

namespace Taojin.Server.Dashboard.Pages.Models;

/// <summary>A search, trial by trial.</summary>
internal static class TuningPicture
{
    public static Picture Of(TuningRun run, string title, Reader read)
    {
        var trials = run.Trials.Index().Where(each => !double.IsNaN(each.Item.Value)).Select(each => (Place: (double)(each.Index + 1), each.Item.Value, IsWhole: each.Item.Share >= 1)).ToArray();
        var best = new List<double[]>();
        foreach (var (place, value, _) in trials.Where(each => each.IsWhole))
            best.Add([place, best.Count == 0 ? value : Math.Max(best[^1][1], value)]);
        return new()
        {
            Name = $"tuning-{run.Heading.Algorithm}", Title = read["tuning.picture", title], Says = read["tuning.picture-says"], Height = 280,
            Option = new
            {
                grid = Plot.Grid, legend = new { show = true }, tooltip = new { trigger = "item", valueFormatter = "@figure" },
                xAxis = Plot.Values(read["tuning.trial"], "@count", isAcross: true), yAxis = Plot.Values(run.Heading.Metric, least: trials.Select(each => each.Value).DefaultIfEmpty(0).Min()),
                series = new object[]
                {
                    Dots(read["tuning.part"], trials.Where(each => !each.IsWhole).Select(each => new[] { each.Place, each.Value }), "$slate"),
                    Dots(read["tuning.whole"], trials.Where(each => each.IsWhole).Select(each => new[] { each.Place, each.Value }), "$c1"),
                    Plot.Line(read["tuning.best"], best, "$gold"),
                },
            },
            Figures = new([read["tuning.trial"], run.Heading.Metric, read["tuning.share"], read["tuning.seconds"], read["registry.options"]],
                [.. run.Trials.OrderByDescending(line => line.Value).Select(line => (IReadOnlyList<object?>)[line.Trial, line.Value, line.Share, line.Seconds, line.Fault ?? string.Join("; ", line.Options.Select(option => $"{read.Name("option", option.Key)} {option.Value}"))])]),
        };
    }

    private static object Dots(string name, IEnumerable<double[]> points, string colour) => new { name, type = "scatter", data = points.ToArray(), symbolSize = 8, color = colour };
}
