using Npgsql;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Import;
using Taojin.Storage.Privacy;

namespace Taojin.Storage.Postgres;

/// <summary>A shop whose truth is in PostgreSQL. The workspace's DuckDB file is a snapshot of it, which is brought up to date before it is read.</summary>
/// <remarks>Safe for several threads. Several processes may work on one store, each with a snapshot of its own.</remarks>
internal sealed class PostgresStore : IDisposable
{
    private readonly Snapshot? _snapshot;
    private string? _aliases;
    private long? _number;
    private Action<string, Purposes>? _hears;
    private long _heard;

    private PostgresStore(PostgresAddress address, TimeProvider clock, LogDatabase? file)
    {
        (Address, Clock, Source) = (address, clock, address.Open());
        _snapshot = file is null ? null : new(this, file);
    }

    /// <summary>Where it is, without what opens it.</summary>
    public PostgresAddress Address { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Connections.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Connects, brings the tables to this program's schema and the snapshot up to date.</summary>
    /// <exception cref="TaojinException">store.*: it is not there, does not let us in, or is newer than this program.</exception>
    public static PostgresStore Open(string address, LogDatabase file, TimeProvider clock) => Opened(address, file, clock);

    /// <summary>The same for appending and for queries of its own: there is no snapshot.</summary>
    public static PostgresStore OpenWithoutSnapshot(string address, TimeProvider clock) => Opened(address, null, clock);

    private static PostgresStore Opened(string address, LogDatabase? file, TimeProvider clock)
    {
        var store = new PostgresStore(PostgresAddress.Parse(address), clock, file);
        try
        {
            PostgresMigrations.Apply(store);
            store.Refresh();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Number of this opening of the store, which no other one has.</summary>
    public long ServerNumber => _number ??= Read("server_number", row => row.GetInt64(0))[0];

    /// <summary>Names of users that writers use here; null while nobody asks whether they are those of the store.</summary>
    public Pseudonyms? Names { get; set; }

    /// <summary>Brings the snapshot up to date.</summary>
    public void Refresh() => _snapshot?.Refresh();

    /// <summary>Begins a transaction of few rows, whose indexes are those of the snapshot as it is now.</summary>
    public PostgresWrite Write()
    {
        Refresh();
        return new(this, _snapshot!.Ids());
    }

    /// <summary>Begins an import; one at a time, over all processes. Waits for its turn.</summary>
    public PostgresWrite BeginImport()
    {
        var write = new PostgresWrite(this, new LogIds(), isLong: true);
        try
        {
            write.Run("lock_imports");
            write.Run("begin_long");
            return write;
        }
        catch
        {
            write.Dispose();
            throw;
        }
    }

    /// <summary>What PostgreSQL showed when the copy was taken that the log was last read from: who follows is told of what came since.</summary>
    public string ReadUntil { get; private set; } = Snapshot.NothingSeen;

    /// <summary>Is called now and then while somebody follows the events: other servers may have asked for something.</summary>
    public Action? Asked { get; set; }

    /// <summary>Is called as often: another server may have rotated the key of pseudonyms.</summary>
    public Action? Turned { get; set; }

    /// <summary>Is called when other models answer than before.</summary>
    public Action? ModelsMoved { get; set; }

    /// <summary>Somebody reads the log in the transaction of a connection to the copy.</summary>
    public void IsReadBy(LogDatabase copy) => ReadUntil = Snapshot.CursorOf(copy)?.Seen ?? Snapshot.NothingSeen;

    /// <summary>Looks whether other models answer than the last time, and tells who wants to know.</summary>
    public void TellModels()
    {
        if (ModelsMoved is not { } moved)
            return;
        var aliases = string.Join('\n', Read("aliases_read", row => $"{row.GetString(0)} {row.GetString(1)}"));
        if (_aliases != aliases) // the first time too: what was published while the shop was opened
            moved();
        _aliases = aliases; // only now: a model that could not be read this time is tried again the next
    }

    /// <summary>Lets somebody hear what users allow, whichever server they say it through.</summary>
    public void FollowConsents(Action<string, Purposes> hear) => _hears = hear;

    /// <summary>Tells what users said since the last time.</summary>
    public void TellConsents()
    {
        if (_hears is not { } hear)
            return;
        foreach (var (number, userId, allowed) in Read("consents_since", row => (row.GetInt64(0), row.GetString(1), (Purposes)row.GetInt16(2)), ("after", _heard)))
        {
            hear(userId, allowed);
            _heard = Math.Max(_heard, number);
        }
    }

    /// <summary>Rows of a query, read whole. A connection that has idled may be dead; to read again is safe.</summary>
    public List<T> Read<T>(string name, Func<NpgsqlDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        for (var isSecond = false; ; isSecond = true)
        {
            try
            {
                return [.. Stream(name, read, parameters)];
            }
            catch (NpgsqlException fault)
            {
                if (isSecond || !PostgresFaults.IsAway(fault))
                    throw Explained(fault);
                Source.Clear();
            }
        }
    }

    /// <summary>Rows of a query, one after another; faults of the server come as they are.</summary>
    public IEnumerable<T> Stream<T>(string name, Func<NpgsqlDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        using var connection = Source.OpenConnection();
        using var command = connection.Sql(name, parameters);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return read(reader);
    }

    /// <summary>A fault as people see it.</summary>
    public TaojinException Explained(NpgsqlException fault)
    {
        var said = PostgresFaults.Of(fault, Address);
        if (said.Code.StartsWith("store.", StringComparison.Ordinal))
            Fault = said.Code;
        return said;
    }

    /// <summary>Code of what the last call met that the store did not answer; null when it does.</summary>
    public string? Fault { get; private set; }

    /// <summary>It answered. A standby answers too, until something is to be written.</summary>
    public void Answered(bool isWritten)
    {
        if (isWritten || Fault != "store.standby")
            Fault = null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Source.Dispose();
    }
}
