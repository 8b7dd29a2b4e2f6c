using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Pricing;
using Taojin.Numerics;

namespace Taojin.Workflows.Marketing;

/// <summary>What is asked of prices.</summary>
public sealed record ElasticityRequest
{
    /// <summary>How many of the products that brought most money are looked at.</summary>
    public int Products { get; init; } = 20;

    /// <summary>Whether whole categories are looked at instead of products.</summary>
    public bool ByCategory { get; init; }

    /// <summary>Whether other products' prices are looked at too; for a few products only.</summary>
    public bool Cross { get; init; }

    /// <summary>Whether straight lines stand in for trees that may bend.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Largest change of a price that is advised, as a share.</summary>
    public double LargestChange { get; init; } = 0.15;
}

/// <summary>How sales answer to prices, and which price would earn most: one for everybody.</summary>
public sealed class MarketElasticity(Mine mine)
{
    private const int LeastWeeks = 20, LeastPrices = 3;

    /// <summary>Estimates from the orders of the log, week by week.</summary>
    /// <exception cref="TaojinException">price.nothing: no product has enough weeks at different prices.</exception>
    public ElasticityReport Run(ElasticityRequest request, FitContext context)
    {
        var orders = mine.Workspace.Trade.Orders();
        var weeks = WeeklySales.Of(orders, mine.Calendar, request.ByCategory);
        var chosen = weeks.Where(each => each.Weeks.Count >= LeastWeeks && each.Weeks.Select(week => Math.Round(week.Price, 2)).Distinct().Count() >= LeastPrices)
            .OrderByDescending(each => each.Weeks.Sum(week => week.Price * week.Quantity)).Take(request.Products).ToArray();
        if (chosen.Length == 0)
            throw new TaojinException("price.nothing", $"No product was sold in {LeastWeeks} weeks at {LeastPrices} different prices.", "Import more orders with prices, or look at whole categories: --by-category");
        var sales = Table(chosen, orders, mine.Calendar);
        var found = new PriceElasticity(new() { Cross = request.Cross, IsDouble = !request.IsPlain, Rows = LeastWeeks }).Fit(sales, context);
        return new()
        {
            Method = request.IsPlain ? "regression" : "double machine learning",
            Weeks = sales.Market.Distinct().Count(),
            Elasticities = found,
            Advice = [.. chosen.Select((each, place) => (each, Own: found.First(one => one.IsOwn && one.Product == sales.Products[place]))).Where(each => !double.IsNaN(each.each.Cost)).Select(each => Advice(each.each, each.Own, request))],
        };
    }

    private static PriceAdvice Advice(WeeklySales product, Elasticity own, ElasticityRequest request)
    {
        var last = product.Weeks[^1];
        return PriceAdvice.Of(own, new(last.Price, product.Weeks.Average(week => week.Quantity), product.Cost, own.Value), (product.Weeks.Min(week => week.Price), product.Weeks.Max(week => week.Price)), request.LargestChange);
    }

    /// <summary>Beside the product: the season, the trend and how busy the rest of the shop was (orders without any of these products, else their own sales would stand on both sides).</summary>
    private static SalesTable Table(WeeklySales[] products, OrderLog orders, ShopCalendar calendar)
    {
        var rows = products.SelectMany((product, place) => product.Weeks.Select(week => (Product: place, Week: week))).ToArray();
        var busy = WeeklySales.OtherOrders(orders, calendar, [.. products.SelectMany(product => product.Items)]);
        var (first, controls) = (rows.Min(row => row.Week.Week), new DenseRows(rows.Length, 4));
        for (var row = 0; row < rows.Length; row++)
        {
            var (week, angle) = (rows[row].Week.Week, 2 * Math.PI * rows[row].Week.Week / 52.1775);
            (controls[row][0], controls[row][1], controls[row][2], controls[row][3]) = (week - first, (float)Math.Sin(angle), (float)Math.Cos(angle), (float)Math.Log(1 + busy.GetValueOrDefault(week)));
        }
        return new()
        {
            Products = [.. products.Select(product => product.Name)],
            Product = [.. rows.Select(row => row.Product)],
            Quantity = [.. rows.Select(row => row.Week.Quantity)],
            Price = [.. rows.Select(row => row.Week.Price)],
            Market = [.. rows.Select(row => row.Week.Week - first)],
            Controls = new(["week", "season_sin", "season_cos", "log_other_orders"], controls),
        };
    }
}

/// <summary>What is known of prices.</summary>
public sealed record ElasticityReport
{
    /// <summary>How it was estimated.</summary>
    public required string Method { get; init; }

    /// <summary>Weeks that were looked at.</summary>
    public required int Weeks { get; init; }

    /// <summary>Own elasticities, each followed by its cross ones.</summary>
    public required IReadOnlyList<Elasticity> Elasticities { get; init; }

    /// <summary>Prices of most profit within limits, for products whose cost is known: the same price for everybody.</summary>
    public required IReadOnlyList<PriceAdvice> Advice { get; init; }
}
