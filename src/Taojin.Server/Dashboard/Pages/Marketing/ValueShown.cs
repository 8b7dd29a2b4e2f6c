using Taojin.Workflows.Marketing;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Dashboard.Pages.Marketing;

/// <summary>What customers are worth, with those that are drawn worked out once.</summary>
/// <param name="Result">All of it.</param>
/// <param name="Drawn">The most valuable customers.</param>
internal sealed record ValueShown(ValueResult Result, IReadOnlyList<CustomerValue> Drawn)
{
    private const int Most = 4000;

    public static ValueShown Of(LiveShop shop)
    {
        var result = new MarketValue(shop.Mine).Run();
        return new(result, [.. result.All().Take(Most)]);
    }
}
