using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Workflows.Service;

namespace Taojin.Cli.Verbs.Service;

/// <summary>What waits for a person.</summary>
internal sealed class ServiceWaiting : IVerbOf<ServiceVerb>
{
    public int Place => 30;

    public Command Build() => new Command("waiting", "Questions that wait for a person, the longest waiting first").Does(async (parsed, screen, cancellation) =>
    {
        var waiting = (await Wherever.AskAsync(parsed, mine => new WaitingQuestions(mine).Run(), server => server.GetAsync<WaitingList>("messages/waiting", cancellation))).Questions;
        screen.Result(waiting, console =>
        {
            var table = Lists.Table(screen.Words["message", "消息"], screen.Words["since", "时间"], screen.Words["customer", "顾客"], screen.Words["question", "问题"]);
            foreach (var each in waiting)
                table.AddRow(each.MessageId, each.Time.ToString(), Markup.Escape(each.UserId ?? "–"), Markup.Escape(each.Text));
            console.Write(table);
        });
        screen.Next("./taojin service reply MESSAGE \"…\"", "./taojin service reply 消息 \"…\"");
    });
}
