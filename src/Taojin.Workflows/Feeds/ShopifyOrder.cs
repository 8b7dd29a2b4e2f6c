using System.Globalization;
using System.Text.Json;
using Taojin.Data;
using Taojin.Storage;

namespace Taojin.Workflows.Feeds;

/// <summary>An order as Shopify's webhooks send it, as purchases: one a line, known again by the ids of order and line.</summary>
public static class ShopifyOrder
{
    /// <summary>Reads an order; one without a customer or without lines gives nothing.</summary>
    /// <exception cref="TaojinException">webhook.unreadable.</exception>
    public static IReadOnlyList<NewEvent> Events(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var order = document.RootElement;
            if (!order.TryGetProperty("line_items", out var lines) || !order.TryGetProperty("customer", out var customer) || customer.ValueKind != JsonValueKind.Object)
                return [];
            return [.. lines.EnumerateArray().Where(line => line.TryGetProperty("product_id", out var product) && product.ValueKind != JsonValueKind.Null).Select(line => Line(order, customer, line))];
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new TaojinException("webhook.unreadable", $"This is no order of Shopify: {fault.Message}", "Point the webhook orders/create or orders/paid here, in JSON.", fault);
        }
    }

    private static NewEvent Line(JsonElement order, JsonElement customer, JsonElement line) => new()
    {
        EventId = $"shopify/{Text(order, "id")}/{Text(line, "id")}",
        UserId = Text(customer, "id")!,
        ItemId = Text(line, "product_id"),
        Kind = EventKind.Purchase,
        Time = Instant.Of(order.GetProperty("created_at").GetDateTimeOffset()),
        OrderId = Text(order, "id"),
        Line = Text(line, "id"),
        Currency = Text(order, "currency"),
        Variant = Text(line, "variant_id"),
        Price = Number(line, "price"),
        Quantity = Number(line, "quantity"),
    };

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null }
        : null;

    private static float? Number(JsonElement of, string name) => float.TryParse(Text(of, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
