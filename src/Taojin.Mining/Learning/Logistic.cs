using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning.Search;
using System.Numerics.Tensors;

namespace Taojin.Mining.Learning;

/// <summary>How the weights of a logistic regression are held small.</summary>
public sealed record LogisticOptions
{
    /// <summary>L1 penalty on each weight, for the mean log-loss of standardised columns; sets useless weights to 0.</summary>
    [SearchRange(0, 0.01)] [Range(0, 1e3)] public double L1 { get; init; }

    /// <summary>L2 penalty on each weight, for the mean log-loss of standardised columns.</summary>
    [SearchRange(1e-6, 1)] [Range(0, 1e3)] public double L2 { get; init; } = 1e-4;

    /// <summary>Most Newton steps.</summary>
    [Range(1, 1000)] public int Steps { get; init; } = 25;
}

/// <summary>Logistic regression: the baseline that every purchase model must beat.</summary>
/// <remarks>
/// Minimises mean log-loss + L1·|w| + ½·L2·|w|² by Newton's method, each quadratic model by coordinate descent with soft thresholds
/// (Friedman, Hastie &amp; Tibshirani 2010, doi:10.18637/jss.v033.i01). Columns go through a signed logarithm and are standardised, a
/// category becomes a column of its own; unknown values count as the mean. Sums run in a fixed order of blocks, so threads change no bit. A step costs rows × columns².
/// </remarks>
public sealed class Logistic(LogisticOptions options) : IDescribed<AlgorithmCard>, IEstimator<LabelledTable, LogisticModel>
{
    private const double Converged = 1e-9;
    private readonly LogisticOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<LogisticOptions, LogisticModel>(
        "logistic", "Logistic regression", "逻辑回归", MiningTask.Purchase, "doi:10.18637/jss.v033.i01",
        options => new Logistic(options), isBaseline: true) with { Needs = [DataNeed.ForeseeablePurchases(30), DataNeed.Pairs(300)] };

    /// <inheritdoc />
    public LogisticModel Fit(LabelledTable data, FitContext context)
    {
        data.RequireBothOutcomes();
        var standardizer = Standardizer.Of(data.Features);
        var rows = standardizer.Apply(data.Features.Values);
        var weights = new double[rows.ColumnCount + 1]; // the bias comes last
        var odds = data.PositiveCount / (double)(data.Labels.Length - data.PositiveCount);
        weights[^1] = Math.Log(odds);
        var (best, before) = (double.PositiveInfinity, weights.ToArray());
        for (var step = 1; step <= _options.Steps; step++)
        {
            var quadratic = LogisticQuadratic.At(weights, rows, data.Labels, context);
            var loss = quadratic.Loss + Penalty(weights);
            context.Progress?.Report(new(Card.Name, step, _options.Steps, loss));
            if (loss > best) // the quadratic promised too much: go half the way
            {
                TensorPrimitives.Add<double>(weights, before, weights);
                TensorPrimitives.Multiply(weights, 0.5, weights);
                continue;
            }
            (best, before) = (loss, weights.ToArray());
            if (quadratic.Descend(weights, _options.L1, _options.L2) < Converged)
                break;
        }
        return LogisticModel.Of(data, standardizer, Array.ConvertAll(weights, weight => (float)weight));
    }

    private double Penalty(double[] weights) =>
        weights.Take(weights.Length - 1).Sum(weight => (_options.L1 * Math.Abs(weight)) + (_options.L2 * weight * weight / 2));
}
