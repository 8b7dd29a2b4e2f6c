using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning.LightGbm;

namespace Taojin.Mining.Learning;

/// <summary>How trees for amounts are boosted.</summary>
public sealed record BoostedValuesOptions
{
    /// <summary>Trees.</summary>
    [Range(1, 10_000)] public int Trees { get; init; } = 60;

    /// <summary>Leaves of a tree.</summary>
    [Range(2, 4096)] public int Leaves { get; init; } = 8;

    /// <summary>Share of each tree's answer that is added.</summary>
    [Range(1e-4, 1)] public double LearningRate { get; init; } = 0.08;

    /// <summary>Fewest training rows in a leaf.</summary>
    [Range(1, 1_000_000)] public int RowsPerLeaf { get; init; } = 100;

    /// <summary>L2 penalty on leaf values.</summary>
    [Range(0, 1e6)] public double L2 { get; init; } = 10;
}

/// <summary>Gradient-boosted trees for amounts: minimises the squared error.</summary>
/// <remarks>Friedman 2001, doi:10.1214/aos/1013203451, by LightGBM; missing values have a side of their own at each split. A tree costs one pass over rows × columns.</remarks>
public sealed class BoostedValues(BoostedValuesOptions options) : IEstimator<ValueTable, BoostedValueModel>
{
    private readonly BoostedValuesOptions _options = options.Validated();

    /// <inheritdoc />
    public BoostedValueModel Fit(ValueTable data, FitContext context)
    {
        var seed = context.Random("boosted-values").NextInt32(int.MaxValue);
        var parameters = FormattableString.Invariant(
            $"objective=regression num_leaves={_options.Leaves} learning_rate={_options.LearningRate} min_data_in_leaf={_options.RowsPerLeaf} lambda_l2={_options.L2} max_bin=63 seed={seed} num_threads=1 deterministic=true force_col_wise=true feature_pre_filter=false verbosity=-1");
        return new(new Booster(ThreadTurns.Take(1, () => Text(data, parameters, context))));
    }

    /// <summary>The trees as LightGBM writes them down.</summary>
    private string Text(ValueTable data, string parameters, FitContext context)
    {
        using var training = new Dataset(data.Features, data.Targets, parameters);
        using var booster = new Booster(training, parameters);
        for (var tree = 0; tree < _options.Trees; tree++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (booster.Grow())
                break;
        }
        return booster.Text(_options.Trees);
    }
}

/// <summary>Boosted trees for amounts that were learned.</summary>
public sealed class BoostedValueModel : IValueModel
{
    private readonly Booster _trees;

    internal BoostedValueModel(Booster trees) => _trees = trees; // its handle is released when nobody holds it any more

    /// <inheritdoc />
    public void Predict(FeatureTable features, Span<double> values) => _trees.Scores(features.Values, threads: 1).CopyTo(values);
}
