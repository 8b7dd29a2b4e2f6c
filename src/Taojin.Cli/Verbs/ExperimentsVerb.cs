using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Mining.Evaluation;
using Taojin.Workflows;

namespace Taojin.Cli.Verbs;

/// <summary>What came of the lists that were shown.</summary>
internal sealed class ExperimentsVerb : IVerb
{
    public int Place => 88;

    public Command Build()
    {
        var days = new Option<double>("--days") { Description = "How many days back", DefaultValueFactory = _ => 30 };
        var candidate = new Option<string?>("--candidate") { Description = "Estimate what this placement would have brought: one that ran as a shadow beside lists with exploration" };
        return new Command("experiments", "How placements, arms of experiments and shadow lists do with users, with intervals that may be looked at at any time") { days, candidate }.Does(async (parsed, screen, cancellation) =>
        {
            var since = RunningServer.Query(("days", parsed.GetValue(days).ToString(CultureInfo.InvariantCulture)));
            if (parsed.GetValue(candidate) is { } placement)
            {
                var judged = await Wherever.AskAsync(parsed, () => Here(parsed, mine => new CandidateQuality(mine).Run(placement, parsed.GetValue(days))),
                    server => server.GetAsync<CandidateReport>($"experiments/candidates/{RunningServer.Part(placement)}{since}", cancellation));
                screen.Result(judged, console => Render(judged, console, screen.Words));
                return;
            }
            var report = await Wherever.AskAsync(parsed, () => Here(parsed, mine => new OnlineQuality(mine).Run(parsed.GetValue(days))), server => server.GetAsync<OnlineReport>($"experiments{since}", cancellation));
            screen.Result(report, console => Render(report, console, screen.Words));
        });
    }

    private static T Here<T>(ParseResult parsed, Func<Mine, T> work)
    {
        using var mine = ShopFolder.Open(parsed);
        return work(mine);
    }

    private static void Render(OnlineReport report, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(words["placement, arm", "推荐位、分组"], words["users", "用户"], "CTR", words["conversion", "转化率"], words["revenue / list", "每次收入"], words["against control (CTR)", "与对照相比（CTR）"]);
        foreach (var placement in report.Placements)
            table.AddRow([Markup.Escape(placement.Placement), words.Count(placement.Metrics[0].Cases), .. placement.Metrics.Select(metric => Interval(metric, words)), ""]);
        foreach (var experiment in report.Experiments)
            foreach (var arm in experiment.Arms)
                table.AddRow([Markup.Escape($"{experiment.Name}/{arm.Name}"), words.Count(arm.Users), .. arm.Metrics.Select(metric => Interval(metric, words)), arm.Differences.Count == 0 ? "–" : Interval(arm.Differences[0], words)]);
        console.Write(table);
        foreach (var experiment in report.Experiments.Where(each => each.IsSampleRatioBroken))
            console.MarkupLine($"[bold]{Markup.Escape(words[$"{experiment.Name}: the arms do not have their shares of users (p = {experiment.SampleRatioProbability:0.0000}); believe no difference before that is mended.", $"{experiment.Name}：各组用户数与设定比例不符（p = {experiment.SampleRatioProbability:0.0000}），修复前不要采信任何差异。"])}[/]");
        foreach (var shadow in report.Shadows)
            console.WriteLine(words[
                $"Shadow {shadow.Placement}: {shadow.Lists} lists; of {shadow.Touched} items touched within a day it held {shadow.InShadow}, the shown lists {shadow.InShown}.",
                $"影子推荐位 {shadow.Placement}：{shadow.Lists} 次；一天内接触的 {shadow.Touched} 个商品中，影子列表含 {shadow.InShadow} 个，已展示列表含 {shadow.InShown} 个。"]);
    }

    private static void Render(CandidateReport judged, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(words["estimate", "估计"], words["touched places", "被接触位置占比"]);
        table.AddRow(words["as shown", "实际展示"], string.Create(words.Culture, $"{judged.Shown:0.####}"));
        foreach (var estimate in judged.Estimates)
            table.AddRow(Markup.Escape(estimate.Name), Interval(estimate, words));
        console.Write(table);
        console.MarkupLine($"[dim]{Markup.Escape(words[$"{judged.Candidate}: {judged.Places} places of shown lists; the fewer effective decisions, the less it says.", $"{judged.Candidate}：共 {judged.Places} 个展示位置；有效决策数越少，结论越不可靠。"])}[/]");
    }

    private static string Interval(MetricValue metric, Words words) => metric.Cases == 0 ? "–"
        : string.Create(words.Culture, $"{metric.Value:0.####}") + (!double.IsFinite(metric.High) ? "" : string.Create(words.Culture, $" ({metric.Low:0.####}–{metric.High:0.####})"));
}
