using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Value;

/// <summary>A fitted Gamma-Gamma model: p, q and γ (called v in some papers).</summary>
public sealed class GammaGammaModel : IPersistent<GammaGammaModel>
{
    private readonly double _p, _q, _gamma;
    private readonly double[,] _spread;

    /// <summary>A model of known parameters, such as those of a paper.</summary>
    public GammaGammaModel(double p, double q, double gamma)
        : this([p, q, gamma], double.NaN, new double[3, 3])
    {
    }

    internal GammaGammaModel(double[] parameters, double logLikelihood, double[,] spread) =>
        (_p, _q, _gamma, LogLikelihood, _spread) = (parameters[0], parameters[1], parameters[2], logLikelihood, spread);

    /// <summary>Log-likelihood of the customers it was fitted on, natural logarithm.</summary>
    public double LogLikelihood { get; }

    /// <summary>Its parameters by name.</summary>
    public IReadOnlyList<(string Name, double Value)> Parameters => [("p", _p), ("q", _q), ("gamma", _gamma)];

    /// <summary>Mean money of a purchase over all customers; NaN when q ≤ 1, where it has no mean.</summary>
    public double Mean => _q > 1 ? _gamma * _p / (_q - 1) : double.NaN;

    /// <summary>Expected money of a customer's purchase; NaN for a new one when q ≤ 1.</summary>
    public double Expected(in CustomerSummary customer)
    {
        var known = customer.Repeats > 0 && customer.MeanValue > 0 ? customer.Repeats : 0;
        var shape = (_p * known) + _q - 1;
        return shape > 0 ? _p * (_gamma + (known * customer.MeanValue)) / shape : double.NaN;
    }

    /// <summary>Draws what so many purchases of a customer come to.</summary>
    public double DrawTotal(in CustomerSummary customer, int purchases, ref SplitMix64 chance)
    {
        if (purchases == 0)
            return 0;
        var known = customer.Repeats > 0 && customer.MeanValue > 0 ? customer.Repeats : 0;
        var rate = Draws.Gamma((_p * known) + _q, ref chance) / (_gamma + (known * customer.MeanValue));
        return Draws.Gamma(_p * purchases, ref chance) / rate;
    }

    /// <summary>The same model with parameters drawn from the normal distribution of their estimates.</summary>
    public GammaGammaModel DrawParameters(ref SplitMix64 chance) => new(Likelihood.Draw([_p, _q, _gamma], _spread, ref chance), LogLikelihood, _spread);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Array<double>("parameters", [_p, _q, _gamma, LogLikelihood]);
        writer.Array<double>("spread", _spread.Cast<double>().ToArray());
    }

    /// <inheritdoc />
    public static GammaGammaModel Load(IArtifactReader reader)
    {
        var parameters = reader.Array<double>("parameters");
        return new(parameters[..3], parameters[3], SpreadParts.Read(reader, 3));
    }
}
