namespace Taojin.Mining.AfterSales;

/// <summary>Says how an order stands, by a template in the customer's language.</summary>
public static class OrderPassage
{
    /// <summary>A passage <c>order/ID</c>.</summary>
    /// <param name="order">The order.</param>
    /// <param name="language"><c>en</c> or <c>zh</c>.</param>
    public static Passage Of(OwnOrder order, string language) => new(
        $"order/{order.OrderId}", PassageKind.Order, language,
        language == "zh" ? $"订单 {order.OrderId}" : $"Order {order.OrderId}",
        language == "zh" ? Chinese(order) : English(order));

    private static string English(OwnOrder order) => Joined(" ",
        $"Your order {order.OrderId}{(Titles(order, "en") is { Length: > 0 } titles ? $" ({titles})" : "")} {StateEn(order.State)}.",
        order.State is "shipped" or "delivered" && order.Carrier is not null ? $"Carrier: {order.Carrier}, tracking number {order.Tracking ?? "not known yet"}." : null,
        order.State is "paid" or "packing" or "shipped" && order.Expected is not null ? $"Expected on {order.Expected}." : null);

    private static string Chinese(OwnOrder order) => Joined("",
        $"您的订单 {order.OrderId}{(Titles(order, "zh") is { Length: > 0 } titles ? $"（{titles}）" : "")}{StateZh(order.State)}。",
        order.State is "shipped" or "delivered" && order.Carrier is not null ? $"承运：{order.Carrier}，运单号 {order.Tracking ?? "暂无"}。" : null,
        order.State is "paid" or "packing" or "shipped" && order.Expected is not null ? $"预计 {order.Expected} 送达。" : null);

    private static string Joined(string by, params string?[] sentences) => string.Join(by, sentences.OfType<string>());

    /// <summary>Titles in the reader's language; all where none is.</summary>
    private static string Titles(OwnOrder order, string language)
    {
        var suiting = order.Titles.Where(title => TextLanguage.Of(title) == language).ToArray();
        return string.Join(language == "zh" ? "、" : ", ", suiting.Length > 0 ? suiting : order.Titles);
    }

    private static string StateEn(string state) => state switch
    {
        "paid" => "is paid and waits to be packed",
        "packing" => "is being packed",
        "shipped" => "has been sent",
        "delivered" => "has been delivered",
        "return_requested" => "waits for your return parcel",
        "refunded" => "has been refunded",
        "cancelled" => "was cancelled",
        _ => $"has the state '{state}'",
    };

    private static string StateZh(string state) => state switch
    {
        "paid" => "已付款，等待打包",
        "packing" => "正在打包",
        "shipped" => "已发货",
        "delivered" => "已签收",
        "return_requested" => "已申请退货，等待您寄回",
        "refunded" => "已退款",
        "cancelled" => "已取消",
        _ => $"状态为“{state}”",
    };
}
