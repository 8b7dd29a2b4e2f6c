using Taojin.Mining.Text;
using Taojin.Workflows.Service;

namespace Taojin.Workflows.Training;

/// <summary>Whether a review praises or blames, learned from reviews with a rating.</summary>
public sealed class SentimentTask : ITrainingTask
{
    /// <summary>Alias of the model that answers.</summary>
    public const string Alias = "sentiment@live";

    private const int FewestReviews = 100;
    private const double AskedPrecision = 0.95;

    /// <inheritdoc />
    public string Name => "sentiment";

    /// <inheritdoc />
    public int Place => 70;

    /// <inheritdoc />
    public string Title => "Does a review praise or blame?";

    /// <inheritdoc />
    public string TitleZh => "评论是好评还是差评？";

    /// <inheritdoc />
    public IReadOnlyList<string> MainMetrics { get; } = ["Accuracy", "Macro-F1", "ECE", "Coverage@95%"];

    /// <summary>Trained when it is asked for: few shops have reviews in the log.</summary>
    public bool IsInAll => false;

    /// <inheritdoc />
    public TrainingRun Run(TrainingInput input, CancellationToken cancellation)
    {
        var rows = ReviewTexts.Of(input.Mine).Where(review => review.Class is not null).Select(review => (review.Text, review.Class!));
        return new ClassTrials<TopicText>(input.Mine, this, TextSet.Of(rows, review => review.Text, (FewestReviews, AskedPrecision, input.Mine.Now))).Run(input.Request, cancellation);
    }
}
