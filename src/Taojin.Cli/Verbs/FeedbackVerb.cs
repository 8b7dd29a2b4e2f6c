using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;
using Taojin.Data;
using Taojin.Storage;

namespace Taojin.Cli.Verbs;

/// <summary>Tells the shop that something happened.</summary>
internal sealed class FeedbackVerb : IVerb
{
    public int Place => 85;

    public Command Build()
    {
        var user = new Argument<string>("user") { Description = "Who did it" };
        var kind = new Argument<string>("kind") { Description = string.Join(", ", EventKinds.All) };
        kind.AcceptOnlyFromAmong([.. EventKinds.All]);
        var item = new Argument<string>("item") { Description = "With which item" };
        var id = new Option<string?>("--event-id") { Description = "An id of your own: sent twice, it counts once" };
        return new Command("feedback", "Write one event into the log; the next answer knows it") { user, kind, item, id }.Does((parsed, screen, _) =>
        {
            using var mine = ShopFolder.Open(parsed);
            var what = EventKinds.TryParse(parsed.GetValue(kind)!, out var known) ? known : EventKind.View; // the argument takes known kinds only
            var result = mine.Workspace.Log.Append([new NewEvent { EventId = parsed.GetValue(id), UserId = parsed.GetValue(user)!, ItemId = parsed.GetValue(item), Kind = what, Time = mine.Now }]);
            screen.HasFailed = result.Rejected > 0;
            screen.Result(new { result.Accepted, result.Duplicate, result.Rejected }, console => console.WriteLine(screen.Words[
                $"{result.Accepted} accepted, {result.Duplicate} known already, {result.Rejected} rejected", $"接受 {result.Accepted}，已知 {result.Duplicate}，拒绝 {result.Rejected}"]));
            return Task.CompletedTask;
        });
    }
}
