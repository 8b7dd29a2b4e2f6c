using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Workflows.Tuning;

namespace Taojin.Workflows.Training;

/// <summary>A column of any table: customers who leave, sessions that end in a purchase, loans that fail.</summary>
public sealed class OutcomeTask : ITunable
{
    /// <inheritdoc />
    public string Name => "outcome";

    /// <inheritdoc />
    public int Place => 90;

    /// <inheritdoc />
    public string Title => "Which rows of a table will come true?";

    /// <inheritdoc />
    public string TitleZh => "表中哪些行会成真？";

    /// <inheritdoc />
    public string Asked => "./taojin predict --task outcome --from csv:NEW.csv --out OUT.csv";

    /// <inheritdoc />
    public string AskedZh => "./taojin predict --task outcome --from csv:新表.csv --out 结果.csv";

    /// <inheritdoc />
    public IReadOnlyList<string> MainMetrics { get; } = ["AUC", "PR-AUC", "LogLoss", "ECE"];

    /// <inheritdoc />
    public bool IsInAll => false;

    /// <summary>Every algorithm that learns probabilities from a table of features.</summary>
    public bool Takes(AlgorithmCard card, Algorithms algorithms) => !card.ReadsTrail && algorithms.Learns<LabelledTable, IProbabilityModel>(card);

    /// <inheritdoc />
    /// <exception cref="TaojinException">No table or label is named, or the table does not hold two outcomes.</exception>
    public TrainingRun Run(TrainingInput input, CancellationToken cancellation)
    {
        var table = OutcomeTable.Read(Named(input), input.Mine);
        return new TrainOutcome(input.Mine, this).Run(table, input.Request, cancellation);
    }

    /// <inheritdoc />
    public ITuningGround Ground(TrainingInput input, AlgorithmCard card, CancellationToken cancellation)
    {
        var table = OutcomeTable.Read(Named(input), input.Mine);
        var (_, train, _) = table.Parted(new() { Seed = input.Request.Seed });
        return new ProbabilityGround(train, $"{table.Input.Label} = {table.Labels.Positive}, {train.Labels.Length} and {train.Validation!.Labels.Length} rows", input.Mine.Algorithms);
    }

    private static TableInput Named(TrainingInput input) => input.Request.Table
        ?? throw new TaojinException("outcome.table-needed", "No table was named.", "Run: ./taojin train --task outcome --from csv:FILE --label COLUMN");
}
