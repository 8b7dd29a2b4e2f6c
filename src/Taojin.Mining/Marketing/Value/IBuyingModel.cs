namespace Taojin.Mining.Marketing.Value;

/// <summary>How often a customer will buy, and whether still: a model of purchases that end one day without notice. Times are weeks.</summary>
public interface IBuyingModel
{
    /// <summary>Log-likelihood of the customers it was fitted on, natural logarithm.</summary>
    double LogLikelihood { get; }

    /// <summary>Its parameters by name, in the order of the paper.</summary>
    IReadOnlyList<(string Name, double Value)> Parameters { get; }

    /// <summary>Probability that a customer is still one.</summary>
    double ProbabilityAlive(in CustomerSummary customer);

    /// <summary>Expected purchases of a customer in the next weeks.</summary>
    double Expected(in CustomerSummary customer, double weeks);

    /// <summary>Expected repeat purchases of somebody new in their first weeks.</summary>
    double ExpectedOfNew(double weeks);

    /// <summary>Probability that a customer buys at least once in the next weeks.</summary>
    double ProbabilityOfPurchase(in CustomerSummary customer, double weeks);

    /// <summary>Draws a future of a customer: the number of purchases in the next weeks.</summary>
    int DrawPurchases(in CustomerSummary customer, double weeks, ref Numerics.SplitMix64 chance);

    /// <summary>The same model with parameters drawn from the normal distribution of their estimates: how far the data leave them open.</summary>
    IBuyingModel DrawParameters(ref Numerics.SplitMix64 chance);
}
