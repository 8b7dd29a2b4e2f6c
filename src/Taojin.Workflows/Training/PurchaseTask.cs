using Taojin.Workflows.Tuning;

namespace Taojin.Workflows.Training;

/// <summary>How probable it is that a user buys an item.</summary>
public sealed class PurchaseTask : ITunable
{
    /// <inheritdoc />
    public string Name => "purchase";

    /// <inheritdoc />
    public int Place => 10;

    /// <inheritdoc />
    public string Title => "Who will buy what?";

    /// <inheritdoc />
    public string TitleZh => "谁会买什么？";

    /// <inheritdoc />
    public string Asked => "./taojin predict USER, or: ./taojin serve";

    /// <inheritdoc />
    public string AskedZh => "./taojin predict 用户，或 ./taojin serve";

    /// <inheritdoc />
    public IReadOnlyList<string> MainMetrics { get; } = ["AUC", "PR-AUC", "LogLoss", "ECE"];

    /// <inheritdoc />
    public TrainingRun Run(TrainingInput input, CancellationToken cancellation) => new TrainPurchase(input.Mine).Run(input.Prepared, input.Request, cancellation);

    /// <inheritdoc />
    public ITuningGround Ground(TrainingInput input, Mining.Learning.AlgorithmCard card, CancellationToken cancellation) => new TrainPurchase(input.Mine).Ground(input.Prepared, input.Request, card, cancellation);
}
