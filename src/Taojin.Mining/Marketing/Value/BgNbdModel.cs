using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Value;

/// <summary>A fitted BG/NBD model: r and α of the rates, a and b of leaving.</summary>
public sealed class BgNbdModel : IBuyingModel, IPersistent<BgNbdModel>
{
    private const double Pole = 1e-6;
    private readonly double _r, _alpha, _a, _b;
    private readonly double[,] _spread;

    /// <summary>A model of known parameters, such as those of a paper; nothing is said of their uncertainty.</summary>
    public BgNbdModel(double r, double alpha, double a, double b)
        : this([r, alpha, a, b], double.NaN, new double[4, 4])
    {
    }

    internal BgNbdModel(double[] parameters, double logLikelihood, double[,] spread)
    {
        (_r, _alpha, _a, _b, LogLikelihood, _spread) = (parameters[0], parameters[1], parameters[2], parameters[3], logLikelihood, spread);
        if (Math.Abs(_a - 1) < Pole)
            _a = 1 + Pole; // the expectations have a removable pole at a = 1
    }

    /// <inheritdoc />
    public double LogLikelihood { get; }

    /// <inheritdoc />
    public IReadOnlyList<(string Name, double Value)> Parameters => [("r", _r), ("alpha", _alpha), ("a", _a), ("b", _b)];

    /// <inheritdoc />
    public double ProbabilityAlive(in CustomerSummary customer) => 1 / (1 + OddsOfLeft(customer));

    /// <inheritdoc />
    public double Expected(in CustomerSummary customer, double weeks)
    {
        var (x, age) = (customer.Repeats, _alpha + customer.Age);
        var still = Math.Pow(age / (age + weeks), _r + x);
        var sum = SpecialFunctions.Hypergeometric(_r + x, _b + x, _a + _b + x - 1, weeks / (age + weeks));
        return (_a + _b + x - 1) / (_a - 1) * (1 - (still * sum)) / (1 + OddsOfLeft(customer));
    }

    /// <inheritdoc />
    public double ExpectedOfNew(double weeks) =>
        (_a + _b - 1) / (_a - 1) * (1 - (Math.Pow(_alpha / (_alpha + weeks), _r) * SpecialFunctions.Hypergeometric(_r, _b, _a + _b - 1, weeks / (_alpha + weeks))));

    /// <summary>Probability that somebody new makes exactly so many repeat purchases in their first weeks.</summary>
    public double ProbabilityOfCount(int count, double weeks)
    {
        var (logStay, logMove) = (Math.Log(_alpha / (_alpha + weeks)), Math.Log(weeks / (_alpha + weeks)));
        double Term(int j) => Math.Exp(SpecialFunctions.LogGamma(_r + j) - SpecialFunctions.LogGamma(_r) - SpecialFunctions.LogGamma(j + 1) + (_r * logStay) + (j * logMove));
        var there = Math.Exp(SpecialFunctions.LogBeta(_a, _b + count) - SpecialFunctions.LogBeta(_a, _b)) * Term(count);
        if (count == 0)
            return there;
        var fewer = Enumerable.Range(0, count).Sum(Term);
        return there + (Math.Exp(SpecialFunctions.LogBeta(_a + 1, _b + count - 1) - SpecialFunctions.LogBeta(_a, _b)) * (1 - fewer));
    }

    /// <inheritdoc />
    public double ProbabilityOfPurchase(in CustomerSummary customer, double weeks)
    {
        var age = _alpha + customer.Age;
        return ProbabilityAlive(customer) * (1 - Math.Pow(age / (age + weeks), _r + customer.Repeats));
    }

    /// <inheritdoc />
    public int DrawPurchases(in CustomerSummary customer, double weeks, ref SplitMix64 chance)
    {
        if (chance.NextDouble() >= ProbabilityAlive(customer))
            return 0;
        var rate = Draws.Gamma(_r + customer.Repeats, ref chance) / (_alpha + customer.Age);
        var leaves = Draws.Beta(_a, _b + customer.Repeats, ref chance);
        var count = 0;
        for (var time = chance.NextExponential() / rate; time < weeks; time += chance.NextExponential() / rate)
        {
            count++;
            if (chance.NextDouble() < leaves)
                break;
        }
        return count;
    }

    /// <inheritdoc />
    public IBuyingModel DrawParameters(ref SplitMix64 chance) => new BgNbdModel(Likelihood.Draw([_r, _alpha, _a, _b], _spread, ref chance), LogLikelihood, _spread);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Array<double>("parameters", [_r, _alpha, _a, _b, LogLikelihood]);
        writer.Array<double>("spread", _spread.Cast<double>().ToArray());
    }

    /// <inheritdoc />
    public static BgNbdModel Load(IArtifactReader reader)
    {
        var parameters = reader.Array<double>("parameters");
        return new(parameters[..4], parameters[4], SpreadParts.Read(reader, 4));
    }

    private double OddsOfLeft(in CustomerSummary customer) => customer.Repeats == 0 ? 0
        : _a / (_b + customer.Repeats - 1) * Math.Pow((_alpha + customer.Age) / (_alpha + customer.LastPurchase), _r + customer.Repeats);
}

/// <summary>Reads the spread of parameters back.</summary>
internal static class SpreadParts
{
    public static double[,] Read(IArtifactReader reader, int size)
    {
        var (flat, spread) = (reader.Array<double>("spread"), new double[size, size]);
        Buffer.BlockCopy(flat, 0, spread, 0, size * size * sizeof(double));
        return spread;
    }
}
