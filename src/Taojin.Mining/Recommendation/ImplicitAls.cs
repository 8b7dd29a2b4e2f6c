using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

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
}

/// <summary>Matrix factorisation for implicit feedback by alternating least squares.</summary>
/// <remarks>
/// Minimises Σ over touched pairs of α·w·(1 − xᵤ·yᵢ)² + α₀ Σ over all pairs of (xᵤ·yᵢ)² + λ Σᵤ (|Iᵤ| + α₀|I|)^ν |xᵤ|² and the same for items.
/// Hu, Koren &amp; Volinsky 2008, doi:10.1109/ICDM.2008.22; loss and scaling as in Rendle et al. 2021, doi:10.1145/3523227.3548486.
/// Each row is solved exactly (Cholesky). A sweep costs entries·f² + (users + items)·f³.
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
        var (users, items) = (new DenseRows(byUser.RowCount, _options.Factors), InitialRows(byItem.RowCount, context));
        var rule = new AlsRule(_options.Alpha, _options.UnobservedWeight, _options.Regularization, _options.FrequencyScaling);
        for (var epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            SolveSide(byUser, items, users, rule, context);
            SolveSide(byItem, users, items, rule, context);
            context.Progress?.Report(new(Card.Name, epoch, _options.Epochs));
        }
        SolveSide(byUser, items, users, rule, context); // so that a fitted user and the same history folded in agree
        return new(data, users, items, rule, context.Threads);
    }

    private static void SolveSide(CsrMatrix rows, DenseRows known, DenseRows sought, AlsRule rule, FitContext context)
    {
        var solver = new AlsSolver(known, rule, context.Threads);
        context.ForEachRow(rows.RowCount, solver.NewScratch, (row, scratch) => solver.Solve(rows[row], sought[row], scratch));
    }

    private DenseRows InitialRows(int count, FitContext context)
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
}
