using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Storage.Postgres;
using Taojin.Workflows.Serving.Owners;

namespace Taojin.Cluster.Live;

/// <summary>What the events of a partition's users come to: the features that need no other user's events, exact to the last bit.</summary>
/// <remarks>
/// It depends on each user's events in their order of time and on nothing else, so that it is the same however often it was saved, moved and
/// built anew. An event older than one of the same user that was folded already cannot be folded in: the state is then built anew.
/// </remarks>
internal sealed class PartitionState
{
    private const string Last = "partition.last";
    private readonly Vocabulary _users;
    private readonly Catalogue _items;
    private readonly FeatureReplay _features;
    private readonly List<long> _last;
    private readonly RecentEvents _recent = new();

    /// <summary>Nothing observed.</summary>
    public PartitionState(FeatureSettings settings)
    {
        (_users, _items, _last) = (new(), new() { Ids = new() }, []);
        _features = new(_items, Scoped(settings));
    }

    private PartitionState(IArtifactReader reader, FeatureSettings settings)
    {
        _users = new(reader.Ids("partition.users"));
        _items = new() { Ids = new() };
        foreach (var (id, category) in reader.Ids("partition.items").Zip(reader.Ids("partition.categories")))
            _items.Add(id, category.Length == 0 ? null : category);
        _last = [.. reader.Array<long>(Last)];
        _features = FeatureReplay.Restore(reader, _items, Scoped(settings));
        _recent = RecentEvents.Load(reader);
        Events = reader.Array<long>("partition.events")[0];
    }

    /// <summary>Events folded so far.</summary>
    public long Events { get; private set; }

    /// <summary>Users with events.</summary>
    public int Users => _users.Count;

    /// <summary>Columns of a row, in order.</summary>
    public IReadOnlyList<FeatureColumn> Columns => _features.Columns;

    /// <summary>Reads a state back; null when the bytes are damaged, or were written by a program that kept less.</summary>
    public static PartitionState? Restore(byte[] bytes, FeatureSettings settings)
    {
        try
        {
            return StateBytes.Read(bytes) is { } state ? new(state, settings) : null;
        }
        catch (KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Items that are not known yet, of which categories are wanted before their events are folded.</summary>
    public string[] NewItems(IReadOnlyList<PartEvent> events) =>
        [.. events.Select(each => each.ItemId).OfType<string>().Where(id => _items.Ids.IndexOf(id) < 0).Distinct(StringComparer.Ordinal)];

    /// <summary>Folds events in, in order of time.</summary>
    /// <param name="events">The events.</param>
    /// <param name="categories">Categories of new items.</param>
    /// <returns>False when one is older than what its user did before: this state is of no use any more.</returns>
    public bool TryObserve(IReadOnlyList<PartEvent> events, IReadOnlyDictionary<string, string> categories)
    {
        foreach (var happened in events)
        {
            var user = _users.Add(happened.UserId);
            if (user == _last.Count)
                _last.Add(long.MinValue);
            if (happened.Time.Microseconds < _last[user])
                return false;
            _last[user] = happened.Time.Microseconds;
            var item = happened.ItemId is not { } id ? -1 : _items.Ids.IndexOf(id) is >= 0 and var known ? known : _items.Add(id, categories.GetValueOrDefault(id));
            _recent.Add(user, item, happened);
            _features.Observe(new() { User = user, Item = item, Kind = happened.Kind, Time = happened.Time, Price = float.NaN, Quantity = 1 });
            Events++;
        }
        return true;
    }

    /// <summary>Writes what is known of a user and an item, shape [columns]; asked for a moment before the user's last event, it answers for that one.</summary>
    public void Read(string userId, (string Id, string? Category) item, Instant time, Span<float> row)
    {
        var user = _users.IndexOf(userId) is >= 0 and var known ? known : _users.Count;
        var index = _items.Ids.IndexOf(item.Id) is >= 0 and var there ? there : _items.Add(item.Id, item.Category);
        _features.Read(user, index, user < _last.Count && _last[user] > time.Microseconds ? new(_last[user]) : time, row);
    }

    /// <summary>What a user did that was not seen, in order of time; null when some of it may be forgotten.</summary>
    public IEnumerable<OwnedEvent>? Since(string userId, LogCursor seen) => _recent.Since(_users.IndexOf(userId), seen)?
        .Select(each => new OwnedEvent(each.Item < 0 ? null : _items.Ids.IdAt(each.Item), (EventKind)each.Kind, new(each.Time), each.Rating));

    /// <summary>The state as bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new StateBytes();
        IArtifactWriter writer = bytes;
        writer.Ids("partition.users", _users.Ids);
        writer.Ids("partition.items", _items.Ids.Ids);
        writer.Ids("partition.categories", [.. Enumerable.Range(0, _items.Count).Select(item => _items.CategoryOf(item) is >= 0 and var category ? _items.Categories.IdAt(category) : "")]);
        writer.Array<long>(Last, _last.ToArray());
        writer.Array<long>("partition.events", [Events]);
        _recent.Save(writer);
        _features.Save(writer);
        return bytes.ToArray();
    }

    private static FeatureSettings Scoped(FeatureSettings settings) => settings with { Scope = FeatureScope.User };
}
