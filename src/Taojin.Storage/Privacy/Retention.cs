using Taojin.Data;
using Taojin.Storage.Access;
using Taojin.Storage.Database;
using Taojin.Storage.Feeds;
using Taojin.Storage.Postgres;

namespace Taojin.Storage.Privacy;

/// <summary>Ends what is kept longer than <c>[privacy]</c> of taojin.toml says, and keeps the promises of erasure receipts.</summary>
public sealed class Retention
{
    private readonly Workspace _workspace;
    private readonly LogDatabase _database;
    private readonly TimeProvider _clock;
    private long? _ran;

    internal Retention(Workspace workspace, LogDatabase database, TimeProvider clock) => (_workspace, _database, _clock) = (workspace, database, clock);

    /// <summary>Goes through the workspace; the database file is written anew when rows went.</summary>
    public RetentionResult Run()
    {
        var (now, privacy) = (Instant.Of(_clock.GetUtcNow()), _workspace.Settings.Privacy);
        long events = 0, messages = 0;
        if (privacy.KeepEventsDays > 0)
            events = DeleteOlder(["retain_details", "retain_shadows", "retain_events"], now - TimeSpan.FromDays(privacy.KeepEventsDays));
        if (privacy.KeepMessagesDays > 0)
            messages = DeleteOlder(["retain_message_feedback", "retain_messages"], now - TimeSpan.FromDays(privacy.KeepMessagesDays));
        if (events + messages > 0 || (_database.Store is not null && privacy.KeepEventsDays + privacy.KeepMessagesDays > 0)) // another server may have deleted them
            _workspace.Log.WhileClosed(() => DatabaseRewrite.Run(Path.Combine(_workspace.Folder, Workspace.DatabaseFile), _workspace.Settings));
        _workspace.Privacy.FinishWaiting();
        _workspace.Privacy.Strike(now - TimeSpan.FromDays(privacy.RetrainDays));
        _workspace.Log.ForgetKeys();
        var imports = privacy.KeepImportsDays > 0 ? DeleteRejects(now - TimeSpan.FromDays(privacy.KeepImportsDays)) : 0;
        var (removed, overdue) = Models(now);
        _ran = _clock.GetTimestamp();
        return new(events, messages, imports, removed, overdue) { FeedFiles = EndFeedFiles(now), AuditFiles = privacy.KeepAuditDays > 0 ? new AuditFile(_workspace.Folder).End(now - TimeSpan.FromDays(privacy.KeepAuditDays)) : 0 };
    }

    /// <summary>How long ago it was last done whole, by real time; null while it was not.</summary>
    public TimeSpan? Since => _ran is { } ran ? _clock.GetElapsedTime(ran) : null;

    private int EndFeedFiles(Instant now)
    {
        var feeds = _workspace.Settings.Feeds;
        return feeds.KeepDays > 0 && FeedRemains.FolderOf(_workspace.Folder, feeds) is { } folder ? FeedRemains.End(folder, now - TimeSpan.FromDays(feeds.KeepDays)) : 0;
    }

    /// <returns>Rows that the last statement took.</returns>
    private long DeleteOlder(string[] statements, Instant before)
    {
        var rows = 0L;
        if (_database.Store is { } store)
        {
            using var write = new PostgresWrite(store, new(), isLong: true);
            foreach (var statement in statements)
                rows = write.Run(statement, ("before", before.Microseconds));
            write.Commit();
            store.Refresh();
            return rows;
        }
        _workspace.Log.WhileClosed(() =>
        {
            using var database = LogDatabase.Open(Path.Combine(_workspace.Folder, Workspace.DatabaseFile), _workspace.Settings);
            using (var transaction = database.Connection.BeginTransaction())
            {
                foreach (var statement in statements)
                    rows = database.Run(statement, ("before", before.Microseconds));
                transaction.Commit();
            }
        });
        return rows;
    }

    private int DeleteRejects(Instant before)
    {
        var folder = Path.Combine(_workspace.Folder, "imports");
        var old = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "rejects.csv", SearchOption.AllDirectories).Where(file => Instant.Of(new DateTimeOffset(File.GetLastWriteTimeUtc(file))) < before).ToArray()
            : [];
        foreach (var file in old)
            File.Delete(file);
        return old.Length;
    }

    /// <summary>Versions that learned from an erased person and whose time is over: those that do not answer go; those that do are named.</summary>
    private (IReadOnlyList<string> Removed, IReadOnlyList<string> Overdue) Models(Instant now)
    {
        var due = _workspace.Privacy.Receipts().Where(receipt => receipt.Remains.Any(trace => trace.Until <= now)).Select(receipt => receipt.Finished).DefaultIfEmpty(Instant.Earliest).Max();
        var store = _workspace.Models;
        var (answering, removed, overdue) = (store.Aliases().Values.ToHashSet(), new List<string>(), new List<string>());
        foreach (var version in store.Versions().Where(version => store.CardOf(version).WrittenAt < due))
        {
            (answering.Contains(version) ? overdue : removed).Add(version.ToString());
            if (!answering.Contains(version))
                store.Delete(version);
        }
        return (removed, overdue);
    }
}

/// <summary>What was ended.</summary>
/// <param name="Events">Events that were too old.</param>
/// <param name="Messages">Messages that were too old.</param>
/// <param name="Rejects">Files of rejected rows that were too old.</param>
/// <param name="ModelsRemoved">Versions that an erasure receipt promised to end.</param>
/// <param name="ModelsOverdue">Versions that should have ended and still answer: train and publish anew.</param>
public sealed record RetentionResult(long Events, long Messages, int Rejects, IReadOnlyList<string> ModelsRemoved, IReadOnlyList<string> ModelsOverdue)
{
    /// <summary>Files of the watched folder, taken or set aside, that were too old.</summary>
    public int FeedFiles { get; init; }

    /// <summary>Months of the audit log that were too old.</summary>
    public int AuditFiles { get; init; }
}
