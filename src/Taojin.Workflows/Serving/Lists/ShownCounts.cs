using Taojin.Data;

namespace Taojin.Workflows.Serving.Lists;

/// <summary>How often items were shown, clicked, and left alone.</summary>
internal sealed class ShownCounts(UserHistories histories)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly Dictionary<int, (double Clicked, double Shown)> _items = [];
    private double _clicked, _shown;

    /// <summary>Share of what was shown that was clicked; 1 in 100 until a hundred were shown.</summary>
    public double Rate => Math.Max(1e-4, (_clicked + 1) / (_shown + 100));

    /// <summary>Notes an event: one that was shown, or a touch that points back to a list.</summary>
    public void Note(int item, EventKind kind, bool isAnswer)
    {
        var (clicked, shown) = _items.GetValueOrDefault(item);
        if (kind == EventKind.Shown)
            (_items[item], _shown) = ((clicked, shown + 1), _shown + 1);
        else if (isAnswer && kind == EventKind.View)
            (_items[item], _clicked) = ((clicked + 1, Math.Max(shown, clicked + 1)), _clicked + 1);
    }

    /// <summary>How often an item was clicked and shown.</summary>
    public (double Clicked, double Shown) Of(int item) => _items.GetValueOrDefault(item);

    /// <summary>How often an item was shown to a user within a day and not touched since.</summary>
    public int LeftAlone(int user, int item, Instant now)
    {
        if (user < 0 || item < 0 || histories.ShownSince(user, item, now - Day) == 0)
            return 0;
        var touched = now - Day;
        foreach (var touch in histories.Of(user))
            if (touch.Item == item && touch.Time > touched)
                touched = touch.Time;
        return histories.ShownSince(user, item, touched);
    }
}
