using Taojin.Mining.Learning;
using Taojin.Server.Dashboard.Pages.Marketing;
using Taojin.Workflows.Categories;
using Taojin.Workflows.Marketing;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Dashboard.Reading;

/// <summary>What pages mine from the whole log or catalogue, and keep on disk.</summary>
internal static class Minings
{
    /// <summary>Products deep: of them those that nobody answered meanwhile are asked.</summary>
    private const int Deep = 200;

    public static Mining<IReadOnlyList<QueuedProduct>> Queue { get; } = new("queue", shop => shop.Categories.Queue(Deep, new FitContext()));

    public static Mining<CatalogueAnswer> Catalogue { get; } = new("catalogue", shop => shop.Categories.All(false, new FitContext()));

    public static Mining<CatalogueReview> Review { get; } = new("duplicates", shop => CatalogueReview.Of(shop.Mine, new FitContext()));

    public static Mining<SegmentsResult> Segments { get; } = new("segments", shop => new MarketSegments(shop.Mine).Run());

    public static Mining<ValueShown> Value { get; } = new("value", ValueShown.Of);

    public static Mining<BasketsResult> Baskets { get; } = new("baskets", shop => new MarketBaskets(shop.Mine).Run(new()));

    public static Mining<OpportunitiesResult> Opportunities { get; } = new("opportunities", shop => new MarketOpportunities(shop.Mine).Run());
}

/// <summary>Something that takes long to work out.</summary>
/// <param name="Name">Name of its file.</param>
/// <param name="Work">Works it out.</param>
public sealed record Mining<T>(string Name, Func<LiveShop, T> Work);
