using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Postgres;

namespace Taojin.Cluster.Live;

/// <summary>The last events of each user of a partition, with the transactions that wrote them, so that whoever says what it has seen is told the rest.</summary>
internal sealed class RecentEvents
{
    /// <summary>So many events of a user are kept.</summary>
    public const int Most = 64;

    private readonly List<Queue<Recent>> _byUser = [];
    private readonly List<long> _forgotten = []; // the latest transaction of which an event is no longer kept; 0 for none

    public void Add(int user, int item, in PartEvent happened)
    {
        while (user >= _byUser.Count)
        {
            _byUser.Add(new());
            _forgotten.Add(0);
        }
        var events = _byUser[user];
        events.Enqueue(new(happened.Time.Microseconds, happened.Tx, happened.Rating, item, (byte)happened.Kind));
        if (events.Count > Most)
            _forgotten[user] = Math.Max(_forgotten[user], events.Dequeue().Tx);
    }

    /// <summary>What a user did that was not seen, in order of time; null when some of it may be forgotten.</summary>
    public IReadOnlyList<Recent>? Since(int user, LogCursor seen) => user < 0 || user >= _byUser.Count ? []
        : _forgotten[user] > 0 && _forgotten[user] >= seen.First ? null
        : [.. _byUser[user].Where(each => !seen.Has(each.Tx))];

    /// <summary>What is kept of a user, in order of time.</summary>
    public IReadOnlyCollection<Recent> Of(int user) => _byUser[user];

    public void Clear(int user) => _byUser[user].Clear();

    public void Save(IArtifactWriter writer)
    {
        writer.Array<long>("recent.forgotten", _forgotten.ToArray());
        writer.Array<int>("recent.counts", [.. _byUser.Select(events => events.Count)]);
        writer.Array<Recent>("recent.events", [.. _byUser.SelectMany(events => events)]);
    }

    public static RecentEvents Load(IArtifactReader reader)
    {
        var (all, next, recent) = (reader.Array<Recent>("recent.events"), 0, new RecentEvents());
        recent._forgotten.AddRange(reader.Array<long>("recent.forgotten"));
        foreach (var count in reader.Array<int>("recent.counts"))
        {
            recent._byUser.Add(new(all.AsSpan(next, count).ToArray()));
            next += count;
        }
        return recent;
    }
}

/// <summary>One event as a partition keeps it.</summary>
/// <param name="Time">When, in microseconds.</param>
/// <param name="Tx">The transaction that wrote it.</param>
/// <param name="Rating">Of a rating, its value; else NaN.</param>
/// <param name="Item">Index of the item in the partition; -1 for none.</param>
/// <param name="Kind">What, a number of <see cref="EventKind"/>.</param>
internal readonly record struct Recent(long Time, long Tx, float Rating, int Item, byte Kind);
