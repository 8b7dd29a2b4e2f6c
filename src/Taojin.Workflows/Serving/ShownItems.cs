using Taojin.Data;

namespace Taojin.Workflows.Serving;

/// <summary>
/// What a user was shown last and when, 64 places of lists at most in 8 bytes each: all that rotation asks for. A shop shows many times more than its users do,
/// and what was shown is in the log for everything else.
/// </summary>
internal sealed class ShownItems
{
    private const int Most = 64, Least = 8;
    private (int Item, uint Second)[] _places = new (int, uint)[Least];
    private int _count, _next;

    /// <summary>Takes note of an item; the oldest one is forgotten for it.</summary>
    public void Add(int item, Instant time)
    {
        if (_count == _places.Length && _count < Most)
            Array.Resize(ref _places, _count * 2);
        if (_next == _places.Length)
            _next = 0;
        _places[_next++] = (item, SecondOf(time));
        _count = Math.Max(_count, _next);
    }

    /// <summary>How often an item was shown after a moment.</summary>
    public int CountOf(int item, Instant after)
    {
        var (times, second) = (0, SecondOf(after));
        foreach (var shown in _places.AsSpan(0, _count))
            times += shown.Item == item && shown.Second > second ? 1 : 0;
        return times;
    }

    /// <summary>Seconds since 1970, up to the year 2106.</summary>
    private static uint SecondOf(Instant time) => (uint)Math.Clamp(time.Microseconds / 1_000_000, 0, uint.MaxValue);
}
