namespace Taojin.Mining.Recommendation.Lists;

/// <summary>Lets no category take more than its places: what is above the cap moves behind all that is not.</summary>
public static class CategoryCap
{
    /// <summary>Orders anew.</summary>
    /// <param name="order">Indexes of candidates, best first.</param>
    /// <param name="categoryOf">A candidate's category, or -1: none, which is never capped.</param>
    /// <param name="most">Most places of one category in the first <paramref name="count"/>, at least 1.</param>
    /// <param name="count">Places of the list.</param>
    /// <returns>At most <paramref name="count"/> candidates; those above the cap only when nothing else is left.</returns>
    public static IReadOnlyList<int> Order(IReadOnlyList<int> order, Func<int, int> categoryOf, int most, int count)
    {
        var taken = new Dictionary<int, int>();
        var (kept, above) = (new List<int>(count), new List<int>());
        foreach (var candidate in order)
        {
            var category = categoryOf(candidate);
            var held = taken.GetValueOrDefault(category);
            taken[category] = held + 1;
            (category >= 0 && held >= most ? above : kept).Add(candidate);
        }
        return [.. kept.Concat(above).Take(count)];
    }
}
