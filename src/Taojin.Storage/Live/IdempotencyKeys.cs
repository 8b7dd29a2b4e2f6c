using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Import;

namespace Taojin.Storage.Live;

/// <summary>Calls of the last 24 hours that named a key, with what they were answered.</summary>
internal sealed class IdempotencyKeys
{
    /// <summary>How long an answer is known.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly Dictionary<string, (string Body, Task<AppendResult> Answer, Instant Time)> _known = new(StringComparer.Ordinal);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);
    private Instant _swept;

    /// <summary>Reads those that the database holds.</summary>
    public static IdempotencyKeys Load(LogDatabase database, Instant now)
    {
        var keys = new IdempotencyKeys();
        using var command = database.Command("idempotency_keys_since", ("since", (now - Kept).Microseconds));
        using var reader = command.ExecuteReader();
        while (reader.Read())
            keys._known[reader.GetString(0)] = (reader.GetString(1), Task.FromResult(Read(reader.GetString(2))), new(reader.GetInt64(3)));
        return keys;
    }

    /// <summary>Finds the answer to an earlier call with this key; it may still be on its way.</summary>
    /// <exception cref="TaojinException">request.key-reused: the earlier call sent something else.</exception>
    public bool TryFind(IdempotencyKey key, Instant now, [NotNullWhen(true)] out Task<AppendResult>? answer)
    {
        answer = null;
        if (!_known.TryGetValue(key.Key, out var known) || known.Time < now - Kept)
            return false;
        if (known.Body != key.Body)
            throw Reused();
        answer = known.Answer;
        return true;
    }

    /// <summary>Remembers what a call is answered.</summary>
    public void Keep(IdempotencyKey key, Task<AppendResult> answer, Instant now)
    {
        if (now - _swept >= SweepEvery)
        {
            foreach (var old in _known.Where(each => each.Value.Time < now - Kept).Select(each => each.Key).ToArray())
                _known.Remove(old);
            _swept = now;
        }
        _known[key.Key] = (key.Body, answer, now);
    }

    /// <summary>Forgets a call of which nothing was kept.</summary>
    public void Forget(string key) => _known.Remove(key);

    /// <summary>An answer as it is written down.</summary>
    public static string Write(EventStatus[] statuses) => JsonSerializer.Serialize(statuses.Select(status => new KeptStatus(status.State, status.Code)), Snake.Json);

    /// <summary>The fault of a key that comes with another body.</summary>
    public static TaojinException Reused() => new("request.key-reused", "The Idempotency-Key was sent before with another body.", "Take a new key for each new request; a retry repeats key and body.");

    /// <summary>An answer from what was written down.</summary>
    public static AppendResult Read(string answer) => new([.. JsonSerializer.Deserialize<KeptStatus[]>(answer, Snake.Json)!
        .Select(kept => new EventStatus(kept.State, kept.Code, kept.Code is null ? null : RejectCodes.HintOf(kept.Code)))]);

    private sealed record KeptStatus(EventState State, string? Code);
}
