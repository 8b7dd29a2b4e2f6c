using Taojin.Data;
using Taojin.Storage;
using Taojin.Storage.Resources;

namespace Taojin.Workflows.Serving;

/// <content>What the shop changes itself: items, users and feedback. The next list knows of it.</content>
public sealed partial class LiveShop
{
    private static readonly TimeSpan ClockError = TimeSpan.FromSeconds(5);
    private readonly Lock _change = new();

    /// <summary>Writes items down and lets lists know them: a new price, an empty stock or a hidden item counts from the next list on.</summary>
    public void Put(IReadOnlyList<ItemRecord> items)
    {
        lock (_change)
        {
            _mine.Workspace.Resources.Items.Put(items);
            var derived = _mine.Workspace.Resources.Items.Derived(items);
            _gate.Write(() =>
            {
                foreach (var item in derived)
                    Change(_items.Ids.Add(item.ItemId), Said(item));
            });
        }
    }

    /// <summary>Reads and writes items or users with nobody else writing them in between.</summary>
    public T Alone<T>(Func<T> change)
    {
        lock (_change)
            return change();
    }

    /// <summary>Takes an item away: no list shows it any more.</summary>
    /// <param name="itemId">The item.</param>
    /// <param name="isForgotten">Forget what is known of it even where the log refers to it.</param>
    public Removal RemoveItem(string itemId, bool isForgotten = false)
    {
        lock (_change)
        {
            var removal = _mine.Workspace.Resources.Items.Remove(itemId, isForgotten);
            if (removal != Removal.Unknown)
            {
                var kept = removal == Removal.Hidden ? _mine.Workspace.Resources.Items.Find(itemId) : null;
                _gate.Write(() => Change(_items.Ids.Add(itemId), Said(kept ?? new(itemId)) with { IsHidden = true }));
            }
            return removal;
        }
    }

    /// <summary>Writes users down; rules that ask of their attributes know them from the next list on.</summary>
    public void Put(IReadOnlyList<UserRecord> users)
    {
        lock (_change)
        {
            _mine.Workspace.Resources.Users.Put(users);
            foreach (var user in users)
                _attributes.Change(Named(user.UserId), user.Attributes);
        }
    }

    /// <summary>Forgets what the shop says of a user.</summary>
    public Removal RemoveUser(string userId)
    {
        lock (_change)
        {
            _attributes.Change(Named(userId), null);
            return _mine.Workspace.Resources.Users.Remove(userId);
        }
    }

    /// <summary>Writes feedback down, and in the log what has a kind there and has happened.</summary>
    /// <param name="feedback">The feedback; of equal type, user and item the last counts.</param>
    /// <param name="isAdded">Values are added up and each is one more event; otherwise all is overwritten and only what is new is one.</param>
    public void Put(IReadOnlyList<FeedbackRecord> feedback, bool isAdded)
    {
        lock (_change)
        {
            FeedbackRecord[] last = [.. feedback.GroupBy(each => (each.Type, each.UserId, each.ItemId)).Select(same => same.Last())];
            var known = _mine.Workspace.Resources.Feedback.Put(last, isAdded);
            var now = Now();
            NewEvent[] events = [.. last
                .Where(each => each.Kind is not null && (each.Time ?? now) <= now + ClockError && (isAdded || !known.Contains((each.Type, each.UserId, each.ItemId)) || !IsInLog(Named(each.UserId), each.ItemId, each.Kind.Value))) // a call may have ended between the two
                .Select(each => new NewEvent { UserId = each.UserId, ItemId = each.ItemId, Kind = each.Kind!.Value, Time = each.Time ?? now, Value = each.Kind == EventKind.Rate ? (float)each.Value : null })];
            if (events.Length > 0)
                Observe(events);
        }
    }

    /// <summary>Takes feedback back, and with it the events it stands for: they are no longer in the log nor in what lists are made from. Counters of features keep them until the next start.</summary>
    /// <param name="only">Whose; with a user at least.</param>
    /// <param name="kind">What the type means in the log; null for all when no type is named.</param>
    /// <returns>How many rows there were.</returns>
    public int RemoveFeedback(FeedbackFilter only, EventKind? kind)
    {
        lock (_change)
        {
            only = only with { UserId = Named(only.UserId!) };
            var now = Instant.Of(_mine.Clock.GetUtcNow()) + ClockError;
            var count = _mine.Workspace.Resources.Feedback.Remove(only, kind, now);
            var touches = _gate.Read(() => TouchesOf(only, kind));
            var gone = touches.Where(touch => !IsInLog(only.UserId!, touch.ItemId, touch.Kind)).ToList();
            _gate.Write(() => gone.ForEach(touch => _histories.Withdraw(_users.IndexOf(only.UserId!), touch.Item, touch.Kind)));
            return count;
        }
    }

    private void Change(int item, CatalogueItem said)
    {
        _items.Change(item, said);
        _state.Facts.Forget();
        _search.Changed(item);
    }

    private List<(int Item, string ItemId, EventKind Kind)> TouchesOf(FeedbackFilter only, EventKind? kind)
    {
        var item = only.ItemId is null ? -1 : _items.Ids.IndexOf(only.ItemId);
        return [.. _histories.Of(_users.IndexOf(only.UserId!))
            .Where(touch => touch.Kind.IsTouch() && (kind is null || touch.Kind == kind) && (only.ItemId is null || touch.Item == item))
            .Select(touch => (touch.Item, _items.Ids.IdAt(touch.Item), touch.Kind)).Distinct()];
    }

    private bool IsInLog(string userId, string itemId, EventKind kind) =>
        _mine.Workspace.Resources.Events.Page(new() { UserId = userId, ItemId = itemId, Kind = kind }, null, 1).Rows.Count > 0;

    private List<Touch>? VisitOf(RecommendRequest request, Instant now) => request.Visit?
        .Select(touch => new Touch(_items.Ids.IndexOf(touch.ItemId), touch.Kind, touch.Time ?? now, float.NaN)).Where(touch => touch.Item >= 0).OrderBy(touch => touch.Time).ToList();

    private static CatalogueItem Said(ItemRecord item) => new()
    {
        Title = item.Title,
        Description = item.Description,
        Category = item.Category,
        Brand = item.Brand,
        Attributes = item.Attributes,
        Price = item.Price,
        Cost = item.Cost,
        Stock = item.Stock,
        AvailableFrom = item.AvailableFrom,
        IsHidden = item.Hidden,
    };
}

/// <summary>One thing done in a visit.</summary>
/// <param name="ItemId">With which item; one that the shop does not know says nothing.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Time">When; null is now, in the order given.</param>
public sealed record VisitTouch(string ItemId, EventKind Kind = EventKind.View, Instant? Time = null);
