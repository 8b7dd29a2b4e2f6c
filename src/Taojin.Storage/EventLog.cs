using System.Globalization;
using DuckDB.NET.Data;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Import;
using Taojin.Storage.Live;
using Taojin.Storage.Postgres;
using Taojin.Storage.Privacy;

namespace Taojin.Storage;

/// <summary>The append-only log of what happened, with the tables of users, items and reviews beside it.</summary>
/// <remarks>
/// Safe for several threads: imports wait for each other, reads see what was acknowledged when they began. Live events stand in a journal
/// before they stand in the database, which takes them over once a second, before anything reads it, and at the next start after a kill.
/// </remarks>
public sealed partial class EventLog : IDisposable
{
    private static readonly TimeSpan DrainEvery = TimeSpan.FromSeconds(1);
    private readonly LogDatabase _database;
    private readonly WorkspaceSettings _settings;
    private readonly TimeProvider _clock;
    private readonly string _folder;
    private readonly Lock _write = new();
    private LogIds? _ids;
    private readonly Journal _journal;
    private readonly ILiveLog _live;
    private readonly ITimer _drains;
    private long? _nextEventNo;
    private Action<ImportedRows>? _imported;
    private bool _isAfterImport; // an import may have brought what waits in the journal too

    internal EventLog(LogDatabase database, Journal journal, (string Folder, WorkspaceSettings Settings, Pseudonyms Names) shop, TimeProvider clock)
    {
        (_database, _journal, _folder, _settings, Pseudonyms, _clock) = (database, journal, shop.Folder, shop.Settings, shop.Names, clock);
        _live = database.Store is { } store ? new PostgresLive(store) : new LiveLog(database, _journal, clock);
        lock (_write)
            DrainJournal();
        database.Settle = database.Store is { } shared ? shared.Refresh : Drain;
        _drains = clock.CreateTimer(_ => DrainIfIdle(), null, DrainEvery, DrainEvery);
    }

    /// <summary>Imports a file or folder: all of it is durable when this returns, and nothing of it when it throws.</summary>
    /// <param name="source">What to import and how to read it.</param>
    /// <param name="progress">Told every 16 thousand rows, on the calling thread.</param>
    /// <param name="cancellation">Ends the import; then nothing of it is kept.</param>
    /// <exception cref="TaojinException">Codes <c>import.*</c>: what the file cannot say and must be told, or what cannot be read.</exception>
    public ImportReceipt Import(SourceRequest source, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        var receipt = Imported(source, progress, cancellation);
        _imported?.Invoke(new(_database, receipt));
        return receipt;
    }

    private ImportReceipt Imported(SourceRequest source, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        lock (_write)
        {
            var started = _clock.GetTimestamp();
            DrainJournal();
            ImportReceipt receipt;
            try
            {
                receipt = Write(source, started, progress, cancellation);
            }
            catch (Exception exception)
            {
                (_ids, _nextEventNo) = (null, null); // what was given in the lost transaction is given anew
                throw LogFaults.Explained(exception, _database.Store);
            }
            _nextEventNo = null;
            receipt = receipt with { Seconds = _clock.GetElapsedTime(started).TotalSeconds };
            SettleAfter(receipt);
            return receipt;
        }
    }

    /// <summary>Adds live events: those accepted are on disk when this returns. Callers on several threads share flushes; one alone waits for a flush a call.</summary>
    /// <returns>What became of each event; an unknown user or item is new, not a fault.</returns>
    /// <exception cref="TaojinException">storage.full, storage.busy: nothing of it was kept.</exception>
    public AppendResult Append(IReadOnlyList<NewEvent> events) => AppendAsync(events).GetAwaiter().GetResult();

    /// <summary>Whether it was closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Adds live events: those accepted are on disk when the task ends.</summary>
    /// <param name="events">The events.</param>
    /// <param name="key">Lets a repeated call find the answer of the first; null for none.</param>
    /// <returns>What became of each event; an unknown user or item is new, not a fault.</returns>
    /// <exception cref="TaojinException">storage.full, storage.busy: nothing of it was kept; request.key-reused.</exception>
    public Task<AppendResult> AppendAsync(IReadOnlyList<NewEvent> events, IdempotencyKey? key = null) => _live.Append(Named(events), PlausibleNow(), Hidden(key), isOwn: false);

    /// <summary>Notes what a list showed, under ids made of the list's and the place; on disk when the task ends.</summary>
    /// <param name="events">What was shown, each with its request and its place; an <see cref="NewEvent.EventId"/> is given here.</param>
    /// <exception cref="TaojinException">storage.full, storage.busy: nothing of it was kept.</exception>
    public Task<AppendResult> KeepShownAsync(IReadOnlyList<NewEvent> events) =>
        _live.Append(Named([.. events.Select(shown => shown with { EventId = LiveIdentity.OfShown(shown.RequestId!, shown.Position!.Value) })]), PlausibleNow(), null, isOwn: true);

    /// <summary>Keeps a list that was made beside a shown one; durable when the task ends. A user without any event is not known yet and leaves none.</summary>
    public Task KeepShadowAsync(ShadowList list) => _live.Append(list);

    /// <summary>Lets somebody follow the live events: they are told in the order of the log, when they are durable and before that is acknowledged. On one thread.</summary>
    public void Follow(Action<IReadOnlyList<NewEvent>> follower) => _live.Follower += follower;

    /// <summary>Lets somebody follow the imports: they are told when all of one is durable, before it is acknowledged, on its thread.</summary>
    public void FollowImports(Action<ImportedRows> follower) => _imported += follower;

    /// <summary>The group of live events that who follows is told of, or was last; null where a store of its own tells of them.</summary>
    public long? Told => _database.Store is null ? _journal.Last : null;

    /// <summary>Takes over into the database what was acknowledged so far. Every reader does that first; copies of the database file need it too.</summary>
    /// <remarks>While the disk has no room for it the journal keeps the events, and reads see the database without them.</remarks>
    public void Drain()
    {
        if (_journal.UndrainedBytes == 0)
            return;
        lock (_write)
            if (!IsClosed && _journal.CanDrain)
                DrainJournal();
    }

    /// <summary>Copies the database as it is now, with all that was acknowledged. Events that come meanwhile wait in the journal.</summary>
    /// <param name="file">Where to; it must not be there.</param>
    internal void CopyTo(string file)
    {
        lock (_write)
        {
            DrainJournal();
            Checkpoint();
            File.Copy(_database.File, file);
            if (File.Exists(_database.File + ".wal")) // somebody reads, and the checkpoint waits for that
                File.Copy(_database.File + ".wal", file + ".wal");
        }
    }

    /// <summary>Takes over all that was acknowledged and leaves none of its bytes in the journal. The caller holds the turn to write.</summary>
    private void DrainWholly()
    {
        _journal.Seal();
        DrainJournal(isForced: true);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _drains.Dispose();
        lock (_write)
        {
            if (IsClosed)
                return;
            IsClosed = true;
            _live.Dispose();
            try
            {
                DrainWholly();
            }
            catch (Exception fault) when (fault is TaojinException or DuckDBException or IOException)
            {
                // The journal keeps what the database could not take; the next start takes it over.
            }
            _journal.Dispose();
        }
    }

    /// <summary>Names of users in the workspace.</summary>
    internal Pseudonyms Pseudonyms { get; }

    /// <summary>Where in a shared store the log was read to last, as <see cref="LogCursor"/> reads it; null where the log is a file of its own.</summary>
    public string? ReadUntil => _database.Store?.ReadUntil;

    private IReadOnlyList<NewEvent> Named(IReadOnlyList<NewEvent> events) =>
        Pseudonyms.IsOn ? [.. events.Select(each => each with { UserId = Pseudonyms.Of(each.UserId) })] : events;

    /// <summary>Changes the tables beside the log in one transaction that nobody else writes in: durable when this returns, and nothing of it when it throws.</summary>
    /// <exception cref="TaojinException">store.write-unsupported: the shop is in a PostgreSQL, which this change does not reach.</exception>
    internal T Change<T>(Func<LogDatabase, LogIds, T> work)
    {
        if (_database.Store is not null)
            throw LogDatabase.Unsupported("This change");
        lock (_write)
        {
            try
            {
                DrainJournal();
                _ids ??= LogIds.Load(_database);
                using var transaction = _database.Connection.BeginTransaction();
                var result = work(_database, _ids);
                transaction.Commit();
                return result;
            }
            catch (Exception exception)
            {
                _ids = null; // what was given in the lost transaction is given anew
                throw LogFaults.Explained(exception, _database.Store);
            }
        }
    }

    /// <summary>Writes in one transaction of the store, whichever it is; the ids that the work names are its own to save.</summary>
    internal T Put<T>(Func<ITables, LogIds, T> work)
    {
        if (_database.Store is not { } store)
            return Change((database, ids) => work(database, ids));
        using var write = new PostgresWrite(store, new LogIds());
        var result = work(write, write.Ids);
        write.Commit();
        return result;
    }

    /// <summary>Receipts of all finished imports, in order.</summary>
    public IReadOnlyList<ImportReceipt> Imports()
    {
        var receipts = new List<ImportReceipt>();
        using var snapshot = _database.Duplicate();
        using var command = snapshot.Command("imports_receipts");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            receipts.Add(ReceiptJson.Read(reader.GetString(0)) with { Finished = new(reader.GetInt64(1)) });
        return receipts;
    }

    /// <summary>The whole log in memory, by columns, in order of time; equal times in the order of the log.</summary>
    /// <param name="before">Leaves out events at or after a moment; ids of users and items stay.</param>
    public ShopLog Read(Instant? before = null)
    {
        using var snapshot = _database.Duplicate();
        using var transaction = snapshot.Connection.BeginTransaction();
        _database.Store?.IsReadBy(snapshot);
        return LogReading.Read(snapshot, before ?? Instant.Latest);
    }

    /// <summary>The whole log as <see cref="Read"/> gives it, and how far it goes.</summary>
    public (ShopLog Log, LogMark Until) ReadMarked()
    {
        using var snapshot = _database.Duplicate();
        using var transaction = snapshot.Connection.BeginTransaction();
        return (LogReading.Read(snapshot, Instant.Latest), new(snapshot.Number("journal_drained"), (int)snapshot.Number("imports_next_id") - 1));
    }

    /// <summary>Counts what the workspace holds.</summary>
    public LogSummary Summary()
    {
        using var snapshot = _database.Duplicate();
        using var transaction = snapshot.Connection.BeginTransaction();
        return LogReading.Summary(snapshot);
    }

    private void DrainIfIdle()
    {
        if (!_write.TryEnter())
            return; // an import or another drain has its turn
        try
        {
            if (!IsClosed && _journal.UndrainedBytes > 0 && _journal.CanDrain)
                DrainJournal();
        }
        catch (Exception fault) when (fault is TaojinException or DuckDBException or IOException)
        {
            // Nothing is lost: the journal keeps the events, and the next turn tries again.
        }
        finally
        {
            _write.Exit();
        }
    }

    /// <summary>An import is durable by now: what cannot be done after it (on a full disk, mostly) is put off and does not take it back.</summary>
    private void SettleAfter(ImportReceipt receipt)
    {
        Task.WhenAny(_live.Learn(int.Parse(receipt.ImportId, CultureInfo.InvariantCulture))).Wait(CancellationToken.None); // events on their way may fail: that is their callers' affair
        _isAfterImport = true;
        try
        {
            DrainJournal();
            Checkpoint();
            DurableFile.Write(Path.Combine(_folder, "imports", receipt.ImportId, "receipt.json"), ReceiptJson.Write(receipt));
        }
        catch (Exception fault) when (fault is TaojinException or IOException or UnauthorizedAccessException)
        {
            // The journal keeps what waits for the next drain, and the receipt stands in the table of imports too.
        }
    }

    private void DrainJournal(bool isForced = false)
    {
        if (_journal.UndrainedBytes == 0 && !isForced)
        {
            _isAfterImport = false;
            return;
        }
        try
        {
            JournalDrain? drain = null; // ids take a while to load, and are not needed for what the database holds already
            _journal.Drain((groups, first) => (drain ??= NewDrain()).Write(groups, first));
            _nextEventNo = drain?.NextEventNo ?? _nextEventNo;
            _live.Drained();
            _isAfterImport = false;
        }
        catch (Exception exception)
        {
            (_ids, _nextEventNo) = (null, null);
            throw LogFaults.Explained(exception, _database.Store);
        }
    }

    private JournalDrain NewDrain() => new(
        _database, _ids ??= LogIds.Load(_database), _database.Number("journal_drained"), _nextEventNo ??= _database.Number("events_next_no")) { IsAfterImport = _isAfterImport, Names = Pseudonyms };

    /// <summary>Writes the log of changes into the file; while somebody reads, that waits for a later time, and nothing is lost by it.</summary>
    private void Checkpoint()
    {
        try
        {
            _database.Run("checkpoint");
        }
        catch (DuckDBException) when (_database.Connection.State == System.Data.ConnectionState.Open)
        {
            // What was committed is on disk in shop.duckdb.wal, and is taken over at the next checkpoint or start.
        }
    }

    private ImportReceipt Write(SourceRequest source, long started, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        using IStoreWrite write = _database.Store is { } store ? store.BeginImport() : DuckWrite.On(_database);
        var scope = ScopeOf(source, write, progress, cancellation);
        using var rejects = scope.Rejects;
        var outcome = new ImportRun(write, scope, scope.FirstEventNo == 0).Read(source);
        scope.Rejects.Complete();
        var receipt = outcome.Receipt(scope, source) with
        {
            RejectsFile = scope.Rejects.Path,
            Seconds = _clock.GetElapsedTime(started).TotalSeconds,
        };
        write.Run(
            "imports_add",
            ("import_id", scope.ImportNumber),
            ("source", receipt.Source),
            ("finished", Instant.Of(_clock.GetUtcNow()).Microseconds),
            ("receipt", ReceiptJson.Write(receipt)));
        if (source.Name is null && FolderOf(source.Path) is { } folder)
            _database.Run("import_folders_add", ("folder", folder));
        scope.Progress?.Report(new("save", receipt.Read, scope.TotalBytes, scope.TotalBytes));
        write.Commit();
        return receipt;
    }

    private static string? FolderOf(string path) => Directory.Exists(path) ? Path.GetFullPath(path) : Path.GetDirectoryName(Path.GetFullPath(path));

    private ImportScope ScopeOf(SourceRequest source, IStoreWrite write, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        var number = (int)write.Number("imports_next_id");
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "imports", ImportRun.IdOf(number))).FullName;
        var (earliest, latest) = Plausible(_settings.PlausibleAheadHours);
        return new ImportScope
        {
            ImportNumber = number,
            FirstEventNo = write.Number("events_next_no"),
            Settings = _settings,
            Earliest = earliest,
            Latest = latest,
            Ids = (write as PostgresWrite)?.Ids ?? (_ids ??= LogIds.Load(_database)),
            Facts = new(),
            Tables = new(),
            Pseudonyms = Pseudonyms,
            Rejects = new RejectsFile(Path.Combine(folder, "rejects.csv")) { IsWithheld = Pseudonyms.IsOn },
            TotalBytes = DurableFile.SizeOf(source.Path),
            Progress = progress,
            Cancellation = cancellation,
        };
    }

    private (long Earliest, long Latest) PlausibleNow() => Plausible(Math.Min(_settings.PlausibleAheadHours, _settings.PlausibleLiveMinutes / 60));

    private (long Earliest, long Latest) Plausible(double aheadHours) =>
        (_settings.PlausibleFrom.Microseconds, (Instant.Of(_clock.GetUtcNow()) + TimeSpan.FromHours(aheadHours)).Microseconds);
}
