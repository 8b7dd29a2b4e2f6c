using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Taojin.Data;
using Taojin.Storage.Resources;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Resources;

/// <summary>The catalogue.</summary>
internal sealed class Items() : ResourceEndpoint<ItemBody>("item")
{
    protected override Delegate Page => PageOf;

    protected override ResourceSummaries Summaries => new(
        "Items, page by page, in the order in which the shop came to know them.",
        "Writes up to 1,000 items as they are now; new ids are new items. The next list knows them.",
        "Writes one item as it is now.",
        "Changes what is named and takes away what is null (RFC 7396): a new price or an empty stock counts from the next list on.",
        "Takes an item away. Where events, reviews or feedback refer to it, it is hidden and kept.");

    protected override string IdOf(ItemBody body) => body.ItemId;

    protected override ItemBody? Find(LiveShop shop, string id) => shop.Mine.Workspace.Resources.Items.Find(id) is { } item ? ItemBody.Of(item) : null;

    protected override void Write(LiveShop shop, IEnumerable<ItemBody> bodies, Instant now) => shop.Put([.. bodies.Select(item => item.ToRecord())]);

    protected override Removal Remove(LiveShop shop, string id) => shop.RemoveItem(id);

    private static Ok<ItemsPage> PageOf(
        LiveShop shop,
        [Description("At most so many, 1 to 1,000.")] int n = 100,
        [Description("The 'next' of the page before.")] string? cursor = null,
        [Description("Only of this category or below it.")] string? category = null)
    {
        var page = shop.Mine.Workspace.Resources.Items.Page(ResourceCalls.Opened(cursor), ResourceCalls.Count(n), category);
        return TypedResults.Ok(new ItemsPage([.. page.Rows.Select(ItemBody.Of)], ResourceCalls.Closed(page.Next)));
    }
}

/// <summary>Some items.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">Send it as cursor for the next page; nothing on the last one.</param>
internal sealed record ItemsPage(IReadOnlyList<ItemBody> Items, string? Next);
