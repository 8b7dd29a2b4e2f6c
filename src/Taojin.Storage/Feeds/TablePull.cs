using Taojin.Data;
using Taojin.Data.Faults;
using Taojin.Storage.Import;
using Taojin.Storage.Resources;

namespace Taojin.Storage.Feeds;

/// <summary>
/// Pulls a table of a PostgreSQL by cursor: each row becomes one event (or item, or user) and is durable before the cursor moves. The id of a row is
/// part of the id of its event, so that a row counts once whatever a kill, an overlap or a second server repeats.
/// </summary>
public sealed class TablePull : IDisposable
{
    private const int Page = 5_000, Remembered = 100_000;
    private readonly Workspace _workspace;
    private readonly PulledSource _source;
    private readonly string _folder;
    private readonly Lock _turn = new();
    private readonly HashSet<PullCursor> _taken = [];
    private readonly Queue<PullCursor> _order = [];

    /// <param name="workspace">Takes the rows.</param>
    /// <param name="feed">Where they are.</param>
    public TablePull(Workspace workspace, PullSettings feed) =>
        (_workspace, Feed, _source, _folder) = (workspace, feed, new(feed), Path.Combine(workspace.Folder, "feeds", feed.Name));

    /// <summary>Where the rows are.</summary>
    public PullSettings Feed { get; }

    /// <summary>Who writes items down; the workspace itself where nobody else follows them.</summary>
    public Action<IReadOnlyList<ItemRecord>>? PutItems { get; init; }

    /// <summary>Who writes users down.</summary>
    public Action<IReadOnlyList<UserRecord>>? PutUsers { get; init; }

    /// <summary>What keeps a feed from being pulled: the database is away, or lacks its table or cursor; null when it can be. Takes nothing; waits 5 s for the database.</summary>
    public static TaojinException? WhyNot(PullSettings feed)
    {
        using var source = new PulledSource(feed);
        try
        {
            source.Begin(cursor: null);
            return null;
        }
        catch (TaojinException fault)
        {
            return fault;
        }
    }

    /// <summary>Takes all rows that are new.</summary>
    /// <exception cref="TaojinException">feed.*: the database is at fault; storage.*, log.*: the rows could not be kept. Either way the next turn goes on where this one stood.</exception>
    public PullTurn Turn(CancellationToken cancellation = default)
    {
        lock (_turn)
        {
            var (turn, held) = (new PullTurn(Feed.Name, 0, 0, 0, 0), PullCursor.Read(_folder));
            var at = _source.Begin(held);
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                var rows = _source.Page(at, Page);
                turn = turn.And(Take([.. rows.Where(row => !_taken.Contains(row.Place))]));
                foreach (var (place, _) in rows)
                    Remember(place);
                if (rows.Count > 0 && rows[^1].Place != held)
                    rows[^1].Place.Write(_folder);
                if (rows.Count < Page)
                    return turn;
                at = rows[^1].Place;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _source.Dispose();

    private PullTurn Take(List<(PullCursor Place, object?[] Values)> rows)
    {
        var (sound, rejected) = (new List<(PullCursor Place, object Made)>(), new PullRejects(_folder, _workspace.Pseudonyms.IsOn));
        foreach (var (place, values) in rows)
            try
            {
                sound.Add((place, Made(place, values)));
            }
            catch (TaojinException fault)
            {
                rejected.Add(place, fault.Code, ($"{fault.Message} {fault.Remedy}", InChinese(fault)));
            }
        var (accepted, duplicate) = sound.Count == 0 ? (0, 0) : Feed.Into == "events" ? Append(sound, rejected) : (Put(sound), 0);
        rejected.Write();
        return new(Feed.Name, rows.Count, accepted, duplicate, rejected.Count);
    }

    private object Made(PullCursor place, object?[] values)
    {
        var row = _source.Columns.Zip(values).Where(each => each.Second is not null).Select(each => new PulledValue(each.First.Field, each.Second!, Feed, _workspace.Settings.Calendar.Offset)).ToList();
        switch (Feed.Into)
        {
            case "items":
                var item = PullFields.Item(row);
                ResourceChecks.Check(item);
                return item;
            case "users":
                var user = PullFields.User(row);
                ResourceChecks.Check(user);
                return user;
            default:
                if (Feed.Kind is null && row.TrueForAll(value => value.Field != "kind"))
                    throw Missing(RejectCodes.KindMissing);
                if (row.TrueForAll(value => value.Field != "time"))
                    throw Missing(RejectCodes.TimeMissing);
                var happened = PullFields.Event($"{Feed.Name}/{place.Id}", row);
                return Feed.Kind is { } kind ? happened with { Kind = kind } : happened;
        }
    }

    /// <summary>A fault of a row brings the field and its text as its message, which is in no language.</summary>
    private static string InChinese(TaojinException fault) => RejectWords.Of(fault.Code, isChinese: true) is { Length: > 0 } hint
        ? $"{fault.Message} {hint}"
        : string.Join(' ', FaultWords.Of(fault, isChinese: true) is var words ? [words.Message, words.Remedy] : Array.Empty<string>());

    private static TaojinException Missing(string code) => new(code, "", RejectCodes.HintOf(code));

    private (int Accepted, int Duplicate) Append(List<(PullCursor Place, object Made)> rows, PullRejects rejected)
    {
        var result = _workspace.Log.Append([.. rows.Select(row => (NewEvent)row.Made)]);
        foreach (var (row, status) in rows.Zip(result.Statuses).Where(each => each.Second.State == EventState.Rejected))
            rejected.Add(row.Place, status.Code!, RejectCodes.WordsOf(status.Code!));
        return (result.Accepted, result.Statuses.Count(status => status.State == EventState.Duplicate));
    }

    private int Put(List<(PullCursor Place, object Made)> rows)
    {
        if (Feed.Into == "items")
            (PutItems ?? _workspace.Resources.Items.Put)([.. rows.Select(row => (ItemRecord)row.Made)]);
        else
            (PutUsers ?? _workspace.Resources.Users.Put)([.. rows.Select(row => (UserRecord)row.Made)]);
        return rows.Count;
    }

    /// <summary>What stands within the overlap is read with each look; these rows need not be sent to the log again.</summary>
    private void Remember(PullCursor place)
    {
        if (!_taken.Add(place))
            return;
        _order.Enqueue(place);
        if (_order.Count > Remembered)
            _taken.Remove(_order.Dequeue());
    }
}

/// <summary>What one look took: <c>read = accepted + duplicate + rejected</c>.</summary>
/// <param name="Feed">Name of the feed.</param>
/// <param name="Read">Rows that were not taken by an earlier look of this process.</param>
/// <param name="Accepted">New in the log, or written.</param>
/// <param name="Duplicate">In the log already.</param>
/// <param name="Rejected">Set aside, each with its id, code and hint.</param>
public sealed record PullTurn(string Feed, int Read, int Accepted, int Duplicate, int Rejected)
{
    internal PullTurn And(PullTurn more) => new(Feed, Read + more.Read, Accepted + more.Accepted, Duplicate + more.Duplicate, Rejected + more.Rejected);
}
