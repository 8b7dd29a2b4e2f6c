using System.Globalization;
using Npgsql;
using Taojin.Data;
using Taojin.Mining.Features;

namespace Taojin.Storage.Postgres;

/// <summary>Tells a follower of live events: of this server's own at once, of those of other servers within a second.</summary>
internal sealed class PostgresNews(PostgresStore store) : IDisposable
{
    private static readonly TimeSpan Every = FeatureCard.ShopDelay;
    private readonly Lock _turn = new(), _asking = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private ITimer? _timer;
    private string? _seen;

    /// <summary>Is told in turn, on one thread at a time.</summary>
    public Action<IReadOnlyList<NewEvent>>? Follower
    {
        get;
        set
        {
            field = value;
            _timer ??= store.Clock.CreateTimer(_ => TellIfIdle(), null, Every, Every);
        }
    }

    /// <summary>Says, before a transaction of this server is committed, that its events will be told by <see cref="Tell"/> and not be looked for.</summary>
    /// <returns>False while nobody follows.</returns>
    public bool Expect(string tx)
    {
        if (Follower is null)
            return false;
        lock (_turn)
            return _told.Add(tx);
    }

    /// <summary>Takes back what <see cref="Expect"/> was told.</summary>
    public void Unexpect(string tx)
    {
        lock (_turn)
            _told.Remove(tx);
    }

    /// <summary>Tells of events of this server, which are committed.</summary>
    public void Tell(IReadOnlyList<NewEvent> events)
    {
        if (events.Count == 0)
            return;
        lock (_turn)
            Follower?.Invoke(events);
    }

    /// <summary>Tells of the events that came since the log was read last.</summary>
    public void TellOthers()
    {
        if (Follower is not { } follower)
            return;
        lock (_turn)
        {
            var (seen, events) = Read(_seen ?? store.ReadUntil);
            if (events.Count > 0)
                follower(events);
            _seen = seen;
            var cursor = LogCursor.Parse(seen);
            _told.RemoveWhere(tx => cursor.Has(long.Parse(tx, CultureInfo.InvariantCulture)));
        }
    }

    /// <inheritdoc />
    public void Dispose() => _timer?.Dispose();

    private void TellIfIdle()
    {
        if (!_turn.TryEnter())
            return;
        try
        {
            Try(Look);
            Try(store.TellModels);
            Try(store.TellConsents);
        }
        finally
        {
            _turn.Exit();
        }
        Ask();
    }

    private void Look()
    {
        try
        {
            TellOthers();
            store.Answered(isWritten: false);
        }
        catch (NpgsqlException fault)
        {
            throw store.Explained(fault);
        }
    }

    /// <summary>Whatever goes wrong in one, the store away or the disk full, must end neither the others nor the program: the next turn tells all that came meanwhile.</summary>
    private static void Try(Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The next turn tries again.
        }
    }

    /// <summary>Carries out what other servers asked for, without holding up who tells of events.</summary>
    private void Ask()
    {
        if (!_asking.TryEnter())
            return;
        try
        {
            store.Turned?.Invoke();
            store.Asked?.Invoke();
        }
        catch (Exception fault) when (fault is NpgsqlException or DuckDB.NET.Data.DuckDBException or TaojinException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It stays asked for, and the next turn tries again.
        }
        finally
        {
            _asking.Exit();
        }
    }

    private (string Seen, List<NewEvent> Events) Read(string seen)
    {
        using var connection = store.Source.OpenConnection();
        using var transaction = connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        var now = Snapshot.StateOf(connection).Seen;
        var events = new List<NewEvent>();
        if (now == seen)
            return (now, events);
        using var command = connection.Pull("news_read", seen);
        command.Parameters.AddWithValue("told", _told.ToArray());
        using var reader = command.ExecuteReader();
        while (reader.Read())
            events.Add(Event(reader));
        return (now, events);
    }

    private static NewEvent Event(NpgsqlDataReader row)
    {
        string? Text(string name) => row.IsDBNull(row.GetOrdinal(name)) ? null : row.GetString(row.GetOrdinal(name));
        float? Number(string name) => row.IsDBNull(row.GetOrdinal(name)) ? null : row.GetFloat(row.GetOrdinal(name));
        return new()
        {
            EventId = Text("event_id"), UserId = Text("user_id")!, ItemId = Text("item_id"), Kind = (EventKind)row.GetInt16(row.GetOrdinal("kind")), Time = new(row.GetInt64(row.GetOrdinal("time"))),
            Price = Number("price"), Quantity = Number("quantity"), SessionId = Text("session_id"), OrderId = Text("order_id"), Line = Text("line"), Currency = Text("currency"),
            Value = Number("value"), Variant = Text("variant"), Query = Text("query"), Reason = Text("reason"), Channel = Text("channel"), CampaignId = Text("campaign_id"),
            RequestId = Text("request_id"), Position = row.IsDBNull(row.GetOrdinal("position")) ? null : row.GetInt32(row.GetOrdinal("position")), Model = Text("model"),
            Placement = Text("placement"), Arm = Text("arm"), Propensity = Number("propensity"),
        };
    }
}
