namespace Taojin.Mining.Marketing.Pricing;

/// <summary>What a product sells at other prices, when its elasticity is the same at all of them: q(p) = q₀·(p ÷ p₀)^ε.</summary>
/// <param name="Price">Price now, above 0.</param>
/// <param name="Quantity">Units sold at it, in some period.</param>
/// <param name="Cost">Cost of a unit, 0 or more.</param>
/// <param name="Elasticity">Own price elasticity.</param>
public sealed record DemandCurve(double Price, double Quantity, double Cost, double Elasticity)
{
    /// <summary>Units at a price.</summary>
    public double QuantityAt(double price) => Quantity * Math.Pow(price / Price, Elasticity);

    /// <summary>Profit at a price.</summary>
    public double ProfitAt(double price) => (price - Cost) * QuantityAt(price);

    /// <summary>Points of the curve between two prices, evenly apart.</summary>
    public IReadOnlyList<(double Price, double Quantity, double Profit)> Points(double low, double high, int count = 21) =>
    [
        .. Enumerable.Range(0, count).Select(step => low + ((high - low) * step / (count - 1))).Select(price => (price, QuantityAt(price), ProfitAt(price))),
    ];

    /// <summary>The price of most profit within limits: cost · ε ÷ (1 + ε) when demand is elastic (ε &lt; −1), else the highest allowed.</summary>
    /// <param name="low">Lowest price allowed.</param>
    /// <param name="high">Highest price allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limits are no range of prices.</exception>
    public double BestPrice(double low, double high)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(low);
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        return Elasticity < -1 ? Math.Clamp(Cost * Elasticity / (1 + Elasticity), low, high) : high;
    }
}

/// <summary>What price a product should have, the same for everybody.</summary>
/// <param name="Product">The product.</param>
/// <param name="Price">Price now.</param>
/// <param name="Best">Price of most profit within the limits.</param>
/// <param name="Low">Lowest price that was allowed.</param>
/// <param name="High">Highest price that was allowed.</param>
/// <param name="Gain">Change of the profit, as a share of the profit now.</param>
/// <param name="GainLow">The same if the elasticity is at the worse end of its interval.</param>
/// <param name="GainHigh">The same if it is at the better end.</param>
public sealed record PriceAdvice(string Product, double Price, double Best, double Low, double High, double Gain, double GainLow, double GainHigh)
{
    /// <summary>Whether the interval of the elasticity leaves a gain in any case; if not, the price should be tried on a part of the days first.</summary>
    public bool IsSure => GainLow > 0;

    /// <summary>Advice within a largest change and within the prices that were seen: nothing is known of others.</summary>
    /// <param name="elasticity">The product's own elasticity.</param>
    /// <param name="now">Price, quantity and cost now.</param>
    /// <param name="seen">Lowest and highest price that was seen.</param>
    /// <param name="largestChange">Largest change as a share of the price, such as 0.15.</param>
    public static PriceAdvice Of(Elasticity elasticity, DemandCurve now, (double Low, double High) seen, double largestChange)
    {
        var (low, high) = (Math.Max(seen.Low, now.Price * (1 - largestChange)), Math.Min(seen.High, now.Price * (1 + largestChange)));
        (low, high) = (Math.Min(low, now.Price), Math.Max(high, now.Price));
        var best = (now with { Elasticity = elasticity.Value }).BestPrice(low, high);
        double Gain(double value) => now.ProfitAt(now.Price) is var profit && profit != 0 ? ((now with { Elasticity = value }).ProfitAt(best) - profit) / Math.Abs(profit) : double.NaN;
        var ends = new[] { Gain(elasticity.Low), Gain(elasticity.High) };
        return new(elasticity.Product, now.Price, best, low, high, Gain(elasticity.Value), ends.Min(), ends.Max());
    }
}
