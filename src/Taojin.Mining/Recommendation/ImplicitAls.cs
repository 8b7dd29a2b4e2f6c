using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>How the vector of a row is found while the other side stands.</summary>
public enum AlsMethod
{
    /// <summary>Exactly: entries·f² ÷ 2 + rows·f³ ÷ 6 multiplications a side.</summary>
    Cholesky,

    /// <summary>By a few conjugate gradients from where the row stands: steps·(2·entries·f + rows·f²).</summary>
    ConjugateGradient,

    /// <summary>Exactly within blocks of factors, one after another: entries·f·(2 + block ÷ 2) + rows·f·(f + block² ÷ 6).</summary>
    Block,
}

/// <summary>Shape and weights of a factorisation.</summary>
public sealed record ImplicitAlsOptions
{
    /// <summary>Length of each user and item vector (f in the paper).</summary>
    [Range(1, 1024)] public int Factors { get; init; } = 32;

    /// <summary>Sweeps over users and items.</summary>
    [Range(1, 1000)] public int Epochs { get; init; } = 12;

    /// <summary>Confidence gained per unit of weight (α): a touched pair counts 1 + α·weight, or α·weight more than an untouched one.</summary>
    [Range(1e-6, 1e6)] public double Alpha { get; init; } = 1;

    /// <summary>Weight of an untouched pair (α₀ of Rendle et al.).</summary>
    [Range(1e-9, 1e3)] public double UnobservedWeight { get; init; } = 0.1;

    /// <summary>L2 penalty (λ).</summary>
    [Range(0, 1e6)] public double Regularization { get; init; } = 0.02;

    /// <summary>How the penalty grows with a row's size: 0 not at all, 1 in proportion (ν of Rendle et al.).</summary>
    [Range(0, 2)] public double FrequencyScaling { get; init; } = 1;

    /// <summary>How rows are solved: exactly, or faster and nearer with every sweep. Of many factors the exact way is slow.</summary>
    [EnumDataType(typeof(AlsMethod))] public AlsMethod Solver { get; init; } = AlsMethod.Cholesky;

    /// <summary>Conjugate gradients a row and sweep; only for that solver.</summary>
    [Range(1, 100)] public int Steps { get; init; } = 3;

    /// <summary>Factors solved together; only for the solver by blocks.</summary>
    [Range(1, 1024)] public int BlockSize { get; init; } = 32;
}

/// <summary>Matrix factorisation for implicit feedback by alternating least squares.</summary>
/// <remarks>
/// Minimises Σ over touched pairs of α·w·(1 − xᵤ·yᵢ)² + α₀ Σ over all pairs of (xᵤ·yᵢ)² + λ Σᵤ (|Iᵤ| + α₀|I|)^ν |xᵤ|² and the same for items.
/// Hu, Koren &amp; Volinsky 2008, doi:10.1109/ICDM.2008.22; loss and scaling as in Rendle et al. 2021, doi:10.1145/3523227.3548486.
/// Conjugate gradients: Takács et al. 2011, doi:10.1145/2043932.2043987; blocks: iALS++, Rendle et al. 2021, arXiv:2110.14044. Both start a row where
/// the last sweep left it. Whatever the solver, the fit ends with one exact sweep over users, so that a history folded in meets the same equations.
/// </remarks>
public sealed class ImplicitAls(ImplicitAlsOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, FactorModel>
{
    private const double InitialScale = 0.1;
    private readonly ImplicitAlsOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<ImplicitAlsOptions, FactorModel>(
        "implicit-als", "Implicit matrix factorisation (ALS)", "隐式矩阵分解（ALS）", MiningTask.Recommend, "doi:10.1109/ICDM.2008.22",
        options => new ImplicitAls(options)) with { Needs = [DataNeed.Users(100), DataNeed.Items(50), DataNeed.Pairs(1000)] };

    /// <inheritdoc />
    public FactorModel Fit(Interactions data, FitContext context)
    {
        var byUser = data.Matrix;
        var byItem = byUser.Transpose();
        var (users, items) = (new DenseRows(byUser.RowCount, _options.Factors), InitialItems(byItem.RowCount, context));
        for (var epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            new AlsSweep(_options, items, context.Threads).Improve(byUser, users, context);
            new AlsSweep(_options, users, context.Threads).Improve(byItem, items, context);
            context.Progress?.Report(new(Card.Name, epoch, _options.Epochs));
            if (epoch < _options.Epochs && context.Budget?.Ends() == true)
                break;
        }
        new AlsSweep(_options, items, context.Threads).Solve(byUser, users, context);
        return ModelOf(data, (users, items), context);
    }

    /// <summary>The item vectors that a fit starts from, shape [count × factors].</summary>
    public DenseRows InitialItems(int count, FitContext context)
    {
        var rows = new DenseRows(count, _options.Factors);
        for (var row = 0; row < count; row++)
        {
            var chance = context.Random("implicit-als/init", row);
            foreach (ref var value in rows[row])
                value = (float)(InitialScale / Math.Sqrt(_options.Factors) * chance.NextNormal());
        }
        return rows;
    }

    /// <summary>The model of vectors that were fitted elsewhere, such as by the machines of a cluster.</summary>
    public FactorModel ModelOf(Interactions data, (DenseRows Users, DenseRows Items) factors, FitContext context) =>
        new(data, factors.Users, factors.Items, AlsRule.Of(_options), context.Threads);
}
