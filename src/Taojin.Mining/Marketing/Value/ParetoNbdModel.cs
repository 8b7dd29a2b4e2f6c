using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Value;

/// <summary>A fitted Pareto/NBD model: r and α of the rates of buying, s and β of leaving.</summary>
public sealed class ParetoNbdModel : IBuyingModel, IPersistent<ParetoNbdModel>
{
    private const double Pole = 1e-6;
    private readonly double _r, _alpha, _s, _beta;
    private readonly double[,] _spread;

    /// <summary>A model of known parameters, such as those of a paper; nothing is said of their uncertainty.</summary>
    public ParetoNbdModel(double r, double alpha, double s, double beta)
        : this([r, alpha, s, beta], double.NaN, new double[4, 4])
    {
    }

    internal ParetoNbdModel(double[] parameters, double logLikelihood, double[,] spread)
    {
        (_r, _alpha, _s, _beta, LogLikelihood, _spread) = (parameters[0], parameters[1], parameters[2], parameters[3], logLikelihood, spread);
        if (Math.Abs(_s - 1) < Pole)
            _s = 1 + Pole; // the expectations have a removable pole at s = 1
    }

    /// <inheritdoc />
    public double LogLikelihood { get; }

    /// <inheritdoc />
    public IReadOnlyList<(string Name, double Value)> Parameters => [("r", _r), ("alpha", _alpha), ("s", _s), ("beta", _beta)];

    /// <inheritdoc />
    public double ProbabilityAlive(in CustomerSummary customer) => LeavingTime.Of([_r, _alpha, _s, _beta], customer.Repeats, customer.LastPurchase, customer.Age).Still;

    /// <inheritdoc />
    public double Expected(in CustomerSummary customer, double weeks)
    {
        var there = _beta + customer.Age;
        return ProbabilityAlive(customer) * (_r + customer.Repeats) * there / ((_alpha + customer.Age) * (_s - 1)) * (1 - Math.Pow(there / (there + weeks), _s - 1));
    }

    /// <inheritdoc />
    public double ExpectedOfNew(double weeks) => _r * _beta / (_alpha * (_s - 1)) * (1 - Math.Pow(_beta / (_beta + weeks), _s - 1));

    /// <inheritdoc />
    public double ProbabilityOfPurchase(in CustomerSummary customer, double weeks)
    {
        // One who is there buys before leaving. The first purchase alone has survival u = (age ÷ (age + y))^shape; over u the integrand, the chance of not having left by y, is smooth.
        var (age, there, shape, steps) = (_alpha + customer.Age, _beta + customer.Age, _r + customer.Repeats, 64);
        var (sum, width) = (0.0, (1 - Math.Pow(age / (age + weeks), shape)) / steps);
        for (var step = 0; step < steps; step++)
            sum += width * Math.Pow(there / (there + (age * (Math.Pow(1 - ((step + 0.5) * width), -1 / shape) - 1))), _s);
        return ProbabilityAlive(customer) * Math.Min(1, sum);
    }

    /// <inheritdoc />
    public int DrawPurchases(in CustomerSummary customer, double weeks, ref SplitMix64 chance)
    {
        if (chance.NextDouble() >= ProbabilityAlive(customer))
            return 0;
        var rate = Draws.Gamma(_r + customer.Repeats, ref chance) / (_alpha + customer.Age);
        var leaving = Draws.Gamma(_s, ref chance) / (_beta + customer.Age);
        return Draws.Poisson(rate * Math.Min(weeks, chance.NextExponential() / leaving), ref chance);
    }

    /// <inheritdoc />
    public IBuyingModel DrawParameters(ref SplitMix64 chance) => new ParetoNbdModel(Likelihood.Draw([_r, _alpha, _s, _beta], _spread, ref chance), LogLikelihood, _spread);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Array<double>("parameters", [_r, _alpha, _s, _beta, LogLikelihood]);
        writer.Array<double>("spread", _spread.Cast<double>().ToArray());
    }

    /// <inheritdoc />
    public static ParetoNbdModel Load(IArtifactReader reader)
    {
        var parameters = reader.Array<double>("parameters");
        return new(parameters[..4], parameters[4], SpreadParts.Read(reader, 4));
    }
}
