using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Import;

namespace Taojin.Storage.Sources.Jsonl;

/// <summary>Google Analytics 4, as BigQuery exports its tables of events. A visitor who did not sign in is known by the pseudo id.</summary>
internal sealed class Ga4Jsonl : IDescribed<JsonlPreset>
{
    private static readonly JsonEventShape Shape = new()
    {
        User = ["user_id", "user_pseudo_id"],
        Time = "event_timestamp",
        TimeFormat = TimeFormat.UnixMicroseconds,
        Name = ["event_name"],
        Kinds = new(
            ("view_item", EventKind.View), ("add_to_wishlist", EventKind.Favorite), ("add_to_cart", EventKind.Cart), ("purchase", EventKind.Purchase),
            ("refund", EventKind.Return), ("view_item_list", EventKind.Shown), ("search", EventKind.Search)),
        Others = ["select_item", "remove_from_cart", "view_cart", "begin_checkout", "add_shipping_info", "add_payment_info", "view_promotion", "select_promotion", "view_search_results"],
        Items = ["items"],
        Whole =
        [
            ("event_params.ga_session_id", Field.SessionId), ("event_params.currency", Field.Currency), ("event_params.search_term", Field.Query),
            ("ecommerce.transaction_id", Field.OrderId),
        ],
        Item =
        [
            ("item_id", Field.ItemId), ("item_name", Field.Title), ("item_category", Field.Category), ("item_brand", Field.Brand), ("item_variant", Field.Variant),
            ("price", Field.Price), ("quantity", Field.Quantity), ("item_list_index", Field.Position),
        ],
        Unset = [.. "(not set)"u8],
    };

    /// <inheritdoc />
    public static JsonlPreset Card { get; } = new()
    {
        Name = "ga4",
        Fits = line => line.TryGetProperty("event_name"u8, out _) && line.TryGetProperty("event_timestamp"u8, out _),
        Open = file => new JsonEventMapping(Shape, file),
    };
}
