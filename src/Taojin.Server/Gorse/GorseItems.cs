using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Endpoints;
using Taojin.Storage.Resources;

namespace Taojin.Server.Gorse;

/// <summary>Items of the Gorse API: the comment is the title, the timestamp when it can first be bought, the categories are the path or the attribute <c>categories</c>.</summary>
internal sealed class GorseItems : IEndpoint
{
    private const string CategoriesName = "categories";

    public void Map(IEndpointRouteBuilder routes)
    {
        var gorse = routes.Gorse();
        gorse.Write("POST", "/item", async call => Put(call, [await call.BodyAsync<GorseItem>()]));
        gorse.Write("POST", "/items", async call => Put(call, await call.BodyAsync<GorseItem[]>()));
        gorse.Get("/item/{item}", call => Of(Found(call)));
        gorse.Write("PATCH", "/item/{item}", PatchAsync);
        gorse.Delete("/item/{item}", call => call.Shop.RemoveItem(call.Path("item")!, isForgotten: true) is var _ ? new GorseSuccess(1) : null);
        gorse.Get("/items", Page);
        gorse.Write("PUT", "/item/{item}/category/{category}", call => Task.FromResult<object?>(Categorise(call, isIn: true)));
        gorse.Delete("/item/{item}/category/{category}", call => Categorise(call, isIn: false));
    }

    /// <summary>Categories as a set: the attribute where there is one, else the levels of the path.</summary>
    public static IReadOnlyList<string> CategoriesOf(ItemRecord item) =>
        GorseAttributes.Texts(GorseAttributes.Read(item.Attributes), CategoriesName) is { Count: > 0 } many ? many : item.Category?.Split(" > ") ?? [];

    private static GorseSuccess Put(GorseCall call, GorseItem[] items)
    {
        if (items.Any(item => item.ItemId.Length == 0))
            throw new GorseException(400, "ItemId is empty");
        return call.Shop.Alone(() => Written(call, items));
    }

    private static GorseSuccess Written(GorseCall call, GorseItem[] items)
    {
        call.Shop.Put([.. items.Select(item => With(
            (call.Resources.Items.Find(item.ItemId) ?? new(item.ItemId)) with { Hidden = item.IsHidden, AvailableFrom = GorseJson.TimeOf(item.Timestamp) },
            new(null, item.Categories ?? [], null, item.Labels ?? default(JsonElement), item.Comment ?? "")))]);
        return new(items.Length);
    }

    private static async Task<object?> PatchAsync(GorseCall call)
    {
        var patch = await call.BodyAsync<GorseItemPatch>();
        return call.Shop.Alone(() => Patched(call, patch));
    }

    private static GorseSuccess Patched(GorseCall call, GorseItemPatch patch)
    {
        if (call.Resources.Items.Find(call.Path("item")!) is { } item)
            call.Shop.Put([With(item with { Hidden = patch.IsHidden ?? item.Hidden, AvailableFrom = patch.Timestamp is null ? item.AvailableFrom : GorseJson.StrictTimeOf(patch.Timestamp) }, patch)]);
        return new(1);
    }

    private static GorseSuccess Categorise(GorseCall call, bool isIn) => call.Shop.Alone(() => Categorised(call, isIn));

    private static GorseSuccess Categorised(GorseCall call, bool isIn)
    {
        var (item, category) = (Found(call), call.Path("category")!);
        var others = CategoriesOf(item).Where(each => each != category);
        call.Shop.Put([With(item, new(null, [.. isIn ? others.Append(category) : others], null, null, null))]);
        return new(1);
    }

    private static object Page(GorseCall call)
    {
        if (call.Query("q") is { Length: > 0 } query)
            return new GorseItemsPage("", call.Shop.Search(query, call.Count).Select(found => call.Resources.Items.Find(found.ItemId)).OfType<ItemRecord>().Select(Of));
        var page = call.Resources.Items.Page(call.Cursor, call.Count);
        return new GorseItemsPage(GorseCall.CursorOf(page.Next), page.Rows.Select(Of));
    }

    private static ItemRecord Found(GorseCall call) => call.Resources.Items.Find(call.Path("item")!) ?? throw new GorseException(404, "item not found");

    private static GorseItem Of(ItemRecord item) => new()
    {
        ItemId = item.ItemId,
        IsHidden = item.Hidden,
        Categories = CategoriesOf(item),
        Timestamp = GorseJson.TextOf(item.AvailableFrom),
        Labels = GorseAttributes.Labels(GorseAttributes.Read(item.Attributes)),
        Comment = item.Title ?? "",
    };

    /// <summary>What else the shop says of the item stays, and its path where the categories are its levels.</summary>
    private static ItemRecord With(ItemRecord item, GorseItemPatch patch)
    {
        var attributes = GorseAttributes.Read(item.Attributes);
        GorseAttributes.SetLabels(attributes, patch.Labels);
        var category = item.Category;
        if (patch.Categories is { } said && !said.SequenceEqual(CategoriesOf(item)))
        {
            category = said.Count > 0 ? said[0] : null;
            GorseAttributes.Set(attributes, CategoriesName, said.Count > 1 ? new JsonArray([.. said.Select(each => (JsonNode)JsonValue.Create(each))]) : null);
        }
        return item with
        {
            Category = category,
            Title = patch.Comment is null ? item.Title : patch.Comment.Length == 0 ? null : patch.Comment,
            Attributes = GorseAttributes.Write(attributes),
        };
    }
}
