using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Workflows.Service;

namespace Taojin.Cli.Verbs.Service;

/// <summary>Answers one question of a customer.</summary>
internal sealed class ServiceAsk : IVerbOf<ServiceVerb>
{
    public int Place => 20;

    public Command Build()
    {
        var question = new Argument<string>("question") { Description = "What the customer asks, in English or Chinese" };
        var user = new Option<string?>("--user", "-u") { Description = "Who asks: only their own orders are looked at" };
        var thread = new Option<string?>("--thread") { Description = "The conversation it belongs to (default: a new one)" };
        return new Command("ask", "Answer a customer from policies, facts, earlier answers and their own orders, quoting the source") { question, user, thread }.Does(async (parsed, screen, cancellation) =>
        {
            var asked = new ServiceQuestion(parsed.GetValue(question)!, parsed.GetValue(user), parsed.GetValue(thread));
            var answer = await Wherever.AskAsync(
                parsed, mine => AssistantOf.Shop(mine).AskAsync(asked, cancellation: cancellation).GetAwaiter().GetResult(),
                server => server.PostAsync<ServiceAnswer>("answers", asked, cancellation), "--user", "--thread");
            screen.Result(answer, console => Render(answer, console, screen.Words));
            if (answer.IsHandedOver)
                screen.Next($"./taojin service reply {answer.MessageId} \"…\"", $"./taojin service reply {answer.MessageId} \"…\"");
        });
    }

    private static void Render(ServiceAnswer answer, IAnsiConsole console, Words words)
    {
        console.WriteLine(answer.Text);
        if (answer.Sources.Count > 0)
        {
            var table = Lists.Table(words["source", "来源"], words["fits", "匹配"], words["title", "标题"]);
            foreach (var source in answer.Sources)
                table.AddRow(Markup.Escape(source.Id), source.Score.ToString("0.00", words.Culture), Markup.Escape(source.Title));
            console.Write(table);
        }
        var how = answer.IsHandedOver ? words["waits for a person", "等待人工"] : words["answered by", "回答来源"] + " " + answer.Model;
        console.MarkupLine($"[dim]{Markup.Escape(how)}{(answer.Reason is null ? "" : $" ({Markup.Escape(answer.Reason)})")}   {answer.Seconds.ToString("0.000", words.Culture)} s   {Markup.Escape(answer.MessageId)}[/]");
    }
}
