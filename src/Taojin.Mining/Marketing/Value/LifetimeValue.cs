using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Value;

/// <summary>What customers will still spend: expected purchases times their worth, future money counting less.</summary>
/// <param name="buying">How often they buy.</param>
/// <param name="spending">What a purchase is worth; null counts purchases instead of money.</param>
public sealed class LifetimeValue(IBuyingModel buying, GammaGammaModel? spending)
{
    private const int ParameterDraws = 60, SampledCustomers = 4000;

    /// <summary>Weeks looked ahead.</summary>
    public double Weeks { get; init; } = 52;

    /// <summary>Interest of a year by which later money counts less, such as 0.1.</summary>
    public double YearlyDiscount { get; init; } = 0.1;

    /// <summary>Expected value of every customer, shape [customers].</summary>
    /// <remarks>Purchases are taken at the middle of the span, as a yearly discount moves little within it. One series of ₂F₁ a customer.</remarks>
    public double[] Expected(CustomerSummaries customers, FitContext context)
    {
        var values = new double[customers.Count];
        context.ForEachRow(values.Length, customer => values[customer] = Expected(buying, spending, customers[customer]));
        return values;
    }

    /// <summary>Futures of one customer, each drawn with its own chance of staying, buying and spending: percentiles are predictive intervals.</summary>
    public (double Low, double High) Interval(CustomerSummaries customers, int index, FitContext context, int draws = 400)
    {
        var (customer, values, chance) = (customers[index], new double[draws], context.Random("lifetime-value", index));
        for (var draw = 0; draw < draws; draw++)
        {
            var count = buying.DrawPurchases(customer, Weeks, ref chance);
            values[draw] = Discount * (spending?.DrawTotal(customer, count, ref chance) ?? count);
        }
        Array.Sort(values);
        return (values[(int)(0.025 * (draws - 1))], values[(int)Math.Ceiling(0.975 * (draws - 1))]);
    }

    /// <summary>The value of all customers together, with the 95 % interval that the uncertain parameters leave; chances of single customers even out.</summary>
    public (double Value, double Low, double High) Total(CustomerSummaries customers, FitContext context)
    {
        var expected = Expected(customers, context);
        var (value, step) = (expected.Sum(), Math.Max(1, customers.Count / SampledCustomers));
        int[] sample = [.. Enumerable.Range(0, (customers.Count + step - 1) / step).Select(place => place * step)];
        var here = sample.Sum(customer => expected[customer]);
        var ratios = new double[ParameterDraws];
        context.ForEachRow(ParameterDraws, draw =>
        {
            var chance = context.Random("lifetime-value/parameters", draw);
            var (drawn, worth) = (buying.DrawParameters(ref chance), spending?.DrawParameters(ref chance));
            ratios[draw] = sample.Sum(customer => Expected(drawn, worth, customers[customer])) / here;
        });
        double[] sorted = [.. ratios.Where(double.IsFinite).Order()];
        return sorted.Length < 20 ? (value, double.NaN, double.NaN) : (value, value * sorted[(int)(0.025 * (sorted.Length - 1))], value * sorted[(int)Math.Ceiling(0.975 * (sorted.Length - 1))]);
    }

    private double Discount => Math.Pow(1 + YearlyDiscount, -Weeks / 2 / 52);

    private double Expected(IBuyingModel model, GammaGammaModel? worth, in CustomerSummary customer) =>
        Discount * model.Expected(customer, Weeks) * (worth?.Expected(customer) ?? 1);
}
