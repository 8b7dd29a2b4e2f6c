using System.IO.Hashing;
using System.Text;
using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Storage.Postgres;
using Taojin.Workflows.Serving.Owners;

namespace Taojin.Cluster.Live;

/// <summary>What the events of a partition's users come to: the features that need no other user's events, exact to the last bit.</summary>
/// <remarks>
/// It depends on each user's events in their order of time, on the categories of their items, and on nothing else, so that it is the same however
/// often it was saved, moved and built anew. A user of whom an older event comes late is begun anew at another index; the old one is left behind.
/// </remarks>
internal sealed class PartitionState
{
    private const string Format = "2";
    private readonly PartitionUsers _users;
    private readonly Catalogue _items;
    private readonly FeatureReplay _features;
    private readonly RecentEvents _recent = new();

    /// <summary>Nothing observed.</summary>
    public PartitionState(FeatureSettings settings)
    {
        (_users, _items) = (new(), new() { Ids = new() });
        _features = new(_items, Scoped(settings));
    }

    private PartitionState(IArtifactReader reader, FeatureSettings settings)
    {
        _users = PartitionUsers.Load(reader);
        _items = new() { Ids = new() };
        foreach (var (id, category) in reader.Ids("partition.items").Zip(reader.Ids("partition.categories")))
            _items.Add(id, category.Length == 0 ? null : category);
        _features = FeatureReplay.Restore(reader, _items, Scoped(settings));
        _recent = RecentEvents.Load(reader);
    }

    /// <summary>Events folded so far.</summary>
    public long Events => _users.Events;

    /// <summary>Users with events.</summary>
    public int Users => _users.Count;

    /// <summary>Whether so much was left behind that building it anew is worth the reading.</summary>
    public bool IsWasteful => _users.LeftBehind > _users.Count + 1000;

    /// <summary>Columns of a row, in order.</summary>
    public IReadOnlyList<FeatureColumn> Columns => _features.Columns;

    /// <summary>Items that users touched.</summary>
    public IReadOnlyList<string> Items => _items.Ids.Ids;

    /// <summary>Reads a state back; null when the bytes are damaged, or were written by a program of other features or another format.</summary>
    public static PartitionState? Restore(byte[] bytes, FeatureSettings settings)
    {
        if (StateBytes.Read(bytes) is not { } state)
            return null;
        try
        {
            return ((IArtifactReader)state).Array<ulong>("partition.stamp") is [var stamp] && stamp == Stamp(settings) ? new(state, settings) : null;
        }
        catch (KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether an item was touched, so that its category stands here.</summary>
    public bool Has(string item) => _items.Ids.IndexOf(item) >= 0;

    /// <summary>Category of an item that was touched; null for none.</summary>
    public string? CategoryOf(string item) => _items.CategoryOf(_items.Ids.IndexOf(item)) is >= 0 and var category ? _items.Categories.IdAt(category) : null;

    /// <summary>Users of whom an event is older than one that was folded: theirs cannot be folded in, and they must be begun anew.</summary>
    public HashSet<string> Late(IEnumerable<PartEvent> events) => events.Where(each => each.Time < _users.LastOf(each.UserId)).Select(each => each.UserId).ToHashSet(StringComparer.Ordinal);

    /// <summary>All that was folded of a user, in order of time; null when some of it is no longer kept.</summary>
    public IEnumerable<PartEvent>? AllOf(string userId)
    {
        var user = _users.IndexOf(userId);
        return _recent.Of(user).Count < _users.EventsOf(user) ? null : _recent.Of(user).Select(each =>
            new PartEvent(userId, ItemIdOf(each), (EventKind)each.Kind, new(each.Time)) { Rating = each.Rating, Tx = each.Tx });
    }

    /// <summary>Lets go of what was folded of a user, whose events will all be folded again.</summary>
    public void Begin(string userId)
    {
        _recent.Clear(_users.IndexOf(userId));
        _users.Leave(userId);
    }

    /// <summary>Folds events in; those of a user come in order of time.</summary>
    /// <param name="events">The events.</param>
    /// <param name="categories">Categories of items that are not here yet.</param>
    public void Observe(IEnumerable<PartEvent> events, IReadOnlyDictionary<string, string> categories)
    {
        foreach (var happened in events)
        {
            var user = _users.Note(happened);
            var item = happened.ItemId is not { } id ? -1 : _items.Ids.IndexOf(id) is >= 0 and var known ? known : _items.Add(id, categories.GetValueOrDefault(id));
            _recent.Add(user, item, happened);
            _features.Observe(new() { User = user, Item = item, Kind = happened.Kind, Time = happened.Time, Price = float.NaN, Quantity = 1 });
        }
    }

    /// <summary>Writes what is known of a user and an item, shape [columns]; asked for a moment before the user's last event, it answers for that one.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="item">The item; its category is read only when nobody here touched it.</param>
    /// <param name="time">The moment.</param>
    /// <param name="row">Receives the values.</param>
    public void Read(string userId, (string Id, string? Category) item, Instant time, Span<float> row)
    {
        var last = _users.LastOf(userId);
        var (user, at) = (_users.IndexOf(userId) is >= 0 and var known ? known : _users.Next, last > time ? last : time);
        if (_items.Ids.IndexOf(item.Id) is >= 0 and var there)
            _features.Read(user, there, at, row);
        else
            _features.Read(new(user, _items.Count, item.Category is { } category ? _items.Categories.IndexOf(category) : -1, Pair: -1, at, float.NaN), row);
    }

    /// <summary>What a user did that was not seen, in order of time; null when some of it may be forgotten.</summary>
    public IEnumerable<OwnedEvent>? Since(string userId, LogCursor seen) => _recent.Since(_users.IndexOf(userId), seen)?
        .Select(each => new OwnedEvent(ItemIdOf(each), (EventKind)each.Kind, new(each.Time), each.Rating));

    /// <summary>The state as bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new StateBytes();
        IArtifactWriter writer = bytes;
        writer.Array<ulong>("partition.stamp", [Stamp(_features.Settings)]);
        writer.Ids("partition.items", Items);
        writer.Ids("partition.categories", [.. Items.Select(item => CategoryOf(item) ?? "")]);
        _users.Save(writer);
        _recent.Save(writer);
        _features.Save(writer);
        return bytes.ToArray();
    }

    private string? ItemIdOf(Recent happened) => happened.Item < 0 ? null : _items.Ids.IdAt(happened.Item);

    /// <summary>Names the format and what the features say of themselves: a state of another stamp is not read.</summary>
    private static ulong Stamp(FeatureSettings settings) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(string.Join('\n',
        FeatureCatalog.CardsFor(Scoped(settings)).SelectMany(card => card.Columns.Select(column => $"{card.Name} {column.Name} {column.Unit} {column.Meaning}")).Prepend(Format))));

    private static FeatureSettings Scoped(FeatureSettings settings) => settings with { Scope = FeatureScope.User };
}
