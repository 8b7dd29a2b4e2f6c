using System.Numerics;

namespace Taojin.Mining.Marketing.Channels;

/// <summary>Channels as players: a channel is worth what it adds to the purchase rate, on average over all orders in which channels could be switched on.</summary>
/// <remarks>
/// Shapley 1953; for channels Zhao, Mahboobi &amp; Bagheri 2018, arXiv:1804.05327. The worth of a set of channels is the value a user among those whom no other
/// channel reached, users without any contact included when they are given. A channel may get less than nothing. Costs channels · 2^channels.
/// </remarks>
public static class ShapleyCredit
{
    private const int MostChannels = 16;

    /// <summary>Shapley values in proportion to the value of all purchases with contacts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are more than 16 channels.</exception>
    public static ChannelCredit Of(IReadOnlyList<Journey> journeys, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, MostChannels);
        var credit = Attribution.InProportion(Values(Worth(journeys, channels), channels), Attribution.Total(journeys));
        return new("shapley", "In proportion to what the channel adds to any set of others", "按渠道对其他渠道组合的边际贡献分配", credit);
    }

    /// <summary>Shapley values of a game.</summary>
    /// <param name="worth">Worth of each set of players, by its bits, shape [2^players].</param>
    /// <param name="players">Number of players.</param>
    public static double[] Values(double[] worth, int players)
    {
        var weight = new double[players]; // |S|! (n − |S| − 1)! ÷ n!
        for (var size = 0; size < players; size++)
            weight[size] = 1.0 / (players * Choose(players - 1, size));
        var values = new double[players];
        for (var set = 0; set < worth.Length; set++)
            for (var player = 0; player < players; player++)
                if ((set & (1 << player)) == 0)
                    values[player] += weight[BitOperations.PopCount((uint)set)] * (worth[set | (1 << player)] - worth[set]);
        return values;
    }

    private static double[] Worth(IReadOnlyList<Journey> journeys, int channels)
    {
        var (value, users) = (new double[1 << channels], new double[1 << channels]);
        foreach (var journey in journeys)
        {
            var set = journey.Channels.Aggregate(0, (bits, channel) => bits | (1 << channel));
            (value[set], users[set]) = (value[set] + (journey.Value * journey.Count), users[set] + journey.Count);
        }
        for (var channel = 0; channel < channels; channel++) // adds up over subsets
            for (var set = 0; set < value.Length; set++)
                if ((set & (1 << channel)) != 0)
                    (value[set], users[set]) = (value[set] + value[set ^ (1 << channel)], users[set] + users[set ^ (1 << channel)]);
        return [.. value.Select((each, set) => users[set] > 0 ? each / users[set] : 0)];
    }

    private static double Choose(int all, int some)
    {
        var ways = 1.0;
        for (var each = 1; each <= some; each++)
            ways = ways * (all - some + each) / each;
        return ways;
    }
}
