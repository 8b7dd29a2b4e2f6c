using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Data;
using Taojin.Workflows;
using Taojin.Workflows.Service;

namespace Taojin.Cli.Verbs.Service;

/// <summary>What came back and why; or, of one order, what may come back.</summary>
internal sealed class ServiceReturns : IVerbOf<ServiceVerb>
{
    private const int FindingsShown = 20;

    public int Place => 40;

    public Command Build()
    {
        var user = new Option<string?>("--user", "-u") { Description = "With --item: the customer of an order that is about to be sent" };
        var items = new Option<string[]>("--item", "-i") { Description = "Judge this order instead: ITEM or ITEM:UNITS, several times", AllowMultipleArgumentsPerToken = true };
        return new Command("returns", "What came back, why, and what stands out; with --item: what may come back of an order, why, and whether asking first pays") { user, items }.Does(async (parsed, screen, cancellation) =>
        {
            if (parsed.GetValue(items) is { Length: > 0 } lines)
            {
                var (userId, asked) = (parsed.GetValue(user) ?? "", lines.Select(Line).ToArray());
                var order = await Wherever.AskAsync(
                    parsed, mine => new OrderRisk(mine, new Prepare(mine).Run().Log).Assess(userId, asked),
                    server => server.PostAsync<OrderAssessment>("order-risks", new { UserId = userId, Lines = asked }, cancellation), "--user", "--item");
                screen.Result(order, console => Render(order, console, screen.Words));
                return;
            }
            var report = await Wherever.AskAsync(parsed, mine => new ReturnReport(mine).Run(), server => server.GetAsync<ReturnSummary>("returns", cancellation));
            screen.Result(report, console => Render(report, console, screen.Words));
            screen.Next("./taojin train --task return-risk", "./taojin train --task return-risk");
        });
    }

    private static AskedLine Line(string text)
    {
        var parts = text.LastIndexOf(':') is > 0 and var place && float.TryParse(text[(place + 1)..], CultureInfo.InvariantCulture, out var units) ? (text[..place], units) : (text, 1f);
        return parts.Item2 > 0 ? new(parts.Item1, parts.Item2) : throw new TaojinException("order.quantity", $"'{text}' has no units.", "Write ITEM or ITEM:UNITS, such as P-101:2.");
    }

    private static void Render(OrderAssessment order, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(words["item", "商品"], words["comes back", "退货概率"], words["asking saves", "询问可省"], words["advice", "建议"], words["why", "理由"]);
        foreach (var line in order.Lines)
            table.AddRow(
                Markup.Escape(line.Title), words.Share(line.Probability), line.Saves.ToString("0.00", words.Culture), line.ShouldAsk ? words["ask first", "先询问"] : words["send", "直接发货"],
                Markup.Escape(string.Join("; ", line.Reasons.Select(reason => words[reason.Text, reason.TextZh]))));
        console.Write(table);
        console.MarkupLine($"[dim]{Markup.Escape(words["model", "模型"])} {Markup.Escape(order.Model)}[/]");
    }

    private static void Render(ReturnSummary report, IAnsiConsole console, Words words)
    {
        console.WriteLine(words[
            $"Of {words.Count(report.Lines)} order lines {words.Count(report.Returned)} came back ({words.Share(report.Returned / (double)Math.Max(1, report.Lines))}); {words.Count(report.Returns)} returns.",
            $"{words.Count(report.Lines)} 个订单行中 {words.Count(report.Returned)} 个有退货（{words.Share(report.Returned / (double)Math.Max(1, report.Lines))}）；退货 {words.Count(report.Returns)} 起。"]);
        if (report.Reasons.Count > 0)
        {
            var table = Lists.Table(words["reason", "原因"], words["returns", "退货"], words["share", "占比"], words["in their words", "原话"]);
            foreach (var reason in report.Reasons)
                table.AddRow(Markup.Escape(ReasonNames.Of(reason.Sort, words)), words.Count(reason.Count), words.Share(reason.Share), Markup.Escape(reason.Quotes.Count > 0 ? reason.Quotes[0] : ""));
            console.Write(table);
        }
        foreach (var finding in report.Findings.Take(FindingsShown))
            FindingLines.Render(finding, console, words);
    }
}
