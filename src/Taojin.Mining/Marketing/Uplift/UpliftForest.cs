using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Uplift;

/// <summary>How an uplift forest grows.</summary>
public sealed record UpliftForestOptions
{
    /// <summary>Trees.</summary>
    [Range(1, 10_000)] public int Trees { get; init; } = 200;

    /// <summary>Most questions from the root to a leaf.</summary>
    [Range(1, 20)] public int Depth { get; init; } = 5;

    /// <summary>Fewest people of each arm, and of the control, on either side of a split.</summary>
    [Range(1, 1_000_000)] public int PeoplePerArm { get; init; } = 100;

    /// <summary>Share of the people that a tree sees; half of them decide its questions, the other half its answers.</summary>
    [Range(0.01, 1)] public double PeopleShare { get; init; } = 0.5;

    /// <summary>Share of the columns that a question may be about.</summary>
    [Range(0.01, 1)] public double ColumnShare { get; init; } = 0.6;
}

/// <summary>Honest trees that part people where the effects differ most, for one or several arms and any outcome.</summary>
/// <remarks>
/// A split maximises Σ over arms of n_l·n_r ÷ n² · (τ_l − τ_r)², τ being the difference of means (Athey &amp; Imbens 2016, doi:10.1073/pnas.1510489113;
/// Wager &amp; Athey 2018, doi:10.1080/01621459.2017.1319839, for honesty and subsampling). Columns are cut into at most 32 quantile bins; unknown values
/// stand below all others. Differences of means are effects only under random assignment: for observational data use the DR-learner.
/// Costs trees × people × columns × depth.
/// </remarks>
public sealed class UpliftForest(UpliftForestOptions options) : IDescribed<UpliftCard>, IEstimator<ExperimentTable, IUpliftModel>
{
    private readonly UpliftForestOptions _options = options.Validated();

    /// <inheritdoc />
    public static UpliftCard Card { get; } = new(
        "uplift-forest", "Uplift forest", "增益森林", "doi:10.1080/01621459.2017.1319839", _ => new UpliftForest(new()), HasBase: false);

    /// <inheritdoc />
    public IUpliftModel Fit(ExperimentTable data, FitContext context)
    {
        data.RequireAllArms(4);
        context.Cancellation.ThrowIfCancellationRequested();
        var binned = BinnedPeople.Of(data);
        var trees = new UpliftTree[_options.Trees];
        Parallel.For(0, trees.Length, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation }, tree =>
            trees[tree] = new UpliftTreeGrower(binned, _options, context.Random("uplift-forest/tree", tree)).Grow());
        return new Model(data.Arms, trees);
    }

    private sealed class Model(IReadOnlyList<string> arms, UpliftTree[] trees) : IUpliftModel
    {
        public IReadOnlyList<string> Arms => arms;

        public void Predict(FeatureTable features, DenseRows uplift)
        {
            var sums = new double[arms.Count];
            for (var row = 0; row < features.RowCount; row++)
            {
                Array.Clear(sums);
                foreach (var tree in trees)
                    tree.Add(features.Values[row], sums);
                for (var arm = 0; arm < sums.Length; arm++)
                    uplift[row][arm] = (float)(sums[arm] / trees.Length);
            }
        }
    }
}
