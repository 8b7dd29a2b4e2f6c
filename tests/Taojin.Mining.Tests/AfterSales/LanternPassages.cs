using Taojin.Data;
using Taojin.Mining.AfterSales;
using Taojin.Testing.Service;

namespace Taojin.Mining.Tests.AfterSales;

/// <summary>The fixture shop as the assistant takes it in.</summary>
internal static class LanternPassages
{
    public static IReadOnlyList<Passage> All { get; } =
    [
        .. Of(LanternShop.Policies, PassageKind.Policy), .. Of(LanternShop.Products, PassageKind.Fact), .. Of(LanternShop.Answers, PassageKind.Answer),
    ];

    public static IReadOnlyList<OwnOrder> OrdersOf(string? user) => [.. LanternShop.Orders.Where(order => order.UserId == user).Select(order => new OwnOrder
    {
        OrderId = order.OrderId, State = order.State, Time = Instant.Of(order.Time), Carrier = order.Carrier, Tracking = order.Tracking,
        Expected = order.Expected?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        Titles = [.. order.Items.SelectMany(item => LanternShop.Products.Where(product => product.Id == $"fact/{item}").SelectMany(product => new[] { product.En.Title, product.Zh.Title }))],
    })];

    private static IEnumerable<Passage> Of(IEnumerable<LanternText> texts, PassageKind kind) => texts.SelectMany(text => new[]
    {
        new Passage(text.Id, kind, "en", text.En.Title, text.En.Text), new Passage(text.Id, kind, "zh", text.Zh.Title, text.Zh.Text),
    });
}
