namespace Taojin.Mining.Marketing.Channels;

/// <summary>What channels bring, as many drawn possibilities.</summary>
public sealed class MediaMixModel
{
    private readonly MediaTable _data;
    private readonly MediaLikelihood _likelihood;
    private readonly ChannelDraw[][][] _chains;
    private readonly ChannelDraw[][] _draws;

    internal MediaMixModel(MediaTable data, MediaLikelihood likelihood, ChannelDraw[][][] chains)
    {
        (_data, _likelihood, _chains) = (data, likelihood, chains);
        _draws = [.. chains.SelectMany(chain => chain)];
        Contributions = [.. Enumerable.Range(0, data.Channels.Count).Select(Contribution)];
    }

    /// <summary>Each channel's part in the sales of all weeks.</summary>
    public IReadOnlyList<ChannelContribution> Contributions { get; }

    /// <summary>A channel's sales a week at a steady weekly spending, in money.</summary>
    /// <param name="channel">Index of the channel.</param>
    /// <param name="spend">Spending a week.</param>
    public DrawnValue ResponseAt(int channel, double spend) => DrawnValue.Of(_draws.Select(draw => draw[channel].At(spend) * _likelihood.Mean));

    /// <summary>Mean of the same over the possibilities: concave in the spending.</summary>
    internal double MeanResponse(int channel, double spend)
    {
        var sum = 0.0;
        foreach (var draw in Thinned)
            sum += draw[channel].At(spend);
        return sum / Thinned.Count * _likelihood.Mean;
    }

    private IReadOnlyList<ChannelDraw[]> Thinned => field ??= [.. _draws.Where((_, place) => place % Math.Max(1, _draws.Length / 200) == 0)];

    /// <summary>Expected sales of each week of a table that begins with the weeks of the fit and may go on after them, shape [weeks].</summary>
    public double[] Predict(MediaTable whole)
    {
        var brought = Enumerable.Range(0, _data.Channels.Count).Select(channel => Mean(channel, whole.Spend[channel])).ToArray();
        var coefficients = _likelihood.Controls([.. Enumerable.Range(0, _data.Weeks).Select(week => brought.Sum(each => each[week]))]);
        return [.. Enumerable.Range(0, whole.Weeks).Select(week => _likelihood.Mean * (brought.Sum(each => each[week]) + coefficients.Select((each, column) => each * whole.Controls[column][week]).Sum()))];
    }

    private double[] Mean(int channel, double[] spend)
    {
        var mean = new double[spend.Length];
        foreach (var draw in Thinned)
            mean = [.. mean.Zip(MediaLikelihood.Response(draw[channel], spend), (sum, each) => sum + (each / Thinned.Count))];
        return mean;
    }

    private ChannelContribution Contribution(int channel)
    {
        var chains = _chains.Select(chain => chain.Select(draw => _likelihood.Response(channel, draw[channel]).Sum() / _data.Weeks).ToArray()).ToArray();
        var all = chains.SelectMany(chain => chain).ToArray();
        var spend = _data.Spend[channel].Sum();
        return new(
            _data.Channels[channel], DrawnValue.Of(all), DrawnValue.Of(all.Select(share => share * _likelihood.Mean * _data.Weeks / Math.Max(1e-12, spend))),
            DrawnValue.Of(_draws.Select(draw => draw[channel].Decay)), DrawnValue.Of(_draws.Select(draw => draw[channel].Half)), Agreement(chains));
    }

    /// <summary>Gelman and Rubin's ratio (doi:10.1214/ss/1177011136): how much wider all chains together are than each alone.</summary>
    private static double Agreement(double[][] chains)
    {
        var means = chains.Select(chain => chain.Average()).ToArray();
        var (length, grand) = (chains[0].Length, means.Average());
        var between = means.Sum(mean => (mean - grand) * (mean - grand)) * length / (chains.Length - 1);
        var within = chains.Select((chain, place) => chain.Sum(each => (each - means[place]) * (each - means[place])) / (length - 1)).Average();
        return within > 0 ? Math.Sqrt((((length - 1.0) / length * within) + (between / length)) / within) : 1;
    }
}

/// <summary>A value as drawn possibilities say it.</summary>
/// <param name="Value">Their mean.</param>
/// <param name="Low">Nine in ten lie above this and below the other end: lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record DrawnValue(double Value, double Low, double High)
{
    internal static DrawnValue Of(IEnumerable<double> draws)
    {
        var sorted = draws.Order().ToArray();
        return new(sorted.Average(), sorted[(int)(0.05 * (sorted.Length - 1))], sorted[(int)(0.95 * (sorted.Length - 1))]);
    }
}

/// <summary>What a channel brought over the weeks of the fit. Intervals hold with 90 % probability, if the model is right.</summary>
/// <param name="Channel">Its name.</param>
/// <param name="Share">Part in all sales.</param>
/// <param name="Return">Sales for one unit of money spent.</param>
/// <param name="Decay">Part of a week's pressure that lasts into the next.</param>
/// <param name="Half">Lasting weekly spending at which half of the most is reached.</param>
/// <param name="Agreement">R̂ of the share over the chains: above 1.05 the draws are not to be trusted.</param>
public sealed record ChannelContribution(string Channel, DrawnValue Share, DrawnValue Return, DrawnValue Decay, DrawnValue Half, double Agreement);
