using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Pricing;

/// <summary>What was sold at which price: a row is one product in one market (a shop in a week, say).</summary>
public sealed record SalesTable
{
    /// <summary>Names of the products, or of groups of products.</summary>
    public required IReadOnlyList<string> Products { get; init; }

    /// <summary>Product of each row, shape [rows].</summary>
    public required int[] Product { get; init; }

    /// <summary>Units that were sold, above 0, shape [rows].</summary>
    public required double[] Quantity { get; init; }

    /// <summary>Price of a unit, above 0, shape [rows].</summary>
    public required double[] Price { get; init; }

    /// <summary>Market of each row, from 0: prices of other products in it may matter, and errors in it go together. Empty when not known: each row is its own.</summary>
    public int[] Market { get; init; } = [];

    /// <summary>What else moves sales and may move prices: promotion, season, region. Null for nothing.</summary>
    public FeatureTable? Controls { get; init; }

    /// <summary>Number of rows.</summary>
    public int RowCount => Product.Length;

    /// <summary>Markets, each row its own when they are not known.</summary>
    internal int[] Markets => Market.Length > 0 ? Market : [.. Enumerable.Range(0, RowCount)];

    /// <exception cref="TooLittleDataException">A product has too few rows or prices.</exception>
    internal void Require(int rows)
    {
        for (var product = 0; product < Products.Count; product++)
        {
            var own = Enumerable.Range(0, RowCount).Where(row => Product[row] == product).ToArray();
            if (own.Length < rows || own.Select(row => Price[row]).Distinct().Count() < 3)
                throw new TooLittleDataException(
                    $"'{Products[product]}' has {own.Length} rows at {own.Select(row => Price[row]).Distinct().Count()} prices; {rows} rows at 3 prices are needed.",
                    $"“{Products[product]}”有 {own.Length} 行、{own.Select(row => Price[row]).Distinct().Count()} 种价格；至少需要 {rows} 行、3 种价格。");
        }
    }
}

/// <summary>By how many per cent sales of a product change when a price rises by one per cent.</summary>
/// <param name="Product">The product that is sold.</param>
/// <param name="PriceOf">The product whose price changes: the same for the own elasticity.</param>
/// <param name="Value">The elasticity: own ones are usually below 0, those of substitutes above.</param>
/// <param name="Error">Standard error, by markets.</param>
public sealed record Elasticity(string Product, string PriceOf, double Value, double Error)
{
    private const double Normal95 = 1.959963984540054;

    /// <summary>Lower end of the 95 % interval.</summary>
    public double Low => Value - (Normal95 * Error);

    /// <summary>Upper end of the 95 % interval.</summary>
    public double High => Value + (Normal95 * Error);

    /// <summary>Whether it is the product's own price.</summary>
    public bool IsOwn => Product == PriceOf;
}
