using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Taojin.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage.Live;

/// <summary>
/// Ids of the events of the last 30 days, as hashes of 96 bits. Events older than that are looked up in the log. So are those that the program itself wrote
/// for what it showed, once the log holds them: nobody sends them again, and a busy shop shows more in a day than its customers do in a month.
/// </summary>
internal sealed class LiveIdentity
{
    public const int Days = 30;
    private static readonly long Margin = Instant.PerDay;
    private readonly HashSet<IdHash> _known = [];
    private HashSet<IdHash> _shown = [], _shownBefore = []; // since the last drain of the journal, and since the one before
    private long _from;

    private LiveIdentity(Instant from) => _from = from.Microseconds;

    /// <summary>Events before may not be held here; a day more than is, for days go by between the look and the turn.</summary>
    public Instant From => new(Volatile.Read(ref _from) + Margin);

    /// <summary>The id of what was shown at a place of a list.</summary>
    public static string OfShown(string requestId, int position) => string.Create(CultureInfo.InvariantCulture, $"{requestId}/{position}");

    /// <summary>Whether it must be looked up in the log.</summary>
    public bool MustLookUp(NewEvent happened) => happened.EventId is { Length: > 0 } id && (happened.Time < From
        || (happened is { Kind: EventKind.Shown, RequestId: { } request, Position: { } position } && id == OfShown(request, position)));

    /// <summary>The ids that the log holds.</summary>
    public static LiveIdentity Load(LogDatabase database, Instant now)
    {
        var identity = new LiveIdentity(now - TimeSpan.FromDays(Days + 1));
        using var command = database.Command("event_ids_since", ("since", identity._from));
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            identity.TryAdd(reader.GetString(0), new(reader.GetInt64(1)));
        return identity;
    }

    /// <summary>The ids that an import brought.</summary>
    public static List<(string Id, Instant Time)> OfImport(LogDatabase database, int import, Instant from)
    {
        var ids = new List<(string, Instant)>();
        using var command = database.Command("event_ids_of_import", ("import_id", import), ("since", from.Microseconds));
        using var reader = command.ExecuteReader();
        while (reader.Read())
            ids.Add((reader.GetString(0), new(reader.GetInt64(1))));
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

    /// <summary>Whether an id is known.</summary>
    public bool Has(string id)
    {
        var hash = IdHash.Of(id, default);
        return _known.Contains(hash) || _shown.Contains(hash) || _shownBefore.Contains(hash);
    }

    /// <summary>Takes an id for new; false when it is known.</summary>
    public bool TryAdd(string id, Instant time)
    {
        var hash = IdHash.Of(id, time);
        return !_shown.Contains(hash) && !_shownBefore.Contains(hash) && _known.Add(hash);
    }

    /// <summary>Takes the id of something that was shown.</summary>
    public void AddShown(string id) => _shown.Add(IdHash.Of(id, default));

    /// <summary>Forgets what was shown before the last drain: this one has brought all of it into the log.</summary>
    public void Drained()
    {
        (_shown, _shownBefore) = (_shownBefore, _shown);
        _shown.Clear();
    }

    /// <summary>Forgets ids that came in more than 30 days ago, once a day.</summary>
    public void Sweep(Instant now)
    {
        var from = now.Microseconds - ((Days + 1) * Instant.PerDay);
        if (from < _from + Instant.PerDay)
            return;
        Volatile.Write(ref _from, from);
        var day = IdHash.DayOf(new(from));
        _known.RemoveWhere(known => known.Day < day);
        _known.TrimExcess();
    }

    /// <summary>Forgets an id whose event could not be written.</summary>
    public void Remove(string id)
    {
        var hash = IdHash.Of(id, default);
        _known.Remove(hash);
        _shown.Remove(hash);
    }

    /// <summary>Two of a hundred million ids share a hash with a probability of 10⁻¹³. The day is that of its event, since 1970, and no part of what is equal.</summary>
    private readonly record struct IdHash(ulong High, uint Low, ushort Day)
    {
        public static ushort DayOf(Instant time) => (ushort)Math.Clamp(time.Microseconds / Instant.PerDay, 0, ushort.MaxValue);

        public bool Equals(IdHash other) => High == other.High && Low == other.Low;

        public override int GetHashCode() => unchecked((int)High);

        public static IdHash Of(string id, Instant time)
        {
            Span<byte> bytes = stackalloc byte[Import.ImportScope.IdLimit];
            var hash = XxHash128.HashToUInt128(bytes[..Encoding.UTF8.GetBytes(id, bytes)]);
            return new(unchecked((ulong)(hash >> 64)), unchecked((uint)hash), DayOf(time));
        }
    }
}
