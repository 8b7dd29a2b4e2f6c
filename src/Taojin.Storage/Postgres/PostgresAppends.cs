using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Npgsql;
using Taojin.Storage.Import;

namespace Taojin.Storage.Postgres;

/// <summary>Live events on their way into the store: calls that come while a transaction runs share the next one.</summary>
internal sealed class PostgresAppends(PostgresStore store) : IDisposable
{
    private const int MostEvents = 4 * EventBatch.Capacity, MostIds = 1 << 20;
    private readonly ConcurrentQueue<Call> _waiting = [];
    private readonly Lock _turn = new();
    private readonly HashSet<string> _users = new(StringComparer.Ordinal), _items = new(StringComparer.Ordinal);
    private NpgsqlConnection? _connection;

    /// <summary>Adds what is new and sound; it is durable when this returns.</summary>
    public AppendResult Append(IReadOnlyList<NewEvent> events, (long Earliest, long Latest) plausible)
    {
        var call = new Call(events, plausible);
        _waiting.Enqueue(call);
        while (!call.IsDone)
        {
            lock (_turn)
            {
                if (!call.IsDone)
                    AddWaiting();
            }
        }
        call.Fault?.Throw();
        return new(call.Statuses);
    }

    /// <inheritdoc />
    public void Dispose() => _connection?.Dispose();

    private void AddWaiting()
    {
        var calls = new List<Call>();
        for (var events = 0; events < MostEvents && _waiting.TryDequeue(out var call); events += call.Events.Count)
            calls.Add(call);
        try
        {
            AddTwice(new LiveGroup(calls));
        }
        catch (Exception fault)
        {
            foreach (var call in calls)
                call.Fault = ExceptionDispatchInfo.Capture(fault);
        }
        foreach (var call in calls)
            call.IsDone = true;
    }

    /// <summary>A connection that has idled may be dead: until the commit is sent nothing is kept, and another try is safe.</summary>
    private void AddTwice(LiveGroup group)
    {
        for (var isSecond = false; ; isSecond = true)
        {
            try
            {
                _connection ??= Connected();
                Add(group, _connection);
                return;
            }
            catch (NpgsqlException fault)
            {
                Disconnect();
                if (isSecond || !PostgresFaults.IsAway(fault))
                    throw store.Explained(fault);
            }
            catch
            {
                Disconnect();
                throw;
            }
        }
    }

    private void Add(LiveGroup group, NpgsqlConnection connection)
    {
        if (group.Count == 0)
            return;
        using var transaction = PostgresTransaction.On(store, connection);
        group.Write(connection);
        var known = new List<long>();
        using (var merge = connection.Sql("live_events_merge"))
        using (var reader = merge.ExecuteReader())
        {
            while (reader.Read())
                known.Add(reader.GetInt64(0));
        }
        var (users, items) = (New(group.UserIds, _users), New(group.ItemIds, _items));
        if (users.Length + items.Length > 0)
        {
            using var ids = connection.Sql("live_ids_add", ("users", users), ("items", items));
            ids.ExecuteNonQuery();
        }
        transaction.Commit();
        group.Settle(known);
        _users.UnionWith(users);
        _items.UnionWith(items);
    }

    private static string[] New(IEnumerable<string> ids, HashSet<string> known)
    {
        if (known.Count > MostIds)
            known.Clear();
        return [.. ids.Where(id => !known.Contains(id))];
    }

    private NpgsqlConnection Connected()
    {
        var connection = store.Source.OpenConnection();
        try
        {
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

    /// <summary>One call, and what became of its events.</summary>
    internal sealed class Call(IReadOnlyList<NewEvent> events, (long Earliest, long Latest) plausible)
    {
        private volatile bool _isDone;

        public IReadOnlyList<NewEvent> Events => events;

        public (long Earliest, long Latest) Plausible => plausible;

        public EventStatus[] Statuses { get; } = new EventStatus[events.Count];

        public ExceptionDispatchInfo? Fault { get; set; }

        public bool IsDone { get => _isDone; set => _isDone = value; }
    }
}
