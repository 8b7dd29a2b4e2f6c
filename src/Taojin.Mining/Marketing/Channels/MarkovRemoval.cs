namespace Taojin.Mining.Marketing.Channels;

/// <summary>Journeys as a Markov chain: a channel is worth the share of purchases that would be lost if everybody who came to it left.</summary>
/// <remarks>Anderl et al. 2016, doi:10.1016/j.ijresmar.2016.03.001, first order. Costs channels² a step of the iteration, for each channel.</remarks>
public static class MarkovRemoval
{
    private const int MostSteps = 100_000;
    private const double Converged = 1e-14;

    /// <summary>Removal effects in proportion to the value of all purchases with contacts.</summary>
    public static ChannelCredit Of(IReadOnlyList<Journey> journeys, int channels)
    {
        var effects = Effects(journeys, channels);
        return new("markov-removal", "In proportion to what would be lost without the channel", "按移除该渠道后的损失分配", Attribution.InProportion(effects, Attribution.Total(journeys)));
    }

    /// <summary>Share of purchases that would be lost without each channel, 0 to 1, shape [channels].</summary>
    public static double[] Effects(IReadOnlyList<Journey> journeys, int channels)
    {
        var moves = Moves(journeys, channels);
        var all = Bought(moves, channels, -1);
        return [.. Enumerable.Range(0, channels).Select(channel => all > 0 ? 1 - (Bought(moves, channels, channel) / all) : 0)];
    }

    /// <summary>Probability of each move, shape [start and channels][channels, purchase]: what is missing to 1 leaves.</summary>
    private static double[][] Moves(IReadOnlyList<Journey> journeys, int channels)
    {
        var (counts, sums) = (Enumerable.Range(0, channels + 1).Select(_ => new double[channels + 1]).ToArray(), new double[channels + 1]);
        foreach (var journey in journeys.Where(journey => journey.Channels.Count > 0))
        {
            var from = channels; // the start
            foreach (var channel in journey.Channels)
            {
                counts[from][channel] += journey.Count;
                sums[from] += journey.Count;
                from = channel;
            }
            counts[from][channels] += journey.IsBought ? journey.Count : 0; // the last column is the purchase
            sums[from] += journey.Count;
        }
        return [.. counts.Select((row, from) => Array.ConvertAll(row, count => sums[from] > 0 ? count / sums[from] : 0))];
    }

    /// <summary>Probability that a journey from the start ends in a purchase when all who come to one channel leave.</summary>
    private static double Bought(double[][] moves, int channels, int without)
    {
        var reach = new double[channels];
        for (var step = 0; step < MostSteps; step++)
        {
            var change = 0.0;
            for (var channel = 0; channel < channels; channel++)
            {
                var next = channel == without ? 0 : Onward(moves[channel], reach);
                (change, reach[channel]) = (Math.Max(change, Math.Abs(next - reach[channel])), next);
            }
            if (change < Converged)
                break;
        }
        return Onward(moves[channels], reach);
    }

    private static double Onward(double[] row, double[] reach)
    {
        var sum = row[^1];
        for (var channel = 0; channel < reach.Length; channel++)
            sum += row[channel] * reach[channel];
        return sum;
    }
}
