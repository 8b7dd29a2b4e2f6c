using System.Data;
using Npgsql;
using Taojin.Data;
using Taojin.Storage.Privacy;

namespace Taojin.Storage.Postgres;

/// <summary>The log in PostgreSQL as the nodes of a cluster use it: any of them appends, each partition of users reads its own part by a cursor.</summary>
/// <remarks>Safe for several threads and processes. Nothing is kept here but connections.</remarks>
public sealed class PartitionedLog : IPartLog, IDisposable
{
    private const string NothingSeen = "1:1:";
    private static readonly TimeSpan PlausibleAhead = TimeSpan.FromMinutes(new WorkspaceSettings().PlausibleLiveMinutes);
    private readonly PostgresStore _store;
    private readonly PostgresLive _live;
    private readonly SharedPseudonyms _shared;
    private readonly TimeProvider _clock;

    private PartitionedLog(PostgresStore store, Pseudonyms names, TimeProvider clock) => (_store, _live, _shared, Names, _clock) = (store, new(store), new(store, names), names, clock);

    /// <summary>What users are called in the log.</summary>
    public Pseudonyms Names { get; }

    /// <summary>Connects, and brings the tables to this program's schema.</summary>
    /// <param name="address">Such as <c>postgres://user:${SHOP_PASSWORD}@host:5432/database</c>.</param>
    /// <param name="clock">Says what is still to come, and so implausible.</param>
    /// <param name="names">The keys of pseudonyms that the shop uses; null: none.</param>
    /// <exception cref="TaojinException">store.*: it is not there, does not let us in, or is newer than this program; privacy.key-missing: users stand in it under other keys.</exception>
    public static PartitionedLog Open(string address, TimeProvider clock, Pseudonyms? names = null)
    {
        var own = names ?? Pseudonyms.None;
        own = own.At(own.Generation); // a workspace turns to new names together with its files, and not before
        var log = new PartitionedLog(PostgresStore.OpenWithoutSnapshot(address, clock), own, clock);
        try
        {
            log._shared.Join();
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>Adds live events; those accepted are durable when the task ends, and those of a known id are there once. Calls that come together share a transaction.</summary>
    /// <exception cref="TaojinException">store.unreachable, store.in-doubt, storage.busy: send them again, with the same ids.</exception>
    /// <remarks>Users get their pseudonyms here, whichever process takes the events; after a rotation of the key this process follows it.</remarks>
    public async Task<AppendResult> AppendAsync(IReadOnlyList<NewEvent> events)
    {
        try
        {
            return await WriteAsync(events);
        }
        catch (TaojinException turned) when (turned.Code == "privacy.key-rotated")
        {
            _shared.Join();
            return await WriteAsync(events);
        }
    }

    private Task<AppendResult> WriteAsync(IReadOnlyList<NewEvent> events) => _live.Append(
        Names.IsOn ? [.. events.Select(each => each with { UserId = Names.Of(each.UserId) })] : events, (0, (Instant.Of(_clock.GetUtcNow()) + PlausibleAhead).Microseconds), null, isOwn: false);

    /// <inheritdoc />
    public Task<PartNews> ReadAsync(int part, string? seen) => RetriedAsync(async connection =>
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        var (now, isTakenBack, isSortedAnew) = (await RowsAsync(connection.Sql("part_seen", ("part", (short)part), ("seen", seen ?? NothingSeen)), row => (row.GetString(0), row.GetBoolean(1), row.GetBoolean(2))))[0];
        return new PartNews(await RowsAsync(connection.Sql("part_events", ("part", (short)part), ("seen", seen ?? NothingSeen)), EventOf), now)
        {
            IsTakenBack = seen is not null && isTakenBack,
            IsSortedAnew = seen is not null && isSortedAnew,
        };
    });

    /// <inheritdoc />
    public Task<IReadOnlyList<PartEvent>> EventsOfAsync(int part, IReadOnlyCollection<string> users, string seen) => users.Count == 0 ? Task.FromResult<IReadOnlyList<PartEvent>>([]) : RetriedAsync<IReadOnlyList<PartEvent>>(async connection =>
        await RowsAsync(connection.Sql("part_events_of", ("part", (short)part), ("users", users.ToArray()), ("seen", seen)), EventOf));

    /// <inheritdoc />
    public Task<Dictionary<string, string>> CategoriesOfAsync(IReadOnlyCollection<string> items) => items.Count == 0 ? Task.FromResult(new Dictionary<string, string>()) : RetriedAsync(async connection =>
        (await RowsAsync(connection.Sql("part_categories", ("items", items.ToArray())), row => (row.GetString(0), row.GetString(1)))).ToDictionary(row => row.Item1, row => row.Item2, StringComparer.Ordinal));

    /// <inheritdoc />
    public Task<(string Seen, byte[] State)?> StateOfAsync(int part) => RetriedAsync(async connection =>
        await RowsAsync(connection.Sql("part_state_read", ("part", (short)part)), row => (row.GetString(0), row.GetFieldValue<byte[]>(1))) is [var kept, ..] ? kept : ((string, byte[])?)null);

    /// <inheritdoc />
    public Task KeepStateAsync(int part, string seen, byte[] state) => RetriedAsync(async connection =>
    {
        await using var command = connection.Sql("part_state_write", ("part", (short)part), ("seen", seen), ("state", state));
        return await command.ExecuteNonQueryAsync();
    });

    /// <inheritdoc />
    public void Dispose()
    {
        _live.Dispose();
        _store.Dispose();
    }

    private static PartEvent EventOf(NpgsqlDataReader row) =>
        new(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), (EventKind)row.GetInt16(2), new(row.GetInt64(3))) { Rating = row.IsDBNull(4) ? float.NaN : row.GetFloat(4), Tx = row.GetInt64(5) };

    private static async Task<List<T>> RowsAsync<T>(NpgsqlCommand query, Func<NpgsqlDataReader, T> read)
    {
        await using var command = query;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>A connection that has idled may be dead; each of these calls may safely be made again.</summary>
    private async Task<T> RetriedAsync<T>(Func<NpgsqlConnection, Task<T>> call)
    {
        for (var isSecond = false; ; isSecond = true)
        {
            try
            {
                await using var connection = await _store.Source.OpenConnectionAsync();
                return await call(connection);
            }
            catch (NpgsqlException fault)
            {
                if (isSecond || !PostgresFaults.IsAway(fault))
                    throw _store.Explained(fault);
                _store.Source.Clear();
            }
        }
    }
}
