using Taojin.Numerics;

namespace Taojin.Data;

/// <summary>Counts what a log holds.</summary>
internal sealed class DataQualityCount(ShopLog log, ShopCalendar calendar)
{
    private readonly PairTable _pairs = new();
    private readonly int[] _ofUser = new int[log.Users.Count];
    private readonly int[] _ofItem = new int[log.Items.Count];
    private readonly bool[] _isBuyer = new bool[log.Users.Count];
    private readonly long[] _ofKind = new long[EventKinds.Count];
    private readonly SortedDictionary<int, (long Events, long Purchases)> _days = [];
    private readonly HashSet<(int, int, EventKind)> _moment = [];
    private long _foreseeable, _repeats, _withCategory, _withPrice;

    public DataQuality Run()
    {
        for (var index = 0; index < log.Count; index++)
            Take(index);
        var active = Enumerable.Range(0, _ofItem.Length).Where(item => _ofItem[item] > 0).ToArray();
        return new()
        {
            Events = log.Count,
            EventsByKind = _ofKind,
            Users = _ofUser.Count(events => events > 0),
            Items = active.Length,
            Pairs = _pairs.Count,
            Buyers = _isBuyer.Count(buys => buys),
            ForeseeablePurchases = _foreseeable,
            Repeats = _repeats,
            Sessions = Sessions.Part(log, Sessions.UsualGap).Count,
            Categories = active.Select(log.Items.CategoryOf).Where(category => category >= 0).Distinct().Count(),
            CategoryShare = Share(_withCategory, log.Count),
            PriceShare = Share(_withPrice, log.Count),
            TitleShare = Share(active.Count(item => item < log.Items.Title.Length && log.Items.Title[item] is not null), active.Length),
            ImageShare = Share(active.Count(item => item < log.Items.Image.Length && log.Items.Image[item] is not null), active.Length),
            MedianEventsPerUser = Median([.. _ofUser.Where(events => events > 0)]),
            TopTenthShare = TopTenth([.. active.Select(item => _ofItem[item])]),
            Start = log.Start,
            End = log.End,
            Days = AllDays(),
        };
    }

    private void Take(int index)
    {
        var (user, item, kind, time) = (log.User[index], log.Item[index], log.Kind[index], log.Time[index]);
        if (index > 0 && time != log.Time[index - 1])
            _moment.Clear();
        _repeats += _moment.Add((user, item, kind)) ? 0 : 1;
        _ofKind[(int)kind]++;
        _ofUser[user]++;
        var day = calendar.DayOf(time);
        var known = _days.GetValueOrDefault(day);
        _days[day] = (known.Events + 1, known.Purchases + (kind == EventKind.Purchase ? 1 : 0));
        _isBuyer[user] |= kind == EventKind.Purchase;
        if (item < 0)
            return;
        _ofItem[item]++;
        _withCategory += log.Items.CategoryOf(item) >= 0 ? 1 : 0;
        _withPrice += log.Price.Length > 0 && !float.IsNaN(log.Price[index]) ? 1 : 0;
        if (!kind.IsTouch())
            return;
        var before = _pairs.Count;
        var slot = _pairs.SlotOf(user, item);
        _foreseeable += kind == EventKind.Purchase && slot < before ? 1 : 0;
    }

    private List<DayCount> AllDays()
    {
        if (_days.Count == 0)
            return [];
        var days = new List<DayCount>();
        for (var day = _days.Keys.First(); day <= _days.Keys.Last() && days.Count < 36_500; day++)
        {
            var (events, purchases) = _days.GetValueOrDefault(day);
            days.Add(new(DateOnly.FromDayNumber(day + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber), events, purchases));
        }
        return days;
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : part / (double)whole;

    private static double Median(int[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? 0 : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2.0;
    }

    private static double TopTenth(int[] events)
    {
        Array.Sort(events);
        var top = events.AsSpan(events.Length - ((events.Length + 9) / 10)).ToArray();
        return Share(top.Sum(each => (long)each), events.Sum(each => (long)each));
    }
}
