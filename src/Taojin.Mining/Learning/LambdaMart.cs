using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning.LightGbm;
using Taojin.Mining.Learning.Search;

namespace Taojin.Mining.Learning;

/// <summary>How trees are boosted to order lists.</summary>
public sealed record LambdaMartOptions
{
    /// <summary>Most trees; early stopping may keep fewer.</summary>
    [SearchRange(20, 600)] [Range(1, 10_000)] public int Trees { get; init; } = 200;

    /// <summary>Leaves of a tree.</summary>
    [SearchRange(4, 64)] [Range(2, 4096)] public int Leaves { get; init; } = 12;

    /// <summary>Share of each tree's answer that is added.</summary>
    [SearchRange(0.01, 0.3)] [Range(1e-4, 1)] public double LearningRate { get; init; } = 0.06;

    /// <summary>Fewest training rows in a leaf.</summary>
    [SearchRange(5, 200)] [Range(1, 1_000_000)] public int RowsPerLeaf { get; init; } = 30;

    /// <summary>Share of the columns that a tree may look at.</summary>
    [SearchRange(0.3, 1)] [Range(0.01, 1)] public double ColumnShare { get; init; } = 0.8;

    /// <summary>L2 penalty on leaf values.</summary>
    [SearchRange(0.1, 30)] [Range(0, 1e6)] public double L2 { get; init; } = 5;

    /// <summary>Places at the top that pairs are formed with: the lists that matter are about as long.</summary>
    [SearchRange(5, 60)] [Range(1, 10_000)] public int Depth { get; init; } = 20;

    /// <summary>Penalty on the position biases that are learned where lists were logged.</summary>
    [SearchRange(0.01, 10)] [Range(0, 1e6)] public double PositionPenalty { get; init; } = 0.1;

    /// <summary>Stops when NDCG@10 of the validation lists has not risen for so many trees; without them all trees are kept.</summary>
    [Range(1, 10_000)] public int Patience { get; init; } = 30;
}

/// <summary>Boosted trees that order lists: gradients are the gains in NDCG of swapping two candidates.</summary>
/// <remarks>
/// Burges 2010, From RankNet to LambdaRank to LambdaMART, MSR-TR-2010-82, by LightGBM. Where positions are given, a bias for each place is
/// learned beside the trees and left out when scoring (LightGBM's unbiased LambdaMART; the idea: Hu et al. 2019, doi:10.1145/3308558.3313447).
/// One thread, so the same bits everywhere. A tree costs one pass over rows × columns and the pairs of each list.
/// </remarks>
public sealed class LambdaMart(LambdaMartOptions options) : IEstimator<RankingTable, LambdaMartModel>
{
    private readonly LambdaMartOptions _options = options.Validated();

    /// <inheritdoc />
    public LambdaMartModel Fit(RankingTable data, FitContext context)
    {
        if (!data.Relevance.Any(each => each > 0))
            throw new TooLittleDataException($"None of {data.Relevance.Length} candidates was wanted; an order cannot be learned.", $"{data.Relevance.Length} 个候选中无一被选中，无法学习排序。");
        var seed = context.Random("lambda-mart").NextInt32(int.MaxValue);
        var parameters = FormattableString.Invariant(
            $"objective=lambdarank metric=ndcg eval_at=10 num_leaves={_options.Leaves} learning_rate={_options.LearningRate} min_data_in_leaf={_options.RowsPerLeaf} feature_fraction={_options.ColumnShare} lambda_l2={_options.L2} lambdarank_truncation_level={_options.Depth} lambdarank_position_bias_regularization={_options.PositionPenalty} max_bin=127 seed={seed} num_threads=1 deterministic=true force_col_wise=true feature_pre_filter=false verbosity=-1");
        return new(data.Features.Columns, ThreadTurns.Take(1, () => Text(data, parameters, context)));
    }

    /// <summary>The trees as LightGBM writes them down.</summary>
    private string Text(RankingTable data, string parameters, FitContext context)
    {
        using var training = Lists(data, parameters, null);
        using var booster = new Booster(training, parameters);
        using var later = data.Validation is { } validation ? Lists(validation, parameters, training) : null;
        if (later is not null)
            booster.AddValidation(later);
        return booster.Text(Grow(booster, later is not null, context));
    }

    private static Dataset Lists(RankingTable data, string parameters, Dataset? bins)
    {
        var lists = new Dataset(data.Features, Array.ConvertAll(data.Relevance, each => (float)each), parameters, bins);
        lists.Set("group", data.Groups);
        if (data.Positions is { } positions && bins is null)
            lists.Set("position", positions);
        return lists;
    }

    private int Grow(Booster booster, bool hasValidation, FitContext context)
    {
        var (best, kept) = (double.NegativeInfinity, 0);
        for (var tree = 1; tree <= _options.Trees; tree++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var isFinished = booster.Grow();
            var gain = hasValidation ? booster.Metric(1) : double.NaN;
            context.Progress?.Report(new("lambda-mart", tree, _options.Trees, double.IsNaN(gain) ? null : -gain));
            if (!hasValidation || gain > best)
                (best, kept) = (gain, tree);
            if (isFinished || tree - kept >= _options.Patience || (tree < _options.Trees && context.Budget?.Ends() == true))
                break;
        }
        return kept;
    }
}

/// <summary>Trees that order candidates. Scores compare candidates of one list only.</summary>
public sealed class LambdaMartModel : IPersistent<LambdaMartModel>, IRanksColumns
{
    private readonly Booster _trees;
    private readonly string _text;

    internal LambdaMartModel(IReadOnlyList<string> columns, string text)
    {
        (Columns, _text, _trees) = (columns, text, new(text));
        var gain = _trees.Gain(columns.Count);
        var total = gain.Sum();
        Importance = Array.ConvertAll(gain, each => total > 0 ? each / total : 0);
    }

    /// <summary>Names of the columns it was fitted on.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <inheritdoc />
    public IReadOnlyList<double> Importance { get; }

    /// <summary>Scores candidates, shape [rows]; higher is better.</summary>
    public double[] Score(FeatureTable candidates) => _trees.Scores(candidates.Values, threads: 1);

    /// <summary>Exact SHAP values of a candidate's score: parts and the returned bias add up to it.</summary>
    public double Explain(ReadOnlySpan<float> row, Span<double> parts)
    {
        var contributions = _trees.Contributions(row);
        contributions.AsSpan(0, parts.Length).CopyTo(parts);
        return contributions[^1];
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Text("model.txt", _text);
        writer.Ids("columns", Columns);
    }

    /// <inheritdoc />
    public static LambdaMartModel Load(IArtifactReader reader) => new(reader.Ids("columns"), reader.Text("model.txt"));
}
