namespace Taojin.Mining.Marketing.Channels;

/// <summary>How a weekly budget is best split among channels.</summary>
/// <param name="Spend">Spending of each channel a week, shape [channels].</param>
/// <param name="Sales">Expected sales that channels bring a week.</param>
/// <param name="Marginal">Sales that one more unit of budget would bring, where no limit binds.</param>
public sealed record MediaSplit(IReadOnlyList<double> Spend, double Sales, double Marginal)
{
    private const int Halvings = 60;

    /// <summary>The split of most expected sales within limits of each channel; responses flatten, so that equal marginal returns are best.</summary>
    /// <param name="model">What channels bring.</param>
    /// <param name="budget">Money a week; what no channel may take is left.</param>
    /// <param name="limits">Least and most of each channel: far beyond what was ever spent nothing is known.</param>
    public static MediaSplit Of(MediaMixModel model, double budget, IReadOnlyList<(double Least, double Most)> limits)
    {
        double[] At(double marginal) => [.. limits.Select((limit, channel) => Demand(model, channel, marginal, limit))];
        double Slope(int channel, double spend) => Marginals(model, channel, spend);
        var (low, high) = (0.0, limits.Select((limit, channel) => Slope(channel, limit.Least)).Max());
        for (var step = 0; step < Halvings; step++)
            if (At((low + high) / 2).Sum() > budget)
                low = (low + high) / 2;
            else
                high = (low + high) / 2;
        var spend = At(high);
        return new(spend, spend.Select((each, channel) => model.MeanResponse(channel, each)).Sum(), high);
    }

    private static double Demand(MediaMixModel model, int channel, double marginal, (double Least, double Most) limit)
    {
        var (low, high) = limit;
        for (var step = 0; step < Halvings && high > low; step++)
            if (Marginals(model, channel, (low + high) / 2) > marginal)
                low = (low + high) / 2;
            else
                high = (low + high) / 2;
        return low;
    }

    private static double Marginals(MediaMixModel model, int channel, double spend)
    {
        var step = Math.Max(1e-6, spend * 1e-4);
        return (model.MeanResponse(channel, spend + step) - model.MeanResponse(channel, spend)) / step;
    }
}
