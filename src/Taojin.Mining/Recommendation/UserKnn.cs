using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>Which users are neighbours.</summary>
public sealed record UserKnnOptions
{
    /// <summary>Users asked for each history, those of the highest similarity.</summary>
    [Range(1, 100_000)] public int Neighbours { get; init; } = 100;

    /// <summary>Added to the product of the norms: draws similarities of short histories towards 0.</summary>
    [Range(0, 1e6)] public double Shrinkage { get; init; } = 10;

    /// <summary>How much a touched pair says: users are the vectors, their items the terms.</summary>
    public PairWeighting Weighting { get; init; } = PairWeighting.Binary;

    /// <summary>Each step back from the newest item of the asked history multiplies what it says by this; 1 lets all count alike.</summary>
    [Range(0.01, 1)] public double HistoryDecay { get; init; } = 1;
}

/// <summary>What users of like history touch: cosine between users, summed over the nearest.</summary>
/// <remarks>
/// Resnick et al. 1994, doi:10.1145/192844.192905; for implicit feedback as in Herlocker et al. 1999, doi:10.1145/312624.312682.
/// s(u, v) = xᵤ·xᵥ ÷ (|xᵤ||xᵥ| + shrinkage); the score of item i is Σᵥ s(u, v)·xᵥᵢ over the nearest fitted users v. A fitted user is among the own
/// neighbours, as a stranger of the same history would find it; that adds to items of the own history only.
/// Nothing is computed before it is asked: a fit costs one pass over the entries, a score Σ over the history of the users of its items.
/// </remarks>
public sealed class UserKnn(UserKnnOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, UserKnnModel>
{
    private readonly UserKnnOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<UserKnnOptions, UserKnnModel>(
        "user-knn", "User neighbours (cosine)", "用户近邻（余弦）", MiningTask.Recommend, "doi:10.1145/192844.192905",
        options => new UserKnn(options)) with { Needs = [DataNeed.Users(50), DataNeed.Items(10), DataNeed.Pairs(500)] };

    /// <inheritdoc />
    public UserKnnModel Fit(Interactions data, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        return new(data, TermWeighting.Of(data.Matrix, _options.Weighting), new(_options.Neighbours, _options.Shrinkage, _options.HistoryDecay));
    }
}
