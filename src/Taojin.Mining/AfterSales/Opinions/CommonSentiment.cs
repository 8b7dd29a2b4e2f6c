using Taojin.Mining.Learning;
using Taojin.Mining.Text;

namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>Nothing can be set.</summary>
public sealed record CommonSentimentOptions;

/// <summary>What most reviews say, of every review: what any model must beat.</summary>
/// <remarks>See <see cref="CommonClassModel{TInput}"/>.</remarks>
public sealed class CommonSentiment(CommonSentimentOptions options) : IDescribed<AlgorithmCard>, IEstimator<Labelled<TopicText>, CommonClassModel<TopicText>>
{
    private readonly CommonSentimentOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<CommonSentimentOptions, CommonClassModel<TopicText>>(
        "common-sentiment", "Most common sentiment", "最常见情感", OpinionTasks.Sentiment, "Witten, Frank, Hall & Pal, Data Mining (ZeroR)", options => new CommonSentiment(options), isBaseline: true);

    /// <inheritdoc />
    public CommonClassModel<TopicText> Fit(Labelled<TopicText> data, FitContext context)
    {
        _ = _options;
        return CommonClassModel<TopicText>.Of(data, context);
    }
}
