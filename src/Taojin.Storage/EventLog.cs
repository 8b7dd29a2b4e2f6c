using System.Runtime.ExceptionServices;
using DuckDB.NET.Data;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Import;
using Taojin.Storage.Live;
using Taojin.Storage.Postgres;

namespace Taojin.Storage;

/// <summary>The append-only log of what happened, with the tables of users, items and reviews beside it.</summary>
/// <remarks>Safe for several threads: writes wait for each other, reads see what was committed when they began.</remarks>
public sealed class EventLog
{
    private readonly LogDatabase _database;
    private readonly WorkspaceSettings _settings;
    private readonly TimeProvider _clock;
    private readonly string _folder;
    private readonly Lock _write = new();
    private LogIds? _ids;
    private LiveIdentity? _known;
    private long? _nextEventNo;

    internal EventLog(LogDatabase database, string folder, WorkspaceSettings settings, TimeProvider clock) =>
        (_database, _folder, _settings, _clock) = (database, folder, settings, clock);

    /// <summary>Imports a file or folder: all of it is durable when this returns, and nothing of it when it throws.</summary>
    /// <param name="source">What to import and how to read it.</param>
    /// <param name="progress">Told every 16 thousand rows, on the calling thread.</param>
    /// <param name="cancellation">Ends the import; then nothing of it is kept.</param>
    /// <exception cref="TaojinException">Codes <c>import.*</c>: what the file cannot say and must be told, or what cannot be read.</exception>
    public ImportReceipt Import(SourceRequest source, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        lock (_write)
        {
            var started = _clock.GetTimestamp();
            ImportReceipt receipt;
            try
            {
                receipt = Write(source, started, progress, cancellation);
            }
            catch (Exception exception)
            {
                (_ids, _nextEventNo) = (null, null); // what was given in the lost transaction is given anew
                throw Explained(exception);
            }
            (_known, _nextEventNo) = (null, null);
            Checkpoint();
            receipt = receipt with { Seconds = _clock.GetElapsedTime(started).TotalSeconds };
            DurableFile.Write(Path.Combine(_folder, "imports", receipt.ImportId, "receipt.json"), ReceiptJson.Write(receipt));
            return receipt;
        }
    }

    /// <summary>Adds live events: those accepted are on disk when this returns. One transaction a call, so give many at once.</summary>
    /// <returns>What became of each event; an unknown user or item is new, not a fault.</returns>
    public AppendResult Append(IReadOnlyList<NewEvent> events)
    {
        if (_database.Store is { } store)
            return store.Append(events, PlausibleRange());
        lock (_write)
        {
            try
            {
                _ids ??= LogIds.Load(_database);
                _known ??= LiveIdentity.Load(_database, Instant.Of(_clock.GetUtcNow()));
                _nextEventNo ??= _database.Number("events_next_no");
                var result = new LiveAppend(_database, _ids, _known, PlausibleRange()).Append(events, _nextEventNo.Value);
                _nextEventNo += result.Accepted;
                return result;
            }
            catch (Exception exception)
            {
                (_ids, _known, _nextEventNo) = (null, null, null);
                throw Explained(exception);
            }
        }
    }

    /// <summary>Receipts of all finished imports, in order.</summary>
    public IReadOnlyList<ImportReceipt> Imports()
    {
        var receipts = new List<ImportReceipt>();
        using var snapshot = _database.Duplicate();
        using var command = snapshot.Command("imports_receipts");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            receipts.Add(ReceiptJson.Read(reader.GetString(0)));
        return receipts;
    }

    /// <summary>The whole log in memory, by columns, in order of time; equal times in the order of the log.</summary>
    /// <param name="before">Leaves out events at or after a moment; ids of users and items stay.</param>
    public ShopLog Read(Instant? before = null)
    {
        using var snapshot = _database.Duplicate();
        using var transaction = snapshot.Connection.BeginTransaction();
        return LogReading.Read(snapshot, before ?? Instant.Latest);
    }

    /// <summary>Counts what the workspace holds.</summary>
    public LogSummary Summary()
    {
        using var snapshot = _database.Duplicate();
        using var transaction = snapshot.Connection.BeginTransaction();
        return LogReading.Summary(snapshot);
    }

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

    private Exception Explained(Exception exception)
    {
        if (exception is DuckDBException)
        {
            return new TaojinException(
                "log.write-failed",
                $"The database refused the write: {exception.Message}",
                "Nothing of it was kept. Check disk space and memory_limit_gb in taojin.toml, then run it again.",
                exception);
        }
        if (exception is Npgsql.NpgsqlException fault && _database.Store is { } store)
            return store.Explained(fault);
        if (exception is IOException or UnauthorizedAccessException)
        {
            throw new TaojinException(
                "log.io-failed", $"A file could not be read or written: {exception.Message}", "Nothing of it was kept. Check the disk, and who may read and write there, then run it again.", exception);
        }
        ExceptionDispatchInfo.Throw(exception);
        return exception;
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
        scope.Progress?.Report(new("save", receipt.Read, scope.TotalBytes, scope.TotalBytes));
        write.Commit();
        return receipt;
    }

    private ImportScope ScopeOf(SourceRequest source, IStoreWrite write, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        var number = (int)write.Number("imports_next_id");
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "imports", ImportRun.IdOf(number))).FullName;
        var (earliest, latest) = PlausibleRange();
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
            Rejects = new RejectsFile(Path.Combine(folder, "rejects.csv")),
            TotalBytes = DurableFile.SizeOf(source.Path),
            Progress = progress,
            Cancellation = cancellation,
        };
    }

    private (long Earliest, long Latest) PlausibleRange() =>
        (_settings.PlausibleFrom.Microseconds, (Instant.Of(_clock.GetUtcNow()) + TimeSpan.FromHours(_settings.PlausibleAheadHours)).Microseconds);
}
