using Taojin.Mining.Evaluation;
using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;
using Taojin.Workflows;

namespace Taojin.Server.Dashboard.Pages.Experiments;

/// <summary>How much more each arm of an experiment brought than the control: one picture a metric, since each has a unit of its own.</summary>
internal static class ArmPictures
{
    private const string Difference = "Δ ";

    /// <summary>None before an arm was shown to anybody.</summary>
    public static IReadOnlyList<Picture> Of(ExperimentOutcome experiment, Reader read) =>
    [
        .. experiment.Arms.SelectMany(arm => arm.Differences.Select(metric => (arm, metric))).Where(each => !double.IsNaN(each.metric.Value)).GroupBy(each => each.metric.Name)
            .Select(group => Of(experiment, [.. group.Select(each => (each.arm, each.metric))], read)),
    ];

    /// <summary>A metric's name in the reader's words, with or without the sign of a difference.</summary>
    public static string Name(string metric, Reader read) => metric.StartsWith(Difference, StringComparison.Ordinal) ? Difference + read.Name("metric", metric[Difference.Length..]) : read.Name("metric", metric);

    private static Picture Of(ExperimentOutcome experiment, (ArmOutcome Arm, MetricValue Metric)[] rows, Reader read)
    {
        var (name, title) = (rows[0].Metric.Name[Difference.Length..], Name(rows[0].Metric.Name[Difference.Length..], read));
        var isShare = name is "CTR" or "conversion";
        return new()
        {
            Name = $"arms-{experiment.Name}-{name.Replace(' ', '-').ToLowerInvariant()}", Title = read["experiments.against", title, experiment.Arms[0].Name], Says = read["experiments.against-says"], Height = 110 + (36 * rows.Length),
            Option = Plot.Bars([.. rows.Select(row => new Bar(row.Arm.Name, row.Metric.Value, "$gold", row.Metric.Low, row.Metric.High))], Difference + title, isShare ? "@percent" : "@figure"),
            Figures = new([read["experiments.arm"], read["experiments.users"], Difference + title, read["column.low"], read["column.high"]], [.. rows.Select(row => (IReadOnlyList<object?>)[row.Arm.Name, row.Arm.Users, row.Metric.Value, row.Metric.Low, row.Metric.High])]),
        };
    }
}
