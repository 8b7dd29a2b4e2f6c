using Taojin.Data;
using Taojin.Mining.Recommendation;
using Taojin.Workflows.Serving.Owners;

namespace Taojin.Workflows.Serving;

/// <summary>What each user did, ready to be read at once: the log's events grouped by user, 16 bytes each in one place, and the live ones behind them. What users were shown stands apart.</summary>
internal sealed class UserHistories
{
    private static readonly TimeSpan ShownKept = TimeSpan.FromDays(1); // nobody asks for what was shown before
    private readonly int[] _starts;
    private readonly Past[] _past;
    private readonly float[] _ratings; // empty when nobody rated
    private readonly Dictionary<int, LiveTouches> _live = [];
    private readonly Dictionary<int, ShownItems> _shown = [];
    private readonly Dictionary<int, HashSet<(int Item, EventKind Kind)>> _withdrawn = [];

    public UserHistories(ShopLog log)
    {
        _starts = new int[log.Users.Count + 1];
        for (var index = 0; index < log.Count; index++)
            _starts[log.User[index] + 1] += log.Kind[index] == EventKind.Shown ? 0 : 1;
        for (var user = 0; user < log.Users.Count; user++)
            _starts[user + 1] += _starts[user];
        var next = _starts.AsSpan(0, log.Users.Count).ToArray();
        _past = GC.AllocateUninitializedArray<Past>(_starts[^1]);
        _ratings = log.Kind.AsSpan().Contains(EventKind.Rate) ? new float[_past.Length] : [];
        for (var index = 0; index < log.Count; index++)
        {
            if (log.Kind[index] == EventKind.Shown)
            {
                if (log.Time[index] > log.End - ShownKept)
                    ShownTo(log.User[index]).Add(log.Item[index], log.Time[index]);
                continue;
            }
            var place = next[log.User[index]]++;
            _past[place] = new(log.Time[index], log.Item[index], log.Kind[index]);
            if (_ratings.Length > 0)
                _ratings[place] = RatingOf(log[index]);
        }
    }

    public void Add(in ShopEvent happened)
    {
        if (happened.Kind == EventKind.Shown)
        {
            ShownTo(happened.User).Add(happened.Item, happened.Time);
            return;
        }
        if (!_live.TryGetValue(happened.User, out var touches))
            _live[happened.User] = touches = [];
        touches.Take(new(happened.Item, happened.Kind, happened.Time, RatingOf(happened)));
        touches.Version++;
    }

    /// <summary>How often an item was shown to a user after a moment, of the 64 places that were shown last.</summary>
    public int ShownSince(int user, int item, Instant after) => _shown.GetValueOrDefault(user)?.CountOf(item, after) ?? 0;

    /// <summary>Changes whenever the user does something; being shown an item changes nothing.</summary>
    public int VersionOf(int user) => _live.TryGetValue(user, out var live) ? live.Version : 0;

    /// <summary>What the owner of a user's state told of them, when it knows of more than came here since the start; else null.</summary>
    public List<Touch>? FresherOf(int user, OwnedUser? owned, Vocabulary items) =>
        owned is not null && owned.Since.Count(each => each.Kind != EventKind.Shown) > (_live.GetValueOrDefault(user)?.Count ?? 0)
            ? [.. owned.Since.Where(each => each.Kind != EventKind.Shown).Select(each => new Touch(each.ItemId is null ? -1 : items.IndexOf(each.ItemId), each.Kind, each.Time, each.Rating))]
            : null;

    /// <summary>All a user did with items, in order of time.</summary>
    /// <param name="user">Whose; -1 for nobody that is known here.</param>
    /// <param name="fresher">Stands in the place of what came here since the start; null leaves that.</param>
    public Touch[] Of(int user, List<Touch>? fresher = null)
    {
        var (from, to) = user >= 0 && user + 1 < _starts.Length ? (_starts[user], _starts[user + 1]) : (0, 0);
        var live = fresher ?? _live.GetValueOrDefault(user);
        var gone = _withdrawn.Count > 0 ? _withdrawn.GetValueOrDefault(user) : null;
        var (touches, count, next) = (new Touch[to - from + (live?.Count ?? 0)], 0, 0);
        for (var place = from; place < to; place++)
        {
            var past = _past[place];
            for (; live is not null && next < live.Count && live[next].Time < past.Time; next++) // came late
                if (live[next].Item >= 0)
                    touches[count++] = live[next];
            if (past.Item >= 0 && gone?.Contains((past.Item, past.Kind)) != true)
                touches[count++] = new(past.Item, past.Kind, past.Time, _ratings.Length == 0 ? float.NaN : _ratings[place]);
        }
        for (; live is not null && next < live.Count; next++)
            if (live[next].Item >= 0)
                touches[count++] = live[next];
        return count == touches.Length ? touches : touches[..count];
    }

    /// <summary>Takes back what a user did with an item; what they do with it later counts again.</summary>
    public void Withdraw(int user, int item, EventKind kind)
    {
        if (!_withdrawn.TryGetValue(user, out var gone))
            _withdrawn[user] = gone = [];
        gone.Add((item, kind));
        if (!_live.TryGetValue(user, out var live))
            _live[user] = live = [];
        live.RemoveAll(touch => touch.Item == item && touch.Kind == kind);
        live.Version++;
    }

    /// <summary>The items a user touched with what they say, in order of first touch.</summary>
    public static Dictionary<int, HistoryItem> Weighted(IEnumerable<Touch> touches, Func<EventKind, float> weights)
    {
        var items = new Dictionary<int, HistoryItem>();
        foreach (var touch in touches)
            if (weights(touch.Kind) is > 0 and var weight)
            {
                var known = items.GetValueOrDefault(touch.Item, new(touch.Item, 0, touch.Time));
                items[touch.Item] = new(touch.Item, weight + known.Weight, touch.Time, float.IsNaN(touch.Rating) ? known.Rating : touch.Rating);
            }
        return items;
    }

    private ShownItems ShownTo(int user)
    {
        if (!_shown.TryGetValue(user, out var shown))
            _shown[user] = shown = new();
        return shown;
    }

    private readonly record struct Past(Instant Time, int Item, EventKind Kind);

    /// <summary>The quantity of a rating is its value.</summary>
    private static float RatingOf(in ShopEvent happened) => happened.Kind == EventKind.Rate ? happened.Quantity : float.NaN;
}

/// <summary>What a user did that came since the start, in order of time.</summary>
internal sealed class LiveTouches : List<Touch>
{
    public int Version { get; set; }

    /// <summary>Takes a touch in its place: behind all of its time or before.</summary>
    public void Take(in Touch touch)
    {
        var place = Count;
        while (place > 0 && this[place - 1].Time > touch.Time)
            place--;
        Insert(place, touch);
    }
}

/// <summary>One thing a user did with an item; the rating is NaN when nothing was said of it.</summary>
internal readonly record struct Touch(int Item, EventKind Kind, Instant Time, float Rating);
