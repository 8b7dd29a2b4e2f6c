using Taojin.Data;
using Taojin.Mining.Recommendation.Lists;
using Taojin.Numerics;

namespace Taojin.Workflows.Serving.Lists;

/// <summary>Gives the places away: by value, unlike one another, no category too often, some to chance.</summary>
internal sealed class ListOrder(Placement placement, Catalogue items, ListAsker asker)
{
    /// <summary>At most <paramref name="count"/> candidates in the order of the list.</summary>
    public IEnumerable<Candidate> Order(List<Candidate> candidates, int count)
    {
        if (placement.IsPlain)
            return candidates.Take(count);
        Candidate[] sorted = [.. candidates.OrderByDescending(each => each.Value)];
        IReadOnlyList<int> order = [.. Enumerable.Range(0, sorted.Length)];
        if (placement.Diversity > 0)
            order = Diversity.Order([.. sorted.Select(each => each.Value)], (one, other) => Likeness(sorted[one].Item, sorted[other].Item), placement.Diversity, placement.CategoryCap > 0 ? sorted.Length : count);
        order = placement.CategoryCap > 0
            ? CategoryCap.Order(order, place => items.CategoryOf(sorted[place].Item), placement.CategoryCap, count)
            : [.. order.Take(count)];
        return placement is { Exploration: > 0, ExplorationKind: ExplorationKind.Epsilon }
            ? Explored(sorted, order)
            : order.Select(place => sorted[place]);
    }

    private IEnumerable<Candidate> Explored(Candidate[] sorted, IReadOnlyList<int> order) =>
        Exploration.Epsilon(order, sorted.Length, placement.Exploration, SplitMix64.Stream(0, $"explore\n{asker.RequestId}")).Select(placed =>
        {
            var candidate = sorted[placed.Candidate];
            candidate.Propensity = placed.Propensity;
            candidate.PlacedBy = placed.IsExplored ? "exploration" : null;
            return candidate;
        });

    /// <summary>Share of the levels of their categories that two items have in common, from the root; 0 where one has none.</summary>
    private double Likeness(int one, int other)
    {
        var (first, second) = (items.CategoryOf(one), items.CategoryOf(other));
        if (first < 0 || second < 0)
            return 0;
        var (left, right) = (items.Categories.IdAt(first).Split(" > "), items.Categories.IdAt(second).Split(" > "));
        var common = left.Zip(right).TakeWhile(levels => levels.First == levels.Second).Count();
        return common / (double)Math.Max(left.Length, right.Length);
    }
}
