using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Taojin.Cli.Running;
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
        var value = new Option<float?>("--value") { Description = "The rating that was given, for kind rate: on the shop's own scale" };
        return new Command("feedback", "Write one event into the log; the next answer knows it") { user, kind, item, id, value }.Does(async (parsed, screen, cancellation) =>
        {
            var what = EventKinds.TryParse(parsed.GetValue(kind)!, out var known) ? known : EventKind.View; // the argument takes known kinds only
            var told = new { EventId = parsed.GetValue(id), UserId = parsed.GetValue(user)!, ItemId = parsed.GetValue(item), Kind = what, Value = parsed.GetValue(value) };
            var result = await Wherever.AskAsync(
                parsed, () => Here(parsed, now => new() { EventId = told.EventId, UserId = told.UserId, ItemId = told.ItemId, Kind = told.Kind, Value = told.Value, Time = now }),
                async server => (await server.PostAsync<Taken>("events", new[] { told }, cancellation)).Counted);
            screen.HasFailed = result.Rejected > 0;
            screen.Result(result, console => console.WriteLine(screen.Words[
                $"{result.Accepted} accepted, {result.Duplicate} known already, {result.Rejected} rejected", $"接受 {result.Accepted}，已知 {result.Duplicate}，拒绝 {result.Rejected}"]));
        });
    }

    private static Counts Here(ParseResult parsed, Func<Instant, NewEvent> told)
    {
        using var mine = ShopFolder.Open(parsed);
        var result = mine.Workspace.Log.Append([told(mine.Now)]);
        return new(result.Accepted, result.Duplicate, result.Rejected);
    }

    private sealed record Counts(int Accepted, int Duplicate, int Rejected);

    /// <summary>The server's answer.</summary>
    private sealed record Taken(int Accepted, int Duplicate, IReadOnlyList<JsonElement> Rejected)
    {
        public Counts Counted => new(Accepted, Duplicate, Rejected.Count);
    }
}
