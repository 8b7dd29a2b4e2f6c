using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Taojin.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage.Live;

/// <summary>Ids of the events of the last 30 days, as hashes of 96 bits. Events older than that are looked up in the log.</summary>
internal sealed class LiveIdentity
{
    public const int Days = 30;
    private readonly HashSet<IdHash> _known = [];

    private LiveIdentity(Instant from) => From = from;

    /// <summary>Events before are not held here.</summary>
    public Instant From { get; }

    /// <summary>The ids that the log holds.</summary>
    public static LiveIdentity Load(LogDatabase database, Instant now)
    {
        var identity = new LiveIdentity(now - TimeSpan.FromDays(Days));
        using var command = database.Command("event_ids_since", ("since", identity.From.Microseconds));
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            identity._known.Add(IdHash.Of(reader.GetString(0)));
        return identity;
    }

    /// <summary>The ids that an import brought.</summary>
    public static List<string> OfImport(LogDatabase database, int import, Instant from)
    {
        var ids = new List<string>();
        using var command = database.Command("event_ids_of_import", ("import_id", import), ("since", from.Microseconds));
        using var reader = command.ExecuteReader();
        while (reader.Read())
            ids.Add(reader.GetString(0));
        return ids;
    }

    /// <summary>Which of some ids the log holds; one look for all of them.</summary>
    public static HashSet<string> Held(LogDatabase database, IEnumerable<string> ids)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        using var command = database.Command("event_ids_held", ("ids", JsonSerializer.Serialize(ids)));
        using var reader = command.ExecuteReader();
        while (reader.Read())
            held.Add(reader.GetString(0));
        return held;
    }

    /// <summary>Takes an id for new; false when it is known.</summary>
    public bool TryAdd(string id) => _known.Add(IdHash.Of(id));

    /// <summary>Forgets an id whose event could not be written.</summary>
    public void Remove(string id) => _known.Remove(IdHash.Of(id));

    /// <summary>Two of a hundred million ids share a hash with a probability of 10⁻¹³.</summary>
    private readonly record struct IdHash(ulong High, uint Low)
    {
        public static IdHash Of(string id)
        {
            Span<byte> bytes = stackalloc byte[Import.ImportScope.IdLimit];
            var hash = XxHash128.HashToUInt128(bytes[..Encoding.UTF8.GetBytes(id, bytes)]);
            return new(unchecked((ulong)(hash >> 64)), unchecked((uint)hash));
        }
    }
}
