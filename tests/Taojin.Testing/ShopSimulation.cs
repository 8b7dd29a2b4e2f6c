using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Testing;

/// <summary>Lives through the days of a generated shop.</summary>
internal sealed class ShopSimulation
{
    private const int LiveDays = 7, Tastes = 6, MostViews = 6, Recalled = 12;
    private readonly GeneratedShopOptions _options;
    private readonly ShopPeople _people;
    private readonly SortedDictionary<(int User, int Item), PairState> _live = [];
    private readonly Dictionary<(int User, int Item), double> _truth = [];
    private readonly List<ShopEvent> _events = [];
    private readonly List<int>[] _recent;
    private SplitMix64 _chance;

    public ShopSimulation(GeneratedShopOptions options)
    {
        (_options, _chance) = (options, SplitMix64.Stream(options.Seed, "shop/days"));
        _people = new(options, Tastes);
        _recent = [.. Enumerable.Range(0, options.Users).Select(_ => new List<int>(Recalled))];
    }

    public static ShopCalendar Calendar { get; } = new(TimeSpan.FromHours(8));

    public ulong Seed => _options.Seed;

    public ShopLog Log { get; private set; } = null!;

    public Instant LastMidnight { get; private set; }

    public double TruthOf(int user, int item) => _truth.GetValueOrDefault((user, item));

    public double Affinity(int user, int item) => _people.Affinity(user, item);

    public string BrandOf(int item) => _people.BrandOf(item);

    public ShopSimulation Run()
    {
        for (var day = 0; day < _options.Days; day++)
        {
            var midnight = _options.Start + TimeSpan.FromDays(day);
            LastMidnight = midnight;
            _truth.Clear();
            var fromYesterday = Forget(midnight);
            BuyWhatWasWanted(fromYesterday, midnight);
            for (var user = 0; user < _options.Users; user++)
                if (_chance.NextDouble() < _people.ActiveShare(user) * Weekend(day))
                    Visit(user, midnight);
        }
        Log = _people.ToLog(_events);
        return this;
    }

    /// <summary>Drops pairs that nobody touched for a week; those left are what the midnight decides on.</summary>
    private (int User, int Item)[] Forget(Instant midnight)
    {
        foreach (var cold in _live.Where(pair => pair.Value.Last < midnight - TimeSpan.FromDays(LiveDays)).Select(pair => pair.Key).ToArray())
            _live.Remove(cold);
        return [.. _live.Keys];
    }

    private void BuyWhatWasWanted((int User, int Item)[] pairs, Instant midnight)
    {
        foreach (var pair in pairs)
        {
            var state = _live[pair];
            var probability = 1 / (1 + Math.Exp(-Wish(pair, state, midnight)));
            _truth[pair] = probability;
            if (_chance.NextDouble() < probability)
                Happen(pair, EventKind.Purchase, DayTime(midnight));
        }
    }

    /// <summary>The truth, in log-odds of a purchase on the day that begins.</summary>
    private double Wish((int User, int Item) pair, PairState state, Instant midnight)
    {
        var days = midnight.HoursSince(state.Last) / 24;
        var bought = !state.WasBought ? 0 : _people.IsConsumable(pair.Item) ? 0.2 : -2.0;
        // A cart is hot for a day and a favorite for two: what counts is not whether but when, which a straight line cannot say.
        var cart = state.HasCart ? 3.0 * Math.Exp(-days / 1.2) : 0;
        var favorite = state.HasFavorite ? 1.5 * Math.Exp(-days / 2.0) : 0;
        return -4.6 + (0.45 * Math.Min(state.Views, MostViews)) + cart + favorite - (0.8 * Math.Min(days, 2.5))
            + (0.6 * _people.Quality(pair.Item)) + (0.6 * _people.Readiness(pair.User)) + (0.5 * _people.Affinity(pair.User, pair.Item)) + bought;
    }

    private void Visit(int user, Instant midnight)
    {
        var time = DayTime(midnight);
        for (var pages = 2 + (int)(_chance.NextExponential() * 4); pages > 0; pages--)
        {
            var item = _chance.NextDouble() < 0.35 && LookedAtBefore(user) is { } again ? again : _people.Choose(user, ref _chance);
            var pair = (user, item);
            var isNew = !_live.ContainsKey(pair);
            Remember(user, item);
            Happen(pair, EventKind.View, time);
            var liking = 1 / (1 + Math.Exp(2.6 - (0.8 * _people.Affinity(user, item)) - (0.5 * _people.Quality(item))));
            if (_chance.NextDouble() < liking * 0.5)
                Happen(pair, EventKind.Favorite, time + TimeSpan.FromSeconds(20));
            if (_chance.NextDouble() < liking * 0.8)
                Happen(pair, EventKind.Cart, time + TimeSpan.FromSeconds(40));
            if (isNew && _chance.NextDouble() < liking * 0.08)
                Happen(pair, EventKind.Purchase, time + TimeSpan.FromSeconds(90));
            time += TimeSpan.FromSeconds(20 + Math.Round(_chance.NextExponential() * 60));
        }
    }

    private int? LookedAtBefore(int user)
    {
        var mine = _recent[user];
        var item = mine.Count == 0 ? -1 : mine[_chance.NextInt32(mine.Count)];
        return item >= 0 && _live.ContainsKey((user, item)) ? item : null;
    }

    private void Remember(int user, int item)
    {
        if (_recent[user].Count == Recalled)
            _recent[user].RemoveAt(0);
        _recent[user].Add(item);
    }

    private void Happen((int User, int Item) pair, EventKind kind, Instant time)
    {
        _events.Add(new() { User = pair.User, Item = pair.Item, Kind = kind, Time = time, Price = _people.Price(pair.Item), Quantity = 1 });
        var state = _live.GetValueOrDefault(pair);
        var last = time > state.Last ? time : state.Last;
        _live[pair] = kind switch
        {
            EventKind.View => state with { Views = state.Views + 1, Last = last },
            EventKind.Favorite => state with { HasFavorite = true, Last = last },
            EventKind.Cart => state with { HasCart = true, Last = last },
            _ => new(0, HasCart: false, HasFavorite: false, WasBought: true, last),
        };
    }

    /// <summary>A time of the day as people shop: little at night, most in the evening.</summary>
    private Instant DayTime(Instant midnight)
    {
        var hour = _chance.NextDouble() < 0.55 ? 20.5 + (1.6 * _chance.NextNormal()) : 12.5 + (3 * _chance.NextNormal());
        return midnight + TimeSpan.FromSeconds(Math.Round(Math.Clamp(hour, 0.01, 23.3) * 3600));
    }

    private static double Weekend(int day) => day % 7 >= 5 ? 1.25 : 1;

    private readonly record struct PairState(int Views, bool HasCart, bool HasFavorite, bool WasBought, Instant Last);
}
