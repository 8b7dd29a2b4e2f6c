using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Postgres;

namespace Taojin.Cluster.Live;

/// <summary>The users of a partition by index, with the moment of each one's last event and how many there were.</summary>
internal sealed class PartitionUsers
{
    private readonly List<string> _ids = [];
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly List<long> _last = [];
    private readonly List<int> _events = [];

    /// <summary>Users with events.</summary>
    public int Count => _indexes.Count;

    /// <summary>Events of all of them.</summary>
    public long Events { get; private set; }

    /// <summary>An index that nobody has.</summary>
    public int Next => _ids.Count;

    /// <summary>Indexes of users who have another one by now.</summary>
    public int LeftBehind => _ids.Count - _indexes.Count;

    /// <summary>The index of a user, or -1.</summary>
    public int IndexOf(string id) => _indexes.GetValueOrDefault(id, -1);

    /// <summary>The moment of a user's last event; before all others when there is none.</summary>
    public Instant LastOf(string id) => IndexOf(id) is >= 0 and var user ? new(_last[user]) : new(long.MinValue);

    /// <summary>How many events of an index were counted.</summary>
    public int EventsOf(int user) => _events[user];

    /// <summary>Takes note of an event.</summary>
    /// <returns>The index of its user.</returns>
    public int Note(in PartEvent happened)
    {
        var user = IndexOf(happened.UserId) is >= 0 and var known ? known : Add(happened.UserId);
        (_last[user], _events[user]) = (happened.Time.Microseconds, _events[user] + 1);
        Events++;
        return user;
    }

    /// <summary>Leaves a user's index behind: the next event gets another one.</summary>
    public void Leave(string id)
    {
        _indexes.Remove(id, out var user);
        Events -= _events[user];
        _events[user] = 0;
    }

    public void Save(IArtifactWriter writer)
    {
        writer.Ids("partition.users", _ids);
        writer.Array<long>("partition.last", _last.ToArray());
        writer.Array<int>("partition.events", _events.ToArray());
    }

    public static PartitionUsers Load(IArtifactReader reader)
    {
        var users = new PartitionUsers();
        foreach (var id in reader.Ids("partition.users"))
            users.Add(id); // who has several indexes has the last of them
        reader.Array<long>("partition.last").CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(users._last));
        reader.Array<int>("partition.events").CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(users._events));
        users.Events = users._events.Sum(count => (long)count);
        return users;
    }

    private int Add(string id)
    {
        _indexes[id] = _ids.Count;
        _ids.Add(id);
        _last.Add(long.MinValue);
        _events.Add(0);
        return _ids.Count - 1;
    }
}
