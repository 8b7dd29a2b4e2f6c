using System.Numerics.Tensors;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Channels;

/// <summary>How well drawn possibilities explain sales, controls and noise integrated out.</summary>
internal sealed class MediaLikelihood
{
    private readonly MediaTable _data;
    private readonly MediaMixOptions _options;
    private readonly double[][] _basis; // orthonormal columns that span the controls
    private readonly double[] _sales; // sales ÷ mean

    public MediaLikelihood(MediaTable data, MediaMixOptions options)
    {
        (_data, _options) = (data, options);
        Mean = data.Sales.Average();
        MeanSpend = [.. data.Spend.Select(spend => Math.Max(1e-12, spend.Average()))];
        _basis = Orthonormal(data.Controls);
        _sales = Array.ConvertAll(data.Sales, each => each / Mean);
        Residual = Project(_sales);
    }

    public double Mean { get; }

    public double[] MeanSpend { get; }

    /// <summary>Sales that controls do not explain.</summary>
    public double[] Residual { get; }

    public int Channels => _data.Channels.Count;

    /// <summary>Sales a channel brings by week, as shares of mean sales.</summary>
    public static double[] Response(ChannelDraw draw, double[] spend)
    {
        var (response, adstock) = (new double[spend.Length], 0.0);
        for (var week = 0; week < spend.Length; week++)
        {
            adstock = (draw.Decay * adstock) + ((1 - draw.Decay) * spend[week]);
            response[week] = draw.At(adstock);
        }
        return response;
    }

    public double[] Response(int channel, ChannelDraw draw) => Response(draw, _data.Spend[channel]);

    /// <summary>What of a column the controls do not explain.</summary>
    public double[] Project(double[] column)
    {
        var rest = column.ToArray();
        foreach (var direction in _basis)
            TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot<double>(direction, rest), rest, rest);
        return rest;
    }

    /// <summary>Log-likelihood of what is left: (weeks − controls) ÷ 2 · ln of its square, the noise integrated out under Jeffreys' prior.</summary>
    public double OfRest(ReadOnlySpan<double> rest) => -(_data.Weeks - _basis.Length) / 2.0 * Math.Log(TensorPrimitives.SumOfSquares(rest));

    /// <summary>Log-prior of a channel with the experiments about it, on the scale that is drawn: ln β, ln κ, logit δ.</summary>
    public double OfChannel(int channel, ChannelDraw draw, double[] response)
    {
        var (strength, half) = (draw.Strength / _options.Strength, Math.Log(draw.Half / MeanSpend[channel]) / _options.HalfSpread);
        var prior = (-strength * strength / 2) + Math.Log(draw.Strength) // half-normal, and the change of scale
            - (half * half / 2)
            + (2 * Math.Log(draw.Decay * (1 - draw.Decay))); // Beta(2, 2), and the change of scale
        foreach (var experiment in _options.Experiments.Where(each => each.Channel == channel))
        {
            var miss = ((TensorPrimitives.Sum<double>(response.AsSpan(experiment.FirstWeek, experiment.Weeks)) * Mean) - experiment.Sales) / experiment.Error;
            prior -= miss * miss / 2;
        }
        return prior;
    }

    /// <summary>Coefficients of the controls beside a given part of the channels.</summary>
    public double[] Controls(double[] brought)
    {
        var columns = _data.Controls.Length;
        var rows = new double[_data.Weeks * columns];
        for (var week = 0; week < _data.Weeks; week++)
            for (var column = 0; column < columns; column++)
                rows[(week * columns) + column] = _data.Controls[column][week];
        return LeastSquares.Fit(rows, columns, [.. _sales.Zip(brought, (all, part) => all - part)]).Coefficients;
    }

    /// <summary>Gram and Schmidt, twice; columns that are sums of others fall away.</summary>
    private static double[][] Orthonormal(double[][] columns)
    {
        var basis = new List<double[]>();
        foreach (var column in columns)
        {
            var (rest, own) = (column.ToArray(), TensorPrimitives.Norm<double>(column));
            for (var pass = 0; pass < 2; pass++)
                foreach (var direction in basis)
                    TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot<double>(direction, rest), rest, rest);
            var norm = TensorPrimitives.Norm<double>(rest);
            if (norm <= 1e-9 * own)
                continue;
            TensorPrimitives.Divide(rest, norm, rest);
            basis.Add(rest);
        }
        return [.. basis];
    }
}
