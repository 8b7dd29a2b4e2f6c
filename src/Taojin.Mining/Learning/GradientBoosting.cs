using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning.Search;
using Taojin.Mining.Learning.LightGbm;

namespace Taojin.Mining.Learning;

/// <summary>How trees are boosted.</summary>
public sealed record GradientBoostingOptions
{
    /// <summary>Most trees; early stopping may keep fewer.</summary>
    [SearchRange(20, 600)] [Range(1, 10_000)] public int Trees { get; init; } = 60;

    /// <summary>Leaves of a tree.</summary>
    [SearchRange(4, 64)] [Range(2, 4096)] public int Leaves { get; init; } = 12;

    /// <summary>Share of each tree's answer that is added.</summary>
    [SearchRange(0.01, 0.3)] [Range(1e-4, 1)] public double LearningRate { get; init; } = 0.16;

    /// <summary>Fewest training rows in a leaf.</summary>
    [SearchRange(5, 200)] [Range(1, 1_000_000)] public int RowsPerLeaf { get; init; } = 40;

    /// <summary>Share of the columns that a tree may look at.</summary>
    [SearchRange(0.2, 1)] [Range(0.01, 1)] public double ColumnShare { get; init; } = 0.5;

    /// <summary>L1 penalty on leaf values.</summary>
    [SearchRange(0, 10)] [Range(0, 1e6)] public double L1 { get; init; }

    /// <summary>L2 penalty on leaf values.</summary>
    [SearchRange(0.1, 30)] [Range(0, 1e6)] public double L2 { get; init; } = 5;

    /// <summary>Most bins of a column.</summary>
    [SearchRange(15, 255)] [Range(2, 65_535)] public int Bins { get; init; } = 63;

    /// <summary>Most splits between the root and a leaf; 0 for no limit.</summary>
    [SearchRange(0, 10)] [Range(0, 64)] public int Depth { get; init; }

    /// <summary>Share of the rows that a tree learns from, drawn anew for each.</summary>
    [SearchRange(0.4, 1)] [Range(0.01, 1)] public double RowShare { get; init; } = 1;

    /// <summary>Least sum of p · (1 − p) in a leaf.</summary>
    [SearchRange(1e-3, 10)] [Range(0, 1e6)] public double HessianPerLeaf { get; init; } = 1e-3;

    /// <summary>Whether a split's place is drawn at random and only the column chosen (extremely randomised trees, Geurts et al. 2006, doi:10.1007/s10994-006-6226-1).</summary>
    public bool RandomSplits { get; init; }

    /// <summary>Rows added to a category before it is compared with others: rare ones come nearer to the mean.</summary>
    [SearchRange(1, 100)] [Range(0, 1e6)] public double CategorySmoothing { get; init; } = 10;

    /// <summary>Stops when the validation log-loss has not fallen for so many trees; without validation rows all trees are kept.</summary>
    [Range(1, 10_000)] public int Patience { get; init; } = 20;
}

/// <summary>Gradient-boosted trees for probabilities.</summary>
/// <remarks>
/// Ke et al., LightGBM, NeurIPS 2017; Friedman 2001, doi:10.1214/aos/1013203451. Minimises the log-loss; missing values have a side of
/// their own at each split. The same bits whatever the number of threads. A tree costs one pass over rows × columns.
/// </remarks>
public sealed class GradientBoosting(GradientBoostingOptions options) : IDescribed<AlgorithmCard>, IEstimator<LabelledTable, GradientBoostingModel>
{
    /// <summary>Below so many cells a second thread costs more at barriers than it brings.</summary>
    private const long CellsForThreads = 12_000_000;

    /// <summary>Rows that bins are cut by. LightGBM's own 200,000 sorts for longer than small data take to learn from, and no better.</summary>
    private const int RowsForBins = 20_000;
    private readonly GradientBoostingOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<GradientBoostingOptions, GradientBoostingModel>(
        "gradient-boosting", "Gradient-boosted trees", "梯度提升树", MiningTask.Purchase, "doi:10.1214/aos/1013203451",
        options => new GradientBoosting(options)) with { Needs = [DataNeed.ForeseeablePurchases(100), DataNeed.Pairs(1000)] };

    /// <inheritdoc />
    public GradientBoostingModel Fit(LabelledTable data, FitContext context)
    {
        data.RequireBothOutcomes();
        var threads = (long)data.Features.RowCount * data.Features.Columns.Count < CellsForThreads ? 1 : context.Threads;
        var text = ThreadTurns.Take(threads, () => Text(data, Parameters(threads, context), context));
        return GradientBoostingModel.Of(data, text, context.Threads);
    }

    /// <summary>The trees as LightGBM writes them down.</summary>
    private string Text(LabelledTable data, string parameters, FitContext context)
    {
        using var training = new Dataset(data.Features, data.Labels, parameters);
        using var booster = new Booster(training, parameters);
        using var later = data.Validation is { } validation ? Later(validation, data, parameters, training) : null;
        if (later is not null)
            booster.AddValidation(later);
        return booster.Text(Grow(booster, later is not null, context));
    }

    private static Dataset Later(LabelledTable validation, LabelledTable data, string parameters, Dataset bins)
    {
        var later = new Dataset(validation.Features, validation.Labels, parameters, bins);
        later.StartFrom(Math.Log(data.NegativesKept), validation.Labels.Length);
        return later;
    }

    /// <summary>Grows trees and returns how many to keep.</summary>
    private int Grow(Booster booster, bool hasValidation, FitContext context)
    {
        var (best, kept) = (double.PositiveInfinity, 0);
        for (var tree = 1; tree <= _options.Trees; tree++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var isFinished = booster.Grow();
            var loss = hasValidation ? booster.Metric(1) : double.NaN;
            context.Progress?.Report(new(Card.Name, tree, _options.Trees, double.IsNaN(loss) ? null : loss));
            if (!hasValidation || loss < best)
                (best, kept) = (loss, tree);
            if (isFinished || tree - kept >= _options.Patience || (tree < _options.Trees && context.Budget?.Ends() == true))
                break;
        }
        return kept;
    }

    private string Parameters(int threads, FitContext context)
    {
        var seed = context.Random("gradient-boosting").NextInt32(int.MaxValue);
        return FormattableString.Invariant(
            $"objective=binary metric=binary_logloss num_leaves={_options.Leaves} learning_rate={_options.LearningRate} min_data_in_leaf={_options.RowsPerLeaf} min_sum_hessian_in_leaf={_options.HessianPerLeaf} max_depth={(_options.Depth == 0 ? -1 : _options.Depth)} bagging_fraction={_options.RowShare} bagging_freq={(_options.RowShare < 1 ? 1 : 0)} extra_trees={(_options.RandomSplits ? "true" : "false")} cat_smooth={_options.CategorySmoothing} feature_fraction={_options.ColumnShare} lambda_l1={_options.L1} lambda_l2={_options.L2} max_bin={_options.Bins} bin_construct_sample_cnt={RowsForBins} seed={seed} num_threads={threads} deterministic=true force_col_wise=true feature_pre_filter=false verbosity=-1");
    }
}
