using System.Data.Common;
using System.Text.Json;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Privacy;

namespace Taojin.Storage.Service;

/// <summary>Documents, states of orders, messages and feedback of a workspace. Safe for several threads; each call is durable when it returns.</summary>
public sealed class ServiceTables
{
    private readonly LogDatabase _database;
    private readonly TimeProvider _clock;
    private readonly Lock _write = new();

    private readonly Pseudonyms _names;

    internal ServiceTables(LogDatabase database, TimeProvider clock, Pseudonyms names) => (_database, _clock, _names) = (database, clock, names);

    /// <summary>All documents that are valid now, the newest text of each.</summary>
    public IReadOnlyList<StoredDocument> Documents() => Rows(
        "documents_read", row => new StoredDocument(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4)), ("now", Now()));

    /// <summary>The orders of one customer, the newest first; there is no way to ask for those of all.</summary>
    public IReadOnlyList<StoredOrder> OrdersOf(string userId) => Rows(
        "order_states_of_user",
        row => new StoredOrder
        {
            OrderId = row.GetString(0),
            UserId = userId,
            State = row.GetString(1),
            Time = new Instant(row.GetInt64(2)).ToDateTimeOffset(),
            Items = JsonSerializer.Deserialize<string[]>(row.GetString(3))!,
            Carrier = Text(row, 4),
            Tracking = Text(row, 5),
            Expected = Text(row, 6) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null,
        },
        ("user_id", _names.Of(userId)));

    /// <summary>Reasons of returns, the latest first.</summary>
    public IReadOnlyList<StoredReason> ReturnReasons() => Rows("return_reasons_read", row => new StoredReason(row.GetInt32(0), row.GetInt32(1), new(row.GetInt64(2)), row.GetString(3)));

    /// <summary>All reviews, in order of time.</summary>
    public IReadOnlyList<StoredReview> Reviews() => Rows(
        "reviews_read", row => new StoredReview(row.GetInt32(0), row.GetInt32(1), new(row.GetInt64(2)), row.IsDBNull(3) ? float.NaN : row.GetFloat(3), Text(row, 4), Text(row, 5)));

    /// <summary>Incoming messages with an intent that a person gave or corrected, oldest first.</summary>
    public IReadOnlyList<LabelledMessage> LabelledMessages() => Rows("labelled_messages_read", row => new LabelledMessage(row.GetString(0), row.GetString(1), Text(row, 2)) { UserId = Text(row, 3) is { Length: > 0 } user ? user : null, MessageId = row.GetString(4) });

    /// <summary>Incoming messages since a moment, oldest first.</summary>
    public IReadOnlyList<StoredMessage> Incoming(Instant since) => Rows("incoming_messages_read", row => Message(row) with { Intent = Text(row, 9) }, ("since", since.Microseconds));

    /// <summary>Adds incoming messages; one that is known by its id is a duplicate.</summary>
    /// <returns>How many are new.</returns>
    public int Add(IEnumerable<IncomingMessage> messages)
    {
        var json = JsonSerializer.Serialize(messages.Select((message, nth) => new
        {
            nth, message.MessageId, user_id = _names.Of(message.UserId ?? ""), thread = message.Thread ?? message.MessageId, time = Instant.Of(message.Time).Microseconds, message.Text, intent = message.Intent ?? "", queue = message.Queue ?? "",
        }), Snake.Json);
        return Write([json], (database, all) => database.Run("incoming_messages_add", ("rows", all)));
    }

    /// <summary>Writes down what a model said of incoming messages; an intent that a person gave stays.</summary>
    /// <param name="routed">Message, intent and queue.</param>
    /// <param name="model">Version of the model.</param>
    /// <returns>How many were written.</returns>
    public int Route(IEnumerable<(string MessageId, string Intent, string Queue)> routed, string model) => Write(
        routed, (database, each) => database.Run("messages_route", ("message_id", each.MessageId), ("intent", each.Intent), ("queue", each.Queue), ("model", model)));

    /// <summary>Writes down what reviews say of items, in the place of what was written before; rules and boosts read it as <c>attributes.aspect_NAME</c>.</summary>
    /// <returns>How many rows stand now.</returns>
    public int Write(IEnumerable<ItemAspect> aspects)
    {
        var json = JsonSerializer.Serialize(aspects, Snake.Json);
        return Write([json], (database, all) =>
        {
            database.Run("item_aspects_clear");
            return database.Run("item_aspects_add", ("rows", all), ("time", Now()));
        });
    }

    /// <summary>Adds documents; a text that is known already is a duplicate.</summary>
    /// <returns>How many are new.</returns>
    public int Add(IEnumerable<StoredDocument> documents) => WriteAll("documents_add", "valid_from", documents.Select((document, nth) => (object)new
    {
        nth, document.DocumentId, document.Kind, document.Language, document.Title, document.Text,
    }));

    /// <summary>Adds states of orders; one that changes nothing is a duplicate.</summary>
    /// <returns>How many are new.</returns>
    public int Add(IEnumerable<StoredOrder> orders) => WriteAll("order_states_add", "noted", orders.Select((order, nth) => (object)new
    {
        nth, order.OrderId, user_id = _names.Of(order.UserId), order.State, time = Instant.Of(order.Time).Microseconds, items = JsonSerializer.Serialize(order.Items), carrier = order.Carrier ?? "", tracking = order.Tracking ?? "",
        expected = order.Expected?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "",
    }));

    /// <summary>Adds messages.</summary>
    public void Add(IEnumerable<StoredMessage> messages) => Write(messages, (database, message) => database.Run(
        "messages_add", ("message_id", message.MessageId), ("user_id", message.UserId is null ? null : _names.Of(message.UserId)), ("thread", message.Thread), ("time", message.Time.Microseconds), ("direction", message.Direction), ("text", message.Text),
        ("intent", message.Intent), ("queue", message.Queue), ("sources", message.Sources.Count == 0 ? null : JsonSerializer.Serialize(message.Sources)), ("model", message.Model),
        ("seconds", message.Seconds), ("tokens", message.Tokens)));

    /// <summary>The messages of a conversation, in order.</summary>
    public IReadOnlyList<StoredMessage> Thread(string thread) => Rows("messages_of_thread", Message, ("thread", thread));

    /// <summary>One message, or null.</summary>
    public StoredMessage? Message(string messageId) => Rows("messages_one", Message, ("message_id", messageId)).FirstOrDefault();

    /// <summary>A person has answered: the message waits no more.</summary>
    public void Settle(string messageId) => Write([messageId], (database, id) => database.Run("messages_settle", ("message_id", id)));

    /// <summary>What waits for a person, the longest waiting first.</summary>
    public IReadOnlyList<StoredMessage> Waiting() => Rows("messages_waiting", Message);

    /// <summary>Notes what somebody thought of an answer.</summary>
    /// <param name="messageId">The answer, or the message whose intent was wrong.</param>
    /// <param name="helpful">Whether it helped.</param>
    /// <param name="intent">The right intent, when the found one was wrong.</param>
    /// <param name="note">A word of theirs.</param>
    /// <exception cref="TaojinException">message.unknown.</exception>
    public void AddFeedback(string messageId, bool? helpful, string? intent = null, string? note = null)
    {
        if (Message(messageId) is null)
            throw new TaojinException("message.unknown", $"There is no message '{messageId}'.", "Use the message_id that came with the answer.");
        Write([messageId], (database, id) => database.Run("message_feedback_add", ("message_id", id), ("time", Now()), ("helpful", helpful), ("intent", intent), ("note", note)));
    }

    private long Now() => Instant.Of(_clock.GetUtcNow()).Microseconds;

    private int Write<T>(IEnumerable<T> rows, Func<ITables, T, int> write)
    {
        lock (_write)
        {
            using var transaction = _database.Write();
            var changed = rows.Sum(row => write(transaction, row));
            transaction.Commit();
            return changed;
        }
    }

    private int WriteAll(string name, string when, IEnumerable<object> rows)
    {
        var json = JsonSerializer.Serialize(rows, Snake.Json);
        return Write([json], (database, all) => database.Run(name, ("rows", all), (when, Now())));
    }

    private List<T> Rows<T>(string name, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var rows = new List<T>();
        using var snapshot = _database.Duplicate();
        using var command = snapshot.Command(name, parameters);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    private static StoredMessage Message(DbDataReader row) => new()
    {
        MessageId = row.GetString(0),
        UserId = Text(row, 1),
        Thread = row.GetString(2),
        Time = new Instant(row.GetInt64(3)),
        Direction = row.GetString(4),
        Text = row.GetString(5),
        Queue = Text(row, 6),
        Sources = Text(row, 7) is { } sources ? JsonSerializer.Deserialize<string[]>(sources)! : [],
        Model = Text(row, 8),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) || row.GetString(column) is not { Length: > 0 } text ? null : text;
}
