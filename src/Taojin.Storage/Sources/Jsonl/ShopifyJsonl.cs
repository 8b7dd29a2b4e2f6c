using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Import;

namespace Taojin.Storage.Sources.Jsonl;

/// <summary>Orders as the Shopify Admin API gives them: each line of an order is a purchase. Orders without a customer are rejected.</summary>
internal sealed class ShopifyJsonl : IDescribed<JsonlPreset>
{
    private static readonly JsonEventShape Shape = new()
    {
        User = ["customer.id"],
        Time = "created_at",
        TimeFormat = TimeFormat.Iso,
        Kind = EventKind.Purchase,
        Items = ["line_items"],
        Whole = [("id", Field.OrderId), ("currency", Field.Currency)],
        Item =
        [
            ("product_id", Field.ItemId), ("id", Field.Line), ("variant_id", Field.Variant), ("title", Field.Title), ("vendor", Field.Brand),
            ("price", Field.Price), ("quantity", Field.Quantity),
        ],
    };

    /// <inheritdoc />
    public static JsonlPreset Card { get; } = new()
    {
        Name = "shopify",
        Fits = line => line.TryGetProperty("line_items"u8, out _),
        Open = file => new JsonEventMapping(Shape, file),
    };
}
