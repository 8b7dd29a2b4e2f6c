using System.ComponentModel.DataAnnotations;
using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Association;

/// <summary>Which itemsets count as frequent.</summary>
public sealed record FrequentItemsetsOptions
{
    /// <summary>Least share of baskets that hold an itemset; the count is rounded up.</summary>
    [Range(1e-9, 1)] public double MinSupport { get; init; } = 0.002;

    /// <summary>Most items of an itemset.</summary>
    [Range(1, 100)] public int MostItems { get; init; } = 10;

    /// <summary>Most itemsets that are kept in memory; more end the fit with the advice to raise the support.</summary>
    [Range(1, 200_000_000)] public int MostItemsets { get; init; } = 20_000_000;
}

/// <summary>Finds every itemset that stands in enough baskets (FP-growth).</summary>
/// <remarks>
/// The baskets become a tree of shared beginnings, items by falling count; each item's branches are a smaller tree of their own, and so on.
/// Han, Pei &amp; Yin 2000, doi:10.1145/342009.335372. Items of the first level are worked on by several threads; the outcome stands in a fixed order.
/// </remarks>
public sealed class FrequentItemsets(FrequentItemsetsOptions options) : IDescribed<AlgorithmCard>, IEstimator<Baskets, Itemsets>
{
    private readonly FrequentItemsetsOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<FrequentItemsetsOptions, Itemsets>(
        "frequent-itemsets", "Bought together (FP-growth)", "经常一起购买（FP-growth）", new("baskets"), "doi:10.1145/342009.335372", options => new FrequentItemsets(options)) with { Needs = [DataNeed.Events(100)] };

    /// <inheritdoc />
    /// <exception cref="TaojinException">baskets.too-many: there are more itemsets than may be kept.</exception>
    public Itemsets Fit(Baskets data, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var least = Math.Max(1, (int)Math.Ceiling((_options.MinSupport * data.Count) - 1e-9));
        var order = FrequentOrder.Of(data, least);
        var tree = order.TreeOf(data);
        var found = new ItemsetList[order.Count];
        var (next, budget) = (order.Count, new ItemsetBudget(_options.MostItemsets));
        void Work()
        {
            for (int rank; (rank = Interlocked.Decrement(ref next)) >= 0;)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                new Growth(least, _options.MostItems, found[rank] = new(budget)).Grow(tree, rank);
            }
        }
        if (context.Threads > 1 && order.Count > 1)
            Parallel.For(0, context.Threads, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation }, _ => Work());
        else
            Work();
        return Itemsets.Of(data.Items, data.Count, order.Items, found);
    }
}

/// <summary>Counts itemsets over all threads.</summary>
internal sealed class ItemsetBudget(int most)
{
    private int _taken;

    public void Take()
    {
        if (Interlocked.Increment(ref _taken) > most)
            throw new TaojinException("baskets.too-many", $"There are more than {most} frequent itemsets.", "Raise the support, or allow fewer items in a set.");
    }
}
