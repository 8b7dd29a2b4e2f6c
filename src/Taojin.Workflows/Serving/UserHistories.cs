using Taojin.Data;
using Taojin.Mining.Recommendation;

namespace Taojin.Workflows.Serving;

/// <summary>What each user did, ready to be read at once: the log's events grouped by user, and the live ones behind them.</summary>
internal sealed class UserHistories
{
    private readonly int[] _starts;
    private readonly Touch[] _past;
    private readonly Dictionary<int, List<Touch>> _live = [];
    private readonly Dictionary<int, HashSet<(int Item, EventKind Kind)>> _withdrawn = [];

    public UserHistories(ShopLog log)
    {
        _starts = new int[log.Users.Count + 1];
        foreach (var user in log.User)
            _starts[user + 1]++;
        for (var user = 0; user < log.Users.Count; user++)
            _starts[user + 1] += _starts[user];
        var next = _starts.AsSpan(0, log.Users.Count).ToArray();
        _past = new Touch[log.Count];
        for (var index = 0; index < log.Count; index++)
            _past[next[log.User[index]]++] = new(log.Item[index], log.Kind[index], log.Time[index], RatingOf(log[index]));
    }

    public void Add(in ShopEvent happened)
    {
        if (!_live.TryGetValue(happened.User, out var touches))
            _live[happened.User] = touches = [];
        touches.Add(new(happened.Item, happened.Kind, happened.Time, RatingOf(happened)));
    }

    /// <summary>All a user did with items, in order of time.</summary>
    public IEnumerable<Touch> Of(int user)
    {
        IEnumerable<Touch> past = user >= 0 && user + 1 < _starts.Length ? _past.AsSpan(_starts[user], _starts[user + 1] - _starts[user]).ToArray() : [];
        if (_withdrawn.TryGetValue(user, out var gone))
            past = past.Where(touch => !gone.Contains((touch.Item, touch.Kind)));
        return (_live.TryGetValue(user, out var live) ? past.Concat(live) : past).Where(touch => touch.Item >= 0);
    }

    /// <summary>Takes back what a user did with an item; what they do with it later counts again.</summary>
    public void Withdraw(int user, int item, EventKind kind)
    {
        if (!_withdrawn.TryGetValue(user, out var gone))
            _withdrawn[user] = gone = [];
        gone.Add((item, kind));
        if (_live.TryGetValue(user, out var live))
            live.RemoveAll(touch => touch.Item == item && touch.Kind == kind);
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

    /// <summary>The quantity of a rating is its value.</summary>
    private static float RatingOf(in ShopEvent happened) => happened.Kind == EventKind.Rate ? happened.Quantity : float.NaN;
}

/// <summary>One thing a user did with an item; the rating is NaN when nothing was said of it.</summary>
internal readonly record struct Touch(int Item, EventKind Kind, Instant Time, float Rating);
