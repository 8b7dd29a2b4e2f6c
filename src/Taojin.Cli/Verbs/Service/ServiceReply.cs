using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;
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
        return new Command("reply", "Answer a question that waits; the assistant quotes the answer the next time") { message, text }.Does((parsed, screen, _) =>
        {
            using var mine = ShopFolder.Open(parsed);
            var document = new Reply(mine).Answer(parsed.GetValue(message)!, parsed.GetValue(text)!);
            screen.Result(new { DocumentId = document }, console => console.WriteLine(document));
            return Task.CompletedTask;
        });
    }
}
