using System.Globalization;
using System.Text.RegularExpressions;
using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;
using Taojin.Server.Tasks;

namespace Taojin.Server.Dashboard.Frame;

/// <summary>How far a task is, read from the lines it says: <c>train STAGE STEP/STEPS loss NUMBER</c>.</summary>
/// <param name="Stage">What is fitted.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Losses">What was minimised: stage, step, loss.</param>
internal sealed partial record TaskProgress(string Stage, long Step, long Steps, IReadOnlyList<(string Stage, long Step, double Loss)> Losses)
{
    /// <summary>Null before it says anything of the kind.</summary>
    public static TaskProgress? Of(TaskAnswer task)
    {
        var said = task.Log.Select(line => Line().Match(line)).Where(match => match.Success).ToArray();
        if (said is not [.., var last])
            return null;
        return new(last.Groups["stage"].Value, Number(last, "step"), Number(last, "steps"),
            [.. said.Where(match => match.Groups["loss"].Success).Select(match => (match.Groups["stage"].Value, Number(match, "step"), double.Parse(match.Groups["loss"].ValueSpan, CultureInfo.InvariantCulture)))]);
        static long Number(Match match, string group) => long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>Learning curves: what each model minimises, over its steps.</summary>
    public Picture Picture(string id, Reader read) => new()
    {
        Name = $"learning-{id}", Title = read["tasks.curve"], Says = read["tasks.curve-says"], Height = 240,
        Option = new
        {
            grid = Plot.Grid, legend = new { show = true }, tooltip = new { trigger = "axis", valueFormatter = "@figure" },
            xAxis = Plot.Values(read["tasks.steps"], "@count", isAcross: true), yAxis = Plot.Values(read["tasks.loss"], least: Losses.Min(each => each.Loss)),
            series = Losses.GroupBy(each => each.Stage).Select((stage, place) => Plot.Line(stage.Key, stage.Select(each => new[] { each.Step, each.Loss }), place == 0 ? "$gold" : Plot.Colour(place - 1))).ToArray(),
        },
        Figures = new([read["column.model"], read["tasks.steps"], read["tasks.loss"]], [.. Losses.Select(each => (IReadOnlyList<object?>)[each.Stage, each.Step, each.Loss])]),
    };

    [GeneratedRegex(@"^[a-z]+ (?<stage>\S+) (?<step>[0-9]+)/(?<steps>[0-9]+)( loss (?<loss>[-+0-9.e]+))?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
