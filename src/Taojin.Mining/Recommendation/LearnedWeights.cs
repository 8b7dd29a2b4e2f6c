using Taojin.Data;

namespace Taojin.Mining.Recommendation;

/// <summary>What one kind of behaviour says about a later purchase of the same item by the same user.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Pairs">Pairs with such an event before a cut, over all cuts.</param>
/// <param name="Bought">Of them, pairs that were bought within the horizon after it.</param>
/// <param name="LogOdds">What the first such event adds to the log-odds, all other kinds held; NaN when not learned.</param>
/// <param name="Chance">Chance of a purchase of a pair with one such event and nothing else; NaN when not learned.</param>
/// <param name="Weight">The weight that follows.</param>
/// <param name="Source">Where the weight comes from: <c>learned</c>, <c>default</c> or <c>set</c>.</param>
public sealed record BehaviourEvidence(EventKind Kind, long Pairs, long Bought, double LogOdds, double Chance, double Weight, string Source);

/// <summary>Weights of behaviour that were learned from a log instead of being believed.</summary>
/// <param name="Weights">The weights.</param>
/// <param name="Rows">What each follows from.</param>
public sealed record LearnedWeights(BehaviourWeights Weights, IReadOnlyList<BehaviourEvidence> Rows)
{
    /// <summary>Weights learned are held within this distance from 1, either way.</summary>
    public const double Furthest = 20;

    private const int FewestPairs = 50, FewestBought = 30;
    private static readonly EventKind[] Kinds = BehaviourCounts.Kinds;

    /// <summary>
    /// Learns how much a view, a favorite, a cart and a purchase say: a logistic regression with ridge on log₂(1 + events of the kind, three at
    /// most) of pairs touched before several cuts, labelled by a purchase of the pair within the horizon after the cut. A weight is the chance
    /// that one event of the kind gives, against that of a view (or of the most frequent kind, where nothing is viewed, at its default weight).
    /// </summary>
    /// <remarks>
    /// A purchase is what is foretold itself: it never counts less than the kind that says most. Kinds with fewer than fifty pairs, and
    /// all kinds when fewer than thirty pairs were bought, keep their defaults. One pass over the log a cut; nothing after a cut is in its features.
    /// </remarks>
    /// <param name="log">In order of time; nothing that is judged later may be in it.</param>
    /// <param name="horizon">How far after a cut purchases are looked for.</param>
    /// <param name="given">Weights that are set by hand; the others are learned.</param>
    public static LearnedWeights Of(ShopLog log, TimeSpan horizon, GivenWeights? given = null)
    {
        var counts = BehaviourCounts.Of(log, horizon);
        var fit = counts.Bought >= FewestBought ? PairOdds.Fit(counts) : null;
        bool IsLearned(int kind) => fit is not null && counts.PairsWith(kind) >= FewestPairs;
        var reference = Enumerable.Range(0, Kinds.Length).Where(kind => IsLearned(kind) && Kinds[kind] != EventKind.Purchase).OrderByDescending(kind => Kinds[kind] == EventKind.View).ThenByDescending(counts.PairsWith).FirstOrDefault(-1);
        var (defaults, rows) = (new BehaviourWeights(), new List<BehaviourEvidence>());
        foreach (var kind in Enumerable.Range(0, Kinds.Length))
        {
            var (weight, source) = ((double)defaults[Kinds[kind]], "default");
            if (IsLearned(kind) && reference >= 0)
                (weight, source) = (Math.Clamp(defaults[Kinds[reference]] * fit!.ChanceOf(kind) / fit.ChanceOf(reference), 1 / Furthest, Furthest), "learned");
            if (Kinds[kind] == EventKind.Purchase)
                weight = Math.Max(weight, rows.Max(row => row.Weight));
            if (given?[Kinds[kind]] is { } set)
                (weight, source) = (set, "set");
            rows.Add(new(Kinds[kind], counts.PairsWith(kind), counts.BoughtWith(kind), IsLearned(kind) ? fit!.LogOddsOf(kind) : double.NaN, IsLearned(kind) ? fit!.ChanceOf(kind) : double.NaN, weight, source));
        }
        var weights = new BehaviourWeights { View = rows[0].Weight, Favorite = rows[1].Weight, Cart = rows[2].Weight, Purchase = rows[3].Weight, Rate = given?.Rate ?? defaults.Rate };
        return new(weights, rows);
    }
}

/// <summary>Weights that are set by hand; null for those to be learned.</summary>
/// <param name="View">Weight of a view.</param>
/// <param name="Favorite">Weight of a favorite.</param>
/// <param name="Cart">Weight of putting into the cart.</param>
/// <param name="Purchase">Weight of a purchase.</param>
/// <param name="Rate">Weight of a rating.</param>
public sealed record GivenWeights(double? View = null, double? Favorite = null, double? Cart = null, double? Purchase = null, double? Rate = null)
{
    /// <summary>These weights, and the others' where these say nothing.</summary>
    public GivenWeights Or(GivenWeights others) =>
        new(View ?? others.View, Favorite ?? others.Favorite, Cart ?? others.Cart, Purchase ?? others.Purchase, Rate ?? others.Rate);

    /// <summary>The weight of a kind, or null.</summary>
    public double? this[EventKind kind] => kind switch
    {
        EventKind.View => View,
        EventKind.Favorite => Favorite,
        EventKind.Cart => Cart,
        EventKind.Purchase => Purchase,
        EventKind.Rate => Rate,
        _ => null,
    };
}
