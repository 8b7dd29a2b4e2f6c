namespace Taojin.Mining.Marketing.Value;

/// <summary>When a customer will buy next.</summary>
public static class NextPurchase
{
    private const double Longest = 520;

    /// <summary>Weeks by which half of such customers have bought again; NaN when that is not within ten years.</summary>
    public static double MedianWeeks(IBuyingModel model, in CustomerSummary customer)
    {
        if (model.ProbabilityOfPurchase(customer, Longest) < 0.5)
            return double.NaN;
        var (low, high) = (0.0, Longest);
        while (high - low > 0.01)
        {
            var middle = (low + high) / 2;
            if (model.ProbabilityOfPurchase(customer, middle) < 0.5)
                low = middle;
            else
                high = middle;
        }
        return high;
    }
}
