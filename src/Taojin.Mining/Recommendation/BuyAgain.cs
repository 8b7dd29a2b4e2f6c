using System.ComponentModel.DataAnnotations;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>How repeat purchases are foretold.</summary>
public sealed record BuyAgainOptions
{
    /// <summary>The chance is that of a purchase within so many days after the data ends.</summary>
    [Range(1, 3650)] public double HorizonDays { get; init; } = 28;

    /// <summary>What the item's buyers do at large counts as so many days of watching one user.</summary>
    [Range(0.1, 36_500)] public double PriorDays { get; init; } = 60;

    /// <summary>An item's own repeat rate counts against that of all items as if this many days of its buyers stood behind the latter.</summary>
    [Range(0.1, 1e6)] public double ItemPriorDays { get; init; } = 1000;

    /// <summary>After so many days a purchase, and a day without one, count half.</summary>
    [Range(1, 36_500)] public double HalfLifeDays { get; init; } = 180;

    /// <summary>How far a purchase puts off the next one: 0 not at all (Poisson), 1 as intervals of the gamma law with shape 2 do.</summary>
    [Range(0, 5)] public double Regularity { get; init; } = 0.25;
}

/// <summary>What a user is due to buy again, from how often the user and the item's other buyers come back for it.</summary>
/// <remarks>
/// Repeat purchases of item i by user u are a Poisson process whose rate has a gamma prior, centred on the item's rate m: λ = (r + m·s) ÷ (t + s),
/// with r repeats in t days since the first purchase, both fading by age, and s the prior's days. Just after a purchase the hazard is lower:
/// λ·(x ÷ (1 + x))^ρ with x = 2λ·days since the last purchase (gamma intervals of shape 2 at ρ = 1). The score is 1 − e^(−hazard·horizon).
/// After the Poisson-gamma and modified Poisson-gamma models of Bhagat et al. 2018, doi:10.1145/3219819.3219891; the fading and the soft
/// put-off are ours. Only purchases count, lines of one moment once. Items the user never bought are NaN. One pass over the events.
/// </remarks>
public sealed class BuyAgain(BuyAgainOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, BuyAgainModel>
{
    private readonly BuyAgainOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<BuyAgainOptions, BuyAgainModel>(
        "buy-again", "Due to be bought again", "该回购了", MiningTask.Recommend, "doi:10.1145/3219819.3219891",
        options => new BuyAgain(options)) with { Needs = [DataNeed.Users(20), DataNeed.Pairs(200), DataNeed.ForeseeablePurchases(100)] };

    /// <inheritdoc />
    public BuyAgainModel Fit(Interactions data, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var bought = new SortedDictionary<(int User, int Item), Purchases>();
        for (var user = 0; user < data.Sequences.UserCount; user++)
            Collect(data, user, bought);
        var rates = ItemRates(bought, data.Items.Count);
        var (rows, columns) = (bought.Keys.Select(pair => pair.User).ToArray(), bought.Keys.Select(pair => pair.Item).ToArray());
        var reasons = bought.Select(pair => Reason(pair.Value, rates[pair.Key.Item])).ToArray();
        var matrix = CsrMatrix.Of(data.Users.Count, data.Items.Count, rows, columns, Array.ConvertAll(reasons, reason => reason.Chance));
        return new(data.Users, data.Items.Ids, matrix, reasons);
    }

    private void Collect(Interactions data, int user, SortedDictionary<(int User, int Item), Purchases> bought)
    {
        var items = data.Sequences.ItemsOf(user);
        var times = data.Sequences.TimesOf(user);
        var kinds = data.Sequences.KindsOf(user);
        for (var place = 0; place < items.Length; place++)
        {
            if (kinds[place] != EventKind.Purchase)
                continue;
            var days = Math.Max(0, data.AsOf.HoursSince(times[place]) / 24);
            if (!bought.TryGetValue((user, items[place]), out var before))
                bought[(user, items[place])] = new(1, days, days, 0);
            else if (before.LastAge > days)
                bought[(user, items[place])] = before with { Times = before.Times + 1, LastAge = days, Repeats = before.Repeats + Fading(days) };
        }
    }

    /// <summary>Repeats a day of each item, drawn towards that of all items.</summary>
    private double[] ItemRates(SortedDictionary<(int User, int Item), Purchases> bought, int itemCount)
    {
        var (repeats, days) = (new double[itemCount], new double[itemCount]);
        foreach (var (pair, purchases) in bought)
        {
            repeats[pair.Item] += purchases.Repeats;
            days[pair.Item] += Watched(purchases.FirstAge);
        }
        var all = repeats.Sum() / Math.Max(1, days.Sum());
        return [.. repeats.Select((count, item) => (count + (all * _options.ItemPriorDays)) / (days[item] + _options.ItemPriorDays))];
    }

    private BuyAgainReason Reason(Purchases purchases, double itemRate)
    {
        var rate = (purchases.Repeats + (itemRate * _options.PriorDays)) / (Watched(purchases.FirstAge) + _options.PriorDays);
        var passed = 2 * rate * (purchases.LastAge + (_options.HorizonDays / 2)); // as it stands in the middle of the horizon
        var chance = 1 - Math.Exp(-rate * Math.Pow(passed / (1 + passed), _options.Regularity) * _options.HorizonDays);
        return new(purchases.Times, rate > 0 ? (float)(1 / rate) : float.PositiveInfinity, (float)purchases.LastAge, (float)chance);
    }

    private double Fading(double age) => Math.Pow(0.5, age / _options.HalfLifeDays);

    /// <summary>Days from an age to now, each fading by its own age.</summary>
    private double Watched(double age) => (1 - Fading(age)) * _options.HalfLifeDays / Math.Log(2);

    /// <summary>Purchases of one item by one user; ages in days before the data ends, repeats fading.</summary>
    private readonly record struct Purchases(int Times, double FirstAge, double LastAge, double Repeats);
}
