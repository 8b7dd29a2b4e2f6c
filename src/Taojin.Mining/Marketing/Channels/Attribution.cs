namespace Taojin.Mining.Marketing.Channels;

/// <summary>Parts the value of purchases among the channels that came before them.</summary>
/// <remarks>
/// None of these rules proves what a channel causes: who is reached often buys more anyway. They say how credit moves with the rule; an experiment
/// (<see cref="GeoExperiment"/>) or <see cref="MediaMix"/> says more.
/// </remarks>
public static class Attribution
{
    /// <summary>All rules side by side.</summary>
    /// <param name="journeys">Journeys of all users, those without purchase included: the Markov chain and Shapley values need them.</param>
    /// <param name="channels">Number of channels; Shapley values take 2^channels steps, so 16 at most.</param>
    public static IReadOnlyList<ChannelCredit> Of(IReadOnlyList<Journey> journeys, int channels) =>
        [LastTouch(journeys, channels), Linear(journeys, channels), MarkovRemoval.Of(journeys, channels), ShapleyCredit.Of(journeys, channels)];

    /// <summary>Everything to the last contact.</summary>
    public static ChannelCredit LastTouch(IReadOnlyList<Journey> journeys, int channels) =>
        new("last-touch", "Everything to the last contact", "全部归于最后一次触达", Shared(journeys, channels, journey => [journey.Channels[^1]]));

    /// <summary>The same to each contact.</summary>
    public static ChannelCredit Linear(IReadOnlyList<Journey> journeys, int channels) =>
        new("linear", "The same to each contact", "平均分给每次触达", Shared(journeys, channels, journey => journey.Channels));

    private static double[] Shared(IReadOnlyList<Journey> journeys, int channels, Func<Journey, IReadOnlyList<int>> receivers)
    {
        var credit = new double[channels];
        foreach (var journey in journeys)
            if (journey.IsBought && journey.Channels.Count > 0 && receivers(journey) is var given)
                foreach (var channel in given)
                    credit[channel] += journey.Value * journey.Count / given.Count;
        return credit;
    }

    /// <summary>Value of all journeys with contacts that ended in a purchase: what there is to share.</summary>
    internal static double Total(IReadOnlyList<Journey> journeys) => journeys.Where(journey => journey.IsBought && journey.Channels.Count > 0).Sum(journey => journey.Value * journey.Count);

    /// <summary>Parts a total in proportion; equally when nothing weighs anything.</summary>
    internal static double[] InProportion(double[] weights, double total) =>
        weights.Sum() is var sum && sum != 0 ? [.. weights.Select(weight => total * weight / sum)] : [.. weights.Select(_ => total / weights.Length)];
}
