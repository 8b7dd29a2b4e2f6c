using System.Collections.Concurrent;
using System.Data;
using Npgsql;
using Taojin.Data;
using Taojin.Storage.Import;
using Taojin.Storage.Live;
using Taojin.Storage.Privacy;

namespace Taojin.Storage.Postgres;

/// <summary>Live events on their way into the store: calls that come while a transaction runs share the next one.</summary>
internal sealed class PostgresLive(PostgresStore store) : ILiveLog
{
    private static readonly TimeSpan Follows = TimeSpan.FromSeconds(5), Pause = TimeSpan.FromMilliseconds(20); // for how long events wait for a server that has not followed a rotation yet
    private const int MostEvents = 4 * EventBatch.Capacity, MostWaiting = 1 << 19;
    private readonly BlockingCollection<PostgresCall> _waiting = [];
    private readonly Lock _starting = new();
    private readonly PostgresNews _news = new(store);
    private readonly KnownIds _known = new();
    private NpgsqlConnection? _connection;
    private Thread? _writer;
    private int _events;

    /// <inheritdoc />
    public Action<IReadOnlyList<NewEvent>>? Follower { get => _news.Follower; set => _news.Follower = value; }

    /// <inheritdoc />
    public async Task<AppendResult> Append(IReadOnlyList<NewEvent> events, (long Earliest, long Latest) plausible, IdempotencyKey? key, bool isOwn)
    {
        if (Volatile.Read(ref _events) > MostWaiting)
            throw new TaojinException("storage.busy", "More events wait to be written than the store takes.", "Send them again in a second.");
        var call = new PostgresCall(events, plausible, key, null);
        Take(call);
        return await call.Done.Task.ConfigureAwait(false);
    }

    /// <inheritdoc />
    public Task Append(ShadowList list)
    {
        var call = new PostgresCall([], default, null, list);
        Take(call);
        return call.Done.Task;
    }

    /// <inheritdoc />
    public Task Learn(int import) => Task.CompletedTask; // the store knows its events by itself

    /// <inheritdoc />
    public void Drained()
    {
        // There is no journal.
    }

    /// <summary>Writes what waits, and ends.</summary>
    public void Dispose()
    {
        _news.Dispose();
        _waiting.CompleteAdding();
        _writer?.Join();
        _waiting.Dispose();
        _connection?.Dispose();
    }

    private void Take(PostgresCall call)
    {
        if (Volatile.Read(ref _writer) is null)
        {
            lock (_starting)
            {
                if (_writer is null)
                {
                    var writer = new Thread(WriteAll) { IsBackground = true, Name = "store-writer" };
                    writer.Start();
                    Volatile.Write(ref _writer, writer);
                }
            }
        }
        Interlocked.Add(ref _events, call.Events.Count);
        _waiting.Add(call);
    }

    private void WriteAll()
    {
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            var calls = new List<PostgresCall> { first };
            for (var events = first.Events.Count; events < MostEvents && _waiting.TryTake(out var next); events += next.Events.Count)
                calls.Add(next);
            try
            {
                AddTwice(calls);
            }
            catch (Exception fault)
            {
                foreach (var call in calls)
                    call.Done.TrySetException(fault);
            }
            Interlocked.Add(ref _events, -calls.Sum(call => call.Events.Count));
        }
    }

    /// <summary>A connection that has idled may be dead: until the commit is sent nothing is kept, and another try is safe.</summary>
    private void AddTwice(List<PostgresCall> calls)
    {
        var start = store.Clock.GetTimestamp();
        for (var isSecond = false; ; isSecond = true)
        {
            try
            {
                if (_connection is { State: not ConnectionState.Open })
                    Disconnect(); // a commit that was found to have happened after its connection broke
                _connection ??= Connected();
                Add(calls, _connection);
                store.Answered(isWritten: true);
                return;
            }
            catch (NpgsqlException fault)
            {
                Disconnect();
                if (isSecond || !PostgresFaults.IsAway(fault))
                    throw store.Explained(fault);
            }
            catch (TaojinException fault) when (fault.Code == "privacy.key-rotated" && store.Clock.GetElapsedTime(start) < Follows)
            {
                Disconnect();
                using var pause = new ManualResetEventSlim();
                pause.Wait(Pause); // the names are turned in a moment
            }
            catch
            {
                Disconnect();
                throw;
            }
        }
    }

    private void Add(List<PostgresCall> calls, NpgsqlConnection connection)
    {
        using var transaction = PostgresTransaction.On(store, connection);
        var group = new PostgresGroup(PostgresKeys.New(connection, calls, Now), store.Names ?? Pseudonyms.None);
        if (group.Count > 0)
        {
            group.Write(connection);
            using (var merge = connection.Sql("live_events_merge"))
            using (var reader = merge.ExecuteReader())
            {
                while (reader.Read())
                    group.IsKnown(reader.GetInt64(0));
            }
            _known.Add(connection, group);
        }
        group.Answer(connection);
        var isFollowed = _news.Expect(transaction.Name);
        try
        {
            transaction.Commit();
        }
        catch
        {
            _news.Unexpect(transaction.Name); // should it have come about all the same, it is told of as another server's would be
            throw;
        }
        if (isFollowed)
            _news.Tell(group.Events);
        _known.Keep();
        foreach (var call in calls)
            call.Done.TrySetResult(call.Answer);
    }

    private long Now => Instant.Of(store.Clock.GetUtcNow()).Microseconds;

    private NpgsqlConnection Connected()
    {
        var connection = store.Source.OpenConnection();
        try
        {
            using var rule = connection.Sql("live_connection");
            rule.ExecuteNonQuery();
            using var create = connection.Sql("live_events_create");
            create.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Disconnect()
    {
        _connection?.Dispose();
        _connection = null;
        store.Source.Clear();
    }

    /// <summary>Ids that the store surely has, so that they are not sent again with each event.</summary>
    private sealed class KnownIds
    {
        private const int Most = 1 << 20;
        private readonly HashSet<string> _users = new(StringComparer.Ordinal), _items = new(StringComparer.Ordinal);
        private string[] _newUsers = [], _newItems = [];

        /// <summary>Adds those of a group that are not known yet.</summary>
        public void Add(NpgsqlConnection connection, PostgresGroup group)
        {
            (_newUsers, _newItems) = (New(group.UserIds, _users), New(group.ItemIds, _items));
            if (_newUsers.Length + _newItems.Length == 0)
                return;
            using var add = connection.Sql("live_ids_add", ("users", _newUsers), ("items", _newItems));
            add.ExecuteNonQuery();
        }

        /// <summary>The transaction is committed: they are known from now on.</summary>
        public void Keep()
        {
            _users.UnionWith(_newUsers);
            _items.UnionWith(_newItems);
            (_newUsers, _newItems) = ([], []);
        }

        private static string[] New(IEnumerable<string> ids, HashSet<string> known)
        {
            if (known.Count > Most)
                known.Clear();
            return [.. ids.Where(id => !known.Contains(id))];
        }
    }
}

/// <summary>One call: events or a list that was not shown, and what became of it.</summary>
internal sealed class PostgresCall(IReadOnlyList<NewEvent> events, (long Earliest, long Latest) plausible, IdempotencyKey? key, ShadowList? shadow)
{
    public IReadOnlyList<NewEvent> Events => events;

    public (long Earliest, long Latest) Plausible => plausible;

    public IdempotencyKey? Key => key;

    public ShadowList? Shadow => shadow;

    /// <summary>What is answered when the transaction is committed.</summary>
    public AppendResult Answer { get; set; } = new([]);

    public TaskCompletionSource<AppendResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
