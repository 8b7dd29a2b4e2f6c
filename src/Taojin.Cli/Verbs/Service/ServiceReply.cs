using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Running;
using Taojin.Workflows.Service;

namespace Taojin.Cli.Verbs.Service;

/// <summary>A person answers what waited; the assistant finds that answer from then on.</summary>
internal sealed class ServiceReply : IVerbOf<ServiceVerb>
{
    public int Place => 31;

    public Command Build()
    {
        var message = new Argument<string>("message") { Description = "The message that waits, as service waiting lists it" };
        var text = new Argument<string>("text") { Description = "The answer" };
        return new Command("reply", "Answer a question that waits; the assistant quotes the answer the next time") { message, text }.Does(async (parsed, screen, cancellation) =>
        {
            var (id, answer) = (parsed.GetValue(message)!, parsed.GetValue(text)!);
            var replied = await Wherever.AskAsync(
                parsed, mine => new Replied(new Reply(mine).Answer(id, answer)), server => server.PostAsync<Replied>($"messages/{RunningServer.Part(id)}/reply", new { Text = answer }, cancellation));
            screen.Result(replied, console => console.WriteLine(replied.DocumentId));
        });
    }

    /// <summary>The text that can be quoted.</summary>
    private sealed record Replied(string DocumentId);
}
