using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Workflows.Serving;

namespace Taojin.Cli.Verbs;

/// <summary>Why an item is or is not in a user's list.</summary>
internal sealed class ExplainVerb : IVerb
{
    public int Place => 75;

    public Command Build()
    {
        var user = new Argument<string>("user") { Description = "Id of the user" };
        var item = new Argument<string>("item") { Description = "Id of the item" };
        var count = new Option<int>("--count", "-n") { Description = "Length of the list that it is or is not in", DefaultValueFactory = _ => 10 };
        var asOf = new Option<bool>("--as-of-log-end") { Description = "Answer as if now were the end of the log" };
        return new Command("explain", "Why an item is or is not in a user's list: score, place, and what adds to it") { user, item, count, asOf }.Does(async (parsed, screen, cancellation) =>
        {
            var asked = new ExplainRequest(parsed.GetValue(user)!, parsed.GetValue(item)!, parsed.GetValue(count));
            var found = await Wherever.AskAsync(parsed, () => Here(parsed, asked, parsed.GetValue(asOf)), server =>
            {
                Wherever.WarnOfClock(screen, parsed.GetValue(asOf));
                return server.GetAsync<ItemExplanation>($"users/{RunningServer.Part(asked.UserId)}/explanations/{RunningServer.Part(asked.ItemId)}?n={asked.Count}", cancellation);
            });
            screen.Result(found, console => Render(found, console, screen.Words));
        });
    }

    private static ItemExplanation Here(ParseResult parsed, ExplainRequest asked, bool asOfLogEnd)
    {
        using var shop = OpenShop.Of(parsed, asOfLogEnd);
        return shop.Live.Explain(asked);
    }

    private static void Render(ItemExplanation found, IAnsiConsole console, Words words)
    {
        console.MarkupLine($"[bold]{Markup.Escape(found.Title)}[/]  {Markup.Escape(words[found.Verdict, found.VerdictZh])}");
        var table = Lists.Table(words["what counts", "依据"], words["adds", "贡献"]);
        foreach (var reason in found.Reasons)
            table.AddRow(Markup.Escape(words[reason.Text, reason.TextZh]), reason.Contribution.ToString("+0.000;−0.000", words.Culture));
        if (found.Score is { } score)
            table.AddRow(words["score", "得分"], score.ToString("0.000", words.Culture));
        console.Write(table);
        var buys = found.PurchaseProbability is { } probability ? $"   {words["buys", "购买概率"]} {words.Share(probability)}" : "";
        console.MarkupLine($"[dim]{Markup.Escape(words["model", "模型"])} {Markup.Escape(found.Model)}{buys}[/]");
    }
}
