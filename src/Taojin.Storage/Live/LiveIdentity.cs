using System.IO.Hashing;
using System.Text;
using Taojin.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage.Live;

/// <summary>Ids of the events of the last 30 days, as 128-bit hashes: 16 bytes each. Older events are looked up in the log.</summary>
internal sealed class LiveIdentity
{
    private const int Days = 30;
    private readonly HashSet<UInt128> _known = [];
    private readonly Instant _from;

    private LiveIdentity(Instant from) => _from = from;

    /// <summary>The ids that the log holds.</summary>
    public static LiveIdentity Load(LogDatabase database, Instant now)
    {
        var identity = new LiveIdentity(now - TimeSpan.FromDays(Days));
        using var command = database.Command("event_ids_since", ("since", identity._from.Microseconds));
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            identity._known.Add(HashOf(reader.GetString(0)));
        return identity;
    }

    /// <summary>Takes an id for new.</summary>
    /// <returns>False when the log, or an earlier event of the same call, has it.</returns>
    public bool TryAdd(LogDatabase database, NewEvent happened)
    {
        if (!_known.Add(HashOf(happened.EventId!)))
            return false;
        return happened.Time >= _from || database.Number("event_id_count", ("event_id", happened.EventId)) == 0;
    }

    private static UInt128 HashOf(string id) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(id));
}
