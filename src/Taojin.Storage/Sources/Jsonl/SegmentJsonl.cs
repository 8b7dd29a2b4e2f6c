using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Import;

namespace Taojin.Storage.Sources.Jsonl;

/// <summary>Calls of Segment's e-commerce specification. The id of the call is the id of the event; calls that track nothing of the shop are read over.</summary>
internal sealed class SegmentJsonl : IDescribed<JsonlPreset>
{
    private static readonly JsonEventShape Shape = new()
    {
        User = ["userId", "anonymousId"],
        Time = "timestamp",
        TimeFormat = TimeFormat.Iso,
        Name = ["event", "type"],
        Kinds = new(
            ("Product Viewed", EventKind.View), ("Product Added", EventKind.Cart), ("Product Added to Wishlist", EventKind.Favorite), ("Order Completed", EventKind.Purchase),
            ("Order Refunded", EventKind.Return), ("Product List Viewed", EventKind.Shown), ("Products Searched", EventKind.Search)),
        Others =
        [
            "Product Clicked", "Product Removed", "Product Removed from Wishlist", "Wishlist Product Added to Cart", "Product Shared", "Product Reviewed", "Cart Viewed", "Cart Shared",
            "Checkout Started", "Checkout Step Viewed", "Checkout Step Completed", "Payment Info Entered", "Product List Filtered", "Order Updated", "Order Cancelled",
            "Promotion Viewed", "Promotion Clicked", "Coupon Entered", "Coupon Applied", "Coupon Denied", "Coupon Removed",
        ],
        Items = ["properties.products", "properties"],
        EventId = "messageId",
        Whole = [("properties.order_id", Field.OrderId), ("properties.currency", Field.Currency), ("properties.query", Field.Query)],
        Item =
        [
            ("product_id", Field.ItemId), ("sku", Field.ItemId), ("name", Field.Title), ("category", Field.Category), ("brand", Field.Brand), ("variant", Field.Variant),
            ("price", Field.Price), ("quantity", Field.Quantity), ("position", Field.Position),
        ],
    };

    /// <inheritdoc />
    public static JsonlPreset Card { get; } = new()
    {
        Name = "segment",
        Fits = line => line.TryGetProperty("messageId"u8, out _) || (line.TryGetProperty("event"u8, out _) && line.TryGetProperty("properties"u8, out _)),
        Open = file => new JsonEventMapping(Shape, file),
    };
}
