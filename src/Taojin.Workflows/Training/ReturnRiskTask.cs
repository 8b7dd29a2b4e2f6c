using Taojin.Data;
using Taojin.Mining.AfterSales.Returns;
using Taojin.Mining.Learning;
using Taojin.Storage.Models;

namespace Taojin.Workflows.Training;

/// <summary>How probable it is that an order line comes back, at the moment it is ordered.</summary>
public sealed class ReturnRiskTask : ITrainingTask
{
    /// <summary>Alias of the model that answers.</summary>
    public const string Alias = "return-risk@live";

    private const int FewestReturns = 50, ImportanceShown = 15;
    private static readonly string[] Usual = ["logistic", "gradient-boosting"];

    /// <inheritdoc />
    public string Name => "return-risk";

    /// <inheritdoc />
    public int Place => 60;

    /// <inheritdoc />
    public string Title => "What will come back?";

    /// <inheritdoc />
    public string TitleZh => "哪些订单会退货？";

    /// <inheritdoc />
    public IReadOnlyList<string> MainMetrics { get; } = ["AUC", "PR-AUC", "LogLoss", "ECE"];

    /// <summary>Trained when it is asked for: few logs hold returns.</summary>
    public bool IsInAll => false;

    /// <summary>Every algorithm that learns probabilities from a table of features.</summary>
    public bool Takes(AlgorithmCard card, Algorithms algorithms) => algorithms.Learns<LabelledTable, IProbabilityModel>(card);

    /// <inheritdoc />
    /// <exception cref="TooLittleDataException">The log is shorter than three horizons.</exception>
    public TrainingRun Run(TrainingInput input, CancellationToken cancellation)
    {
        var (mine, request, log, skipped) = (input.Mine, input.Request, input.Prepared.Log, new List<SkippedModel>());
        var options = request.Horizon is { } horizon ? new ReturnRowsOptions { Horizon = horizon } : new();
        var rows = ReturnRows.Build(log, options, mine.Calendar);
        var context = new FitContext { Seed = request.Seed, Threads = request.Threads, Progress = request.Progress, Cancellation = cancellation };
        var cards = Cards(mine.Algorithms, request.Algorithms);
        if (rows.Train.PositiveCount < FewestReturns)
        {
            skipped.AddRange(cards.Select(card => new SkippedModel(card.Name, card.Title, card.TitleZh, $"{rows.Train.PositiveCount} returns to learn from; {FewestReturns} are needed", $"可学习的退货 {rows.Train.PositiveCount} 起，至少需要 {FewestReturns}")));
            cards = [];
        }
        var trials = new ProbabilityTrials(mine, request, context);
        var judged = trials.Run(cards, skipped, rows.Train, new(rows.Test.Features, rows.Test.Labels, rows.Test.Users));
        var (text, textZh) = Words(rows, options);
        var card = new ModelCard { Task = Name, Algorithm = "", Data = Candidates.Fingerprint(log), DataUntil = log.End, Split = text, HorizonHours = options.Horizon.TotalHours };
        return new()
        {
            Task = Name,
            Split = text,
            SplitZh = textZh,
            DataUntil = log.End,
            Seed = request.Seed,
            HorizonHours = options.Horizon.TotalHours,
            TestCases = rows.Test.Labels.Length,
            TestPositives = rows.Test.Labels.Count(label => label),
            TrainRows = rows.Train.Labels.Length,
            Models = [.. judged.Select(each => trials.Store(each, judged, card)).OrderByDescending(row => row.Validation)],
            Skipped = skipped,
            Importance = ImportanceOf(judged.Where(each => each.Model is IRanksColumns).MaxBy(each => each.Validation)),
        };
    }

    private AlgorithmCard[] Cards(Algorithms algorithms, IReadOnlyList<string>? wanted)
    {
        foreach (var name in wanted ?? [])
            if (!Takes(algorithms[name], algorithms))
                throw new TaojinException("algorithm.other-task", $"'{name}' does not learn probabilities.", $"These do: {string.Join(", ", algorithms.Cards.Where(card => Takes(card, algorithms)).Select(card => card.Name))}.");
        return [.. (wanted ?? Usual).Select(name => algorithms[name])];
    }

    private static IReadOnlyList<ColumnImportance> ImportanceOf(JudgedProbability? best) => best?.Model is not IRanksColumns ranks ? [] :
        [.. ReturnHistory.Columns.Zip(ranks.Importance, (column, share) => new ColumnImportance(column, share)).OrderByDescending(each => each.Share).Take(ImportanceShown)];

    private static (string En, string Zh) Words(ReturnRows rows, ReturnRowsOptions options) => (
        $"by time: lines ordered from {rows.TestFrom} on; a line counts when units of it come back within {options.Horizon.TotalDays:0} days; nothing learned was labelled by what came after {rows.TestFrom}",
        $"按时间：评估 {rows.TestFrom} 起的订单行；{options.Horizon.TotalDays:0} 天内有退回即计为退货；学习数据的标签均产生于 {rows.TestFrom} 之前");
}
