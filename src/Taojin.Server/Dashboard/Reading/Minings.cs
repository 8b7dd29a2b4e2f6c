using Taojin.Mining.Learning;
using Taojin.Workflows;
using Taojin.Workflows.Categories;
using Taojin.Workflows.Marketing;
using Taojin.Workflows.Service;
using Taojin.Workflows.Serving;
using Taojin.Workflows.Training;

namespace Taojin.Server.Dashboard.Reading;

/// <summary>What pages mine from the whole log or catalogue, and keep on disk.</summary>
internal static class Minings
{
    /// <summary>Products deep: of them those that nobody answered meanwhile are asked.</summary>
    private const int Deep = 200;
    private const int ContactDays = 30;

    public static Mining<OpportunitiesResult> Opportunities { get; } = new("opportunities", Everything, shop => new MarketOpportunities(shop.Mine).Run());

    public static Mining<SegmentsResult> Segments { get; } = new("segments", Everything, shop => new MarketSegments(shop.Mine).Run());

    public static Mining<ValueResult> Value { get; } = new("value", Everything, shop => new MarketValue(shop.Mine).Run());

    public static Mining<BasketsResult> Baskets { get; } = new("baskets", Everything, shop => new MarketBaskets(shop.Mine).Run(new()));

    public static Mining<MediaReport> Channels { get; } = new("channels", Everything, shop => new MarketMedia(shop.Mine).Run(ContactDays, new FitContext()));

    public static Mining<ReturnSummary> Returns { get; } = new("returns", Everything, shop => new ReturnReport(shop.Mine).Run());

    public static Mining<OpenOrderList> OpenOrders { get; } = new("open-orders", mine => $"{Everything(mine)} {mine.Models.Current(ReturnRiskTask.Alias)}", shop => new OpenOrders(shop.Mine).Run());

    public static Mining<IReadOnlyList<QueuedProduct>> Queue { get; } = new("queue", CategoriesAndModel, shop => shop.Categories.Queue(Deep, new FitContext()));

    public static Mining<CatalogueAnswer> Catalogue { get; } = new("catalogue", CategoriesAndModel, shop => shop.Categories.All(false, new FitContext()));

    public static Mining<CatalogueReview> Review { get; } = new("duplicates", mine => mine.Workspace.Browse.CatalogueVersion(), shop => CatalogueReview.Of(shop.Mine, new FitContext()));

    /// <summary>All of them, those that more people look at first.</summary>
    public static IReadOnlyList<IMining> All { get; } = [Opportunities, Segments, Value, Baskets, Channels, Returns, OpenOrders, Queue, Catalogue, Review];

    /// <summary>Events, contacts, reviews, and the catalogue with its names and prices.</summary>
    private static string Everything(Mine mine) => $"{mine.Workspace.Browse.Version()} {mine.Workspace.Browse.CatalogueVersion()}";

    /// <summary>What happens in the shop changes nothing of what the catalogue says.</summary>
    private static string CategoriesAndModel(Mine mine) => $"{mine.Workspace.Browse.CatalogueVersion()} {mine.Models.Current("category@live")}";
}

/// <summary>Something that takes long to work out.</summary>
/// <param name="Name">Name of its file.</param>
/// <param name="Ground">A word for what it is mined from: the same word, the same result.</param>
/// <param name="Work">Works it out.</param>
public sealed record Mining<T>(string Name, Func<Mine, string> Ground, Func<LiveShop, T> Work) : IMining
{
    /// <inheritdoc />
    Task IMining.RenewAsync(MinedShelf shelf, int timesItsCost) => shelf.Look(this, timesItsCost).Coming ?? Task.CompletedTask;
}

/// <summary>Something that is mined, whatever comes of it.</summary>
internal interface IMining
{
    /// <summary>Mines it anew where that is due; ends when it is done.</summary>
    Task RenewAsync(MinedShelf shelf, int timesItsCost);
}
