using Taojin.Mining.Marketing.Channels;
using Taojin.Numerics;

namespace Taojin.Testing;

/// <summary>Weeks of spending and sales whose truth is known.</summary>
/// <param name="Table">What a shop would see, seasons added.</param>
/// <param name="Share">Part of all sales that each channel brought, in truth, shape [channels].</param>
/// <param name="Truth">How each channel works, in truth.</param>
/// <remarks>
/// Base sales 1 with a trend of ±10 % and a yearly wave of 15 %. A channel spends log-normal amounts (deviation 0.5) around a level of its own, more in the season,
/// and nothing in one of five weeks. Its decay is uniform in 0.1 to 0.7, its half-saturation log-normal (0.5) around its mean spending, its strength uniform in
/// 0.05 to 0.4 of base sales. Noise of 5 %. Nothing of it is drawn from the priors of the model.
/// </remarks>
public sealed record GeneratedMedia(MediaTable Table, double[] Share, ChannelDraw[] Truth)
{
    /// <summary>Three years by default; the same for the same seed on every machine.</summary>
    public static GeneratedMedia Of(ulong seed, int channels = 4, int weeks = 156)
    {
        var chance = SplitMix64.Stream(seed, "generated-media");
        var season = Enumerable.Range(0, weeks).Select(week => Math.Sin(2 * Math.PI * week / 52.1775)).ToArray();
        var (spend, truth) = (new double[channels][], new ChannelDraw[channels]);
        for (var channel = 0; channel < channels; channel++)
        {
            var level = Math.Exp(8 + chance.NextNormal());
            spend[channel] = new double[weeks];
            for (var week = 0; week < weeks; week++)
                spend[channel][week] = chance.NextDouble() < 0.2 ? 0 : level * Math.Exp((0.5 * chance.NextNormal()) + (0.3 * season[week]));
            truth[channel] = new(0.05 + (0.35 * chance.NextDouble()), spend[channel].Average() * Math.Exp(0.5 * chance.NextNormal()), 0.1 + (0.6 * chance.NextDouble()));
        }
        var trend = 0.2 * (chance.NextDouble() - 0.5);
        var brought = Enumerable.Range(0, channels).Select(channel => Response(truth[channel], spend[channel])).ToArray();
        var sales = new double[weeks];
        for (var week = 0; week < weeks; week++)
            sales[week] = 1e6 * (1 + (trend * week / weeks) + (0.15 * season[week]) + brought.Sum(each => each[week]) + (0.05 * chance.NextNormal()));
        var table = new MediaTable { Channels = [.. Enumerable.Range(1, channels).Select(channel => $"渠道 {channel}")], Spend = spend, Sales = sales };
        return new(table.WithSeasons(), [.. brought.Select(each => each.Sum() * 1e6 / sales.Sum())], truth);
    }

    /// <summary>Sales that a channel brings by week, as shares of base sales: written out again, so that the model is not judged by its own code.</summary>
    private static double[] Response(ChannelDraw truth, double[] spend)
    {
        var (response, lasting) = (new double[spend.Length], 0.0);
        for (var week = 0; week < spend.Length; week++)
        {
            lasting = (lasting * truth.Decay) + (spend[week] * (1 - truth.Decay));
            response[week] = truth.Strength * lasting / (lasting + truth.Half);
        }
        return response;
    }
}
