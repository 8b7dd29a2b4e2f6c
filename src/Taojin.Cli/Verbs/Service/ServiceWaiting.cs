using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;

namespace Taojin.Cli.Verbs.Service;

/// <summary>What waits for a person.</summary>
internal sealed class ServiceWaiting : IVerbOf<ServiceVerb>
{
    public int Place => 30;

    public Command Build() => new Command("waiting", "Questions that wait for a person, the longest waiting first").Does((parsed, screen, _) =>
    {
        using var mine = ShopFolder.Open(parsed);
        var waiting = mine.Workspace.Service.Waiting()
            .Select(message => new { message.MessageId, message.Time, message.UserId, Question = mine.Workspace.Service.Thread(message.Thread).Last(each => each.Direction == "in" && each.Time <= message.Time).Text })
            .ToArray();
        screen.Result(waiting, console =>
        {
            var table = Lists.Table(screen.Words["message", "消息"], screen.Words["since", "时间"], screen.Words["customer", "顾客"], screen.Words["question", "问题"]);
            foreach (var each in waiting)
                table.AddRow(each.MessageId, each.Time.ToString(), Markup.Escape(each.UserId ?? "–"), Markup.Escape(each.Question));
            console.Write(table);
        });
        screen.Next("./taojin service reply MESSAGE \"…\"", "./taojin service reply 消息 \"…\"");
        return Task.CompletedTask;
    });
}
