using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Data;
using Taojin.Mining.AfterSales.Messages;
using Taojin.Workflows.Service;

namespace Taojin.Cli.Verbs.Service;

/// <summary>What messages want: one, or all that came lately; and what they really wanted.</summary>
internal sealed class ServiceIntents : IVerbOf<ServiceVerb>
{
    private const int RowsShown = 30, LongestText = 50;

    public int Place => 45;

    public Command Build()
    {
        var text = new Argument<string?>("text") { Description = "A message; left out: all that came in the last thirty days", Arity = ArgumentArity.ZeroOrOne };
        var write = new Option<bool>("--write") { Description = "Write intent and queue of the messages down, where no person gave an intent" };
        var message = new Option<string?>("--message", "-m") { Description = "With --intent: a message whose intent was wrong" };
        var intent = new Option<string?>("--intent") { Description = "With --message: the right intent; the next train --task intent learns from it" };
        return new Command("intents", "What messages want, who deals with them, how soon; what is said twice; corrections") { text, write, message, intent }.Does(async (parsed, screen, cancellation) =>
        {
            if (parsed.GetValue(message) is { } id)
            {
                var right = parsed.GetValue(intent) ?? throw new TaojinException("usage.intent-needed", "The right intent is not named.", "Run: ./taojin service intents --message ID --intent NAME");
                await Wherever.AskAsync(
                    parsed, mine => Correct(mine, id, right),
                    async server =>
                    {
                        await server.PostAsync<JsonElement>($"messages/{RunningServer.Part(id)}/intent", new { Intent = right }, cancellation);
                        return right;
                    }, "--message", "--intent");
                screen.Result(new { MessageId = id, Intent = right }, console => console.WriteLine($"{id}   {right}"));
                screen.Next("./taojin train --task intent", "./taojin train --task intent");
            }
            else if (parsed.GetValue(text) is { } asked)
            {
                var said = await Wherever.AskAsync(
                    parsed, mine => new MessageTriage(mine).One(asked),
                    async server => (await server.PostAsync<Triaged>("intents", new { Messages = new[] { asked } }, cancellation)).Messages[0]);
                screen.Result(said, console => Render(said, console, screen.Words));
            }
            else
            {
                using var mine = ShopFolder.Open(parsed);
                var found = new MessageTriage(mine).Incoming(parsed.GetValue(write));
                screen.Result(found, console => Render(found, console, screen.Words));
            }
        });
    }

    private static string Correct(Workflows.Mine mine, string id, string intent)
    {
        MessageTriage.Correct(mine, id, intent);
        return intent;
    }

    /// <summary>The server's answer.</summary>
    private sealed record Triaged(IReadOnlyList<TriagedMessage> Messages);

    private static void Render(TriagedMessage said, IAnsiConsole console, Words words)
    {
        console.WriteLine($"{said.Intent}   {words.Share(said.Confidence)}   {State(said.State, words)}   → {said.Queue}   {UrgencyOf(said.Urgency, words)}");
        if (said.Because.Count > 0)
            console.WriteLine($"{words["because of", "依据"]}   {string.Join("   ", said.Because.Select(word => $"{word.Word} {word.Weight.ToString("+0.0;−0.0", words.Culture)}"))}");
    }

    private static void Render(TriageSummary found, IAnsiConsole console, Words words)
    {
        console.WriteLine(words[$"{words.Count(found.Messages)} messages", $"{words.Count(found.Messages)} 条消息"] + "   " + string.Join("   ", found.ByState.OrderBy(state => state.Key, StringComparer.Ordinal).Select(state => $"{State(state.Key, words)} {words.Count(state.Value)}")));
        var table = Lists.Table(words["message", "消息"], words["urgency", "紧急"], words["intent", "意图"], words["sure", "概率"], words["queue", "队列"], words["repeats", "重复于"], words["text", "内容"]);
        foreach (var row in found.Rows.Take(RowsShown))
            table.AddRow(
                Markup.Escape(row.MessageId), UrgencyOf(row.Said.Urgency, words), Markup.Escape(row.Given ?? row.Said.Intent), row.Given is null ? words.Share(row.Said.Confidence) : words["given", "人工"], Markup.Escape(row.Said.Queue),
                Markup.Escape(row.Repeats ?? ""), Markup.Escape(row.Text.ReplaceLineEndings(" ") is { Length: > LongestText } line ? line[..LongestText] + "…" : row.Text.ReplaceLineEndings(" ")));
        console.Write(table);
        console.MarkupLine($"[dim]{Markup.Escape(words["model", "模型"])} {Markup.Escape(found.Model)}{(found.IsWritten ? Markup.Escape(words["   written down", "   已写入"]) : "")}[/]");
    }

    private static string State(string state, Words words) => state switch
    {
        "routed" => words["routed", "已分派"],
        "unsure" => words["unsure", "不确定"],
        _ => words["out of scope", "范围之外"],
    };

    private static string UrgencyOf(Urgency urgency, Words words) => urgency.Level switch
    {
        2 => words["now", "立即"],
        1 => words["today", "今天"],
        _ => words["in turn", "按序"],
    };
}
