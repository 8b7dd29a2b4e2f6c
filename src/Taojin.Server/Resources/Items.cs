using System.ComponentModel;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;
using Taojin.Server.Endpoints;
using Taojin.Storage.Access;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Resources;

/// <summary>The catalogue.</summary>
internal sealed class Items : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var items = routes.MapGroup("/api/v1/items").WithTags("items").Needs(AccessScopes.Write);
        items.MapGet("", Page).Needs(AccessScopes.Read).WithSummary("Items, page by page, in the order in which the shop came to know them.");
        items.MapGet("/{id}", Get).Needs(AccessScopes.Read).WithSummary("One item.");
        items.MapPost("", PostMany).WithSummary("Writes up to 1,000 items as they are now; new ids are new items. The next list knows them.");
        items.MapPut("/{id}", Put).WithSummary("Writes one item as it is now.");
        items.MapPatch("/{id}", Patch).WithSummary("Changes what is named and takes away what is null (RFC 7396): a new price or an empty stock counts from the next list on.");
        items.MapDelete("/{id}", Delete).WithSummary("Takes an item away. Where events, reviews or feedback refer to it, it is hidden and kept.");
    }

    private static Ok<ItemsPage> Page(
        LiveShop shop,
        [Description("At most so many, 1 to 1,000.")] int n = 100,
        [Description("The 'next' of the page before.")] string? cursor = null,
        [Description("Only of this category or below it.")] string? category = null)
    {
        var page = shop.Mine.Workspace.Resources.Items.Page(ResourceCalls.Opened(cursor), ResourceCalls.Count(n), category);
        return TypedResults.Ok(new ItemsPage([.. page.Rows.Select(ItemBody.Of)], ResourceCalls.Closed(page.Next)));
    }

    private static Ok<ItemBody> Get(LiveShop shop, string id) => TypedResults.Ok(Found(shop, id));

    private static Ok<Written> PostMany(LiveShop shop, IReadOnlyList<ItemBody> items)
    {
        shop.Put([.. ResourceCalls.Batch(items).Select(item => item.ToRecord())]);
        return TypedResults.Ok(new Written(items.Count));
    }

    private static Ok<ItemBody> Put(LiveShop shop, string id, ItemBody item)
    {
        ResourceCalls.CheckSame(id, item.ItemId);
        shop.Put([item.ToRecord()]);
        return TypedResults.Ok(Found(shop, id));
    }

    private static Ok<ItemBody> Patch(LiveShop shop, string id, JsonObject patch) => shop.Alone(() =>
    {
        var changed = ResourceCalls.Patched(Found(shop, id), patch);
        ResourceCalls.CheckSame(id, changed.ItemId);
        shop.Put([changed.ToRecord()]);
        return TypedResults.Ok(Found(shop, id));
    });

    private static Ok<Removed> Delete(LiveShop shop, string id) => TypedResults.Ok(ResourceCalls.Gone(shop.RemoveItem(id), "item", id));

    private static ItemBody Found(LiveShop shop, string id) => ItemBody.Of(ResourceCalls.Known(shop.Mine.Workspace.Resources.Items.Find(id), "item", id));
}

/// <summary>Some items.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">Send it as cursor for the next page; nothing on the last one.</param>
internal sealed record ItemsPage(IReadOnlyList<ItemBody> Items, string? Next);
