using Taojin.Workflows.Serving;
using Taojin.Workflows.Tuning;

namespace Taojin.Workflows.Training;

/// <summary>What to show a user.</summary>
public sealed class RecommendTask : ITunable
{
    /// <inheritdoc />
    public string Name => "recommend";

    /// <inheritdoc />
    public int Place => 20;

    /// <inheritdoc />
    public string Title => "What to show each visitor?";

    /// <inheritdoc />
    public string TitleZh => "给每位访客展示什么？";

    /// <inheritdoc />
    public string Asked => "./taojin recommend USER, or: ./taojin serve";

    /// <inheritdoc />
    public string AskedZh => "./taojin recommend 用户，或 ./taojin serve";

    /// <inheritdoc />
    public IReadOnlyList<string> MainMetrics { get; } = ["NDCG@10", "HR@10", "Recall@20", "Coverage@10"];

    /// <inheritdoc />
    public TrainingRun Run(TrainingInput input, CancellationToken cancellation) => new TrainRecommend(input.Mine).Run(input.Prepared, input.Request, cancellation);

    /// <inheritdoc />
    public ITuningGround Ground(TrainingInput input, Mining.Learning.AlgorithmCard card, CancellationToken cancellation) => new TrainRecommend(input.Mine).Ground(input.Prepared, input.Request);

    /// <inheritdoc />
    public IEnumerable<(string Alias, ModelRow Row, string Why, string WhyZh)> AlsoPublished(TrainingRun run) => run.Models.Where(model => model.Algorithm == "popular")
        .Select(popular => (Aliases.RecommendFallback, popular, "Answers where the other has nothing to say.", "其他模型无法回答时使用。"));
}
