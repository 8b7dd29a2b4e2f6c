using Npgsql;
using Taojin.Data;
using Taojin.Storage.Live;

namespace Taojin.Storage.Postgres;

/// <summary>Calls that name a key: whichever server they came through, the first is carried out and the others get its answer.</summary>
internal static class PostgresKeys
{
    /// <summary>The calls that are to be carried out. Those that were before have their answer, or their fault, already.</summary>
    public static List<PostgresCall> New(NpgsqlConnection connection, IReadOnlyList<PostgresCall> calls, long now)
    {
        var known = calls.Where(call => call.Key is not null).OrderBy(call => call.Key!.Key, StringComparer.Ordinal)
            .Where(call => !IsTaken(connection, call.Key!, now)).ToHashSet();
        foreach (var call in known)
            Repeat(connection, call);
        return [.. calls.Where(call => !known.Contains(call))];
    }

    private static bool IsTaken(NpgsqlConnection connection, IdempotencyKey key, long now)
    {
        using var take = connection.Sql("idempotency_keys_take", ("key", key.Key), ("body", key.Body), ("time", now), ("since", now - (long)IdempotencyKeys.Kept.TotalMicroseconds));
        return take.ExecuteNonQuery() == 1;
    }

    private static void Repeat(NpgsqlConnection connection, PostgresCall call)
    {
        using var read = connection.Sql("idempotency_keys_answer", ("key", call.Key!.Key));
        using var reader = read.ExecuteReader();
        if (!reader.Read() || reader.GetString(0) != call.Key.Body)
            call.Done.TrySetException(IdempotencyKeys.Reused());
        else if (reader.GetString(1) is { Length: > 0 } answer)
            call.Answer = IdempotencyKeys.Read(answer);
        else // sent twice at once: the first stands in this very transaction
            call.Done.TrySetException(new TaojinException("storage.busy", "The same Idempotency-Key is being carried out at this moment.", "Send it again in a second; then it has its answer."));
    }
}
