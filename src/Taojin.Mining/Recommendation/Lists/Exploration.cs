using Taojin.Numerics;

namespace Taojin.Mining.Recommendation.Lists;

/// <summary>Gives what is little known a chance to be seen, and says with what probability each item came to its place, so that the log can judge other policies.</summary>
public static class Exploration
{
    /// <summary>Each place is drawn anew with probability ε from the candidates that are not in the list yet; else the list's own item stands there.</summary>
    /// <param name="order">The list without exploration, indexes of candidates.</param>
    /// <param name="candidates">Number of candidates, at least as many as the list has places.</param>
    /// <param name="epsilon">ε in [0, 1].</param>
    /// <param name="chance">A stream of this request.</param>
    /// <returns>The list, and how probable it was that this item would stand at this place at all.</returns>
    /// <remarks>
    /// The probability is that over everything that chance might have put before it, not only given what it did put there: an item that already
    /// stands further up, or that a draw has pushed down, cannot come again, and estimates that divide by the conditional probability would miss
    /// those lists and be too low. Cost: places².
    /// </remarks>
    public static IReadOnlyList<Placed> Epsilon(IReadOnlyList<int> order, int candidates, double epsilon, SplitMix64 chance)
    {
        var waiting = new LinkedList<int>(order);
        var rest = Enumerable.Range(0, candidates).Except(order).ToList();
        var placed = new List<Placed>(order.Count);
        var draws = new DrawCounts(order.Count, rest.Count, epsilon);
        foreach (var _ in order)
        {
            var own = waiting.First!.Value;
            var others = rest.Count;
            if (others > 0 && chance.NextDouble() < epsilon)
            {
                var draw = chance.NextInt32(others);
                placed.Add(new(rest[draw], draws.OfOutside(), IsExplored: true));
                rest.RemoveAt(draw);
            }
            else
            {
                placed.Add(new(own, draws.OfOwn(placed.Count - (order.Count - waiting.Count)), IsExplored: false));
                waiting.RemoveFirst();
            }
            draws.Next();
        }
        return placed;
    }

    /// <summary>
    /// A value drawn for an item by what is known of its clicks (Thompson sampling): an item shown often keeps near its own rate, a new one may
    /// draw high. Chapelle and Li, NIPS 2011.
    /// </summary>
    /// <param name="clicked">How often it was clicked when shown, 0 or more.</param>
    /// <param name="shown">How often it was shown, at least <paramref name="clicked"/>.</param>
    /// <param name="rate">Click rate of all items together, in (0, 1): what is expected of an item before anything is known.</param>
    /// <param name="chance">A stream of this request and item.</param>
    /// <returns>A rate in [0, 1] drawn from Beta(clicked + 20·rate, shown − clicked + 20·(1 − rate)).</returns>
    public static double Thompson(double clicked, double shown, double rate, SplitMix64 chance)
    {
        const double PriorShown = 20;
        var yes = Gamma(clicked + (PriorShown * rate), ref chance);
        var no = Gamma(shown - clicked + (PriorShown * (1 - rate)), ref chance);
        return yes + no > 0 ? yes / (yes + no) : rate;
    }

    /// <summary>A draw from Gamma(shape, 1): Marsaglia and Tsang 2000, doi:10.1145/358407.358414.</summary>
    private static double Gamma(double shape, ref SplitMix64 chance)
    {
        if (shape < 1)
            return Gamma(shape + 1, ref chance) * Math.Pow(chance.NextDouble(), 1 / shape);
        var (center, width) = (shape - (1 / 3.0), 1 / Math.Sqrt(9 * (shape - (1 / 3.0))));
        while (true)
        {
            var normal = chance.NextNormal();
            var cube = 1 + (width * normal);
            if (cube <= 0)
                continue;
            cube *= cube * cube;
            if (Math.Log(1 - chance.NextDouble()) < (0.5 * normal * normal) + center - (center * cube) + (center * Math.Log(cube)))
                return center * cube;
        }
    }
}

/// <summary>What stands at a place of a list.</summary>
/// <param name="Candidate">Index of the candidate.</param>
/// <param name="Propensity">Probability that it comes to stand here, whatever chance puts before it; in (0, 1].</param>
/// <param name="IsExplored">Whether chance put it here.</param>
public readonly record struct Placed(int Candidate, double Propensity, bool IsExplored);
