using System.Text.Json;
using Taojin.Data;

namespace Taojin.Storage.Service;

/// <summary>Documents or orders from a file of JSON lines. A line that cannot be used is kept aside with its place; the others count. Fields that are not named here are read over.</summary>
public static class ServiceFile
{
    private static readonly string[] Kinds = ["policy", "fact", "answer"];
    private static readonly string[] Languages = ["en", "zh"];
    private static readonly JsonSerializerOptions Strict = new(Snake.Json) { RespectRequiredConstructorParameters = true };

    /// <summary>Adds documents: document_id, kind (policy, fact, answer), language (en, zh), title, text.</summary>
    /// <exception cref="TaojinException">service.file-missing.</exception>
    public static ServiceReceipt Documents(ServiceTables tables, string path) => Read<StoredDocument>(path, FaultOf, tables.Add);

    /// <summary>Adds states of orders: order_id, user_id, state, time, items, carrier, tracking, expected.</summary>
    /// <exception cref="TaojinException">service.file-missing.</exception>
    public static ServiceReceipt Orders(ServiceTables tables, string path) => Read<StoredOrder>(path, FaultOf, tables.Add);

    /// <summary>Adds incoming messages: message_id, text, time; user_id, thread, and, where people gave them, intent and queue.</summary>
    /// <exception cref="TaojinException">service.file-missing.</exception>
    public static ServiceReceipt Messages(ServiceTables tables, string path) => Read<IncomingMessage>(path, FaultOf, tables.Add);

    private static ServiceReceipt Read<T>(string path, Func<T, string?> faultOf, Func<IEnumerable<T>, int> add)
    {
        if (!File.Exists(path))
            throw new TaojinException("service.file-missing", $"There is no file '{path}'.", "Name a file of JSON lines.");
        var (good, bad, line) = (new List<T>(), new List<ServiceReject>(), 0);
        foreach (var text in File.ReadLines(path))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            if (Parse<T>(text, out var fault) is { } row && (fault = faultOf(row)) is null)
                good.Add(row);
            else
                bad.Add(new(line, fault!));
        }
        var accepted = add(good);
        return new(good.Count + bad.Count, accepted, good.Count - accepted, bad);
    }

    private static T? Parse<T>(string line, out string? fault)
    {
        fault = null;
        try
        {
            var row = JsonSerializer.Deserialize<T>(line, Strict);
            fault = row is null ? "null is no row" : null;
            return row;
        }
        catch (JsonException exception)
        {
            fault = exception.Message;
            return default;
        }
    }

    private static string? FaultOf(StoredDocument row) =>
        string.IsNullOrWhiteSpace(row.DocumentId) ? "document_id is empty"
        : !Kinds.Contains(row.Kind) ? $"kind is '{row.Kind}', not one of: {string.Join(", ", Kinds)}"
        : !Languages.Contains(row.Language) ? $"language is '{row.Language}', not one of: {string.Join(", ", Languages)}"
        : string.IsNullOrWhiteSpace(row.Title) || string.IsNullOrWhiteSpace(row.Text) ? "title or text is empty" : null;

    private static string? FaultOf(IncomingMessage row) => string.IsNullOrWhiteSpace(row.MessageId) ? "message_id is empty" : string.IsNullOrWhiteSpace(row.Text) ? "text is empty" : null;

    private static string? FaultOf(StoredOrder row) =>
        string.IsNullOrWhiteSpace(row.OrderId) ? "order_id is empty" : string.IsNullOrWhiteSpace(row.UserId) ? "user_id is empty" : string.IsNullOrWhiteSpace(row.State) ? "state is empty" : null;
}

/// <summary>What became of a file: read = accepted + duplicate + rejected.</summary>
/// <param name="Read">Lines with something in them.</param>
/// <param name="Accepted">New.</param>
/// <param name="Duplicate">Known already.</param>
/// <param name="Rejected">Not usable, each with its place and reason.</param>
public sealed record ServiceReceipt(int Read, int Accepted, int Duplicate, IReadOnlyList<ServiceReject> Rejected);

/// <summary>A line that cannot be used.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Why">What is wrong with it.</param>
public sealed record ServiceReject(int Line, string Why);
