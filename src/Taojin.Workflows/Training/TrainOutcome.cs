using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Tables;
using Taojin.Storage.Models;

namespace Taojin.Workflows.Training;

/// <summary>Trains every model of probabilities on a table of any columns, judges all on the same rows, and stores them with what the columns mean.</summary>
internal sealed class TrainOutcome(Mine mine, OutcomeTask task)
{
    private const int ImportanceShown = 15;

    public TrainingRun Run(OutcomeTable table, TrainRequest request, CancellationToken cancellation)
    {
        var context = new FitContext { Seed = request.Seed, Threads = request.Threads, Progress = request.Progress, Cancellation = cancellation };
        var skipped = new List<SkippedModel>();
        var cards = Cards(request.Algorithms, skipped);
        var (schema, train, parts) = table.Parted(context);
        var test = table.Labelled(schema, parts.Test);
        var trials = new ProbabilityTrials(mine, request, context);
        var judged = trials.Run(cards, skipped, train, new(test.Features, test.Labels, [.. Enumerable.Range(0, test.Labels.Length)]));
        var best = judged.Where(each => each.Model is IRanksColumns).MaxBy(each => each.Validation);
        var words = Words(table, parts);
        var card = new ModelCard { Task = task.Name, Algorithm = "", Data = table.Fingerprint(), DataUntil = mine.Now, Split = words.En };
        var models = judged.Select(each => trials.Store(each, judged, card, schema.Save)).OrderByDescending(row => row.Validation);
        return new()
        {
            Task = task.Name,
            Split = words.En,
            SplitZh = words.Zh,
            DataUntil = mine.Now,
            Seed = request.Seed,
            TestCases = test.Labels.Length,
            TestPositives = test.PositiveCount,
            TrainRows = train.Labels.Length,
            Models = [.. models],
            Skipped = skipped,
            Importance = ImportanceOf(best, schema),
            Dependences = ColumnDependence.Of(best?.Model, train.Validation!.Features, ColumnsOf(schema), schema.WordOf),
            Notes = OutcomeNotes.Of(table, schema),
        };
    }

    private IReadOnlyList<AlgorithmCard> Cards(IReadOnlyList<string>? wanted, List<SkippedModel> skipped)
    {
        foreach (var name in wanted ?? [])
            if (!task.Takes(mine.Algorithms[name], mine.Algorithms))
                throw new TaojinException("algorithm.other-task", $"'{name}' does not learn from a table.", $"These do: {string.Join(", ", mine.Algorithms.Cards.Where(card => task.Takes(card, mine.Algorithms)).Select(card => card.Name))}.");
        skipped.AddRange(mine.Algorithms.Cards.Where(card => wanted is null && card.Task == MiningTask.Purchase && !mine.Algorithms.CanTrain(card)).Select(Candidates.NotLoaded));
        return [.. mine.Algorithms.Cards.Where(card => wanted?.Contains(card.Name) ?? task.Takes(card, mine.Algorithms))];
    }

    private static FeatureColumn[] ColumnsOf(TableSchema schema) => [.. schema.Features.Select(name => new FeatureColumn(name, "", name, name))];

    private static IReadOnlyList<ColumnImportance> ImportanceOf(JudgedProbability? best, TableSchema schema) => best?.Model is not IRanksColumns ranks ? [] :
        [.. ColumnsOf(schema).Zip(ranks.Importance, (column, share) => new ColumnImportance(column, share)).OrderByDescending(each => each.Share).Take(ImportanceShown)];

    private static (string En, string Zh) Words(OutcomeTable table, TableParts parts) => table.Input.Time is { } time
        ? ($"by time ({time}): the first {parts.Train.Count} rows to learn from, the next {parts.Validation.Count} to choose by, the last {parts.Test.Count} to judge by; foretold: {table.Input.Label} = {table.Labels.Positive}",
            $"按时间（{time}）：最早 {parts.Train.Count} 行用于学习，随后 {parts.Validation.Count} 行用于选择，最后 {parts.Test.Count} 行用于评估；预测 {table.Input.Label} = {table.Labels.Positive}")
        : ($"at random with equal shares of outcomes: {parts.Train.Count} rows to learn from, {parts.Validation.Count} to choose by, {parts.Test.Count} to judge by; foretold: {table.Input.Label} = {table.Labels.Positive}. Where rows have times, name their column with --time: a random split flatters",
            $"分层随机：{parts.Train.Count} 行用于学习，{parts.Validation.Count} 行用于选择，{parts.Test.Count} 行用于评估；预测 {table.Input.Label} = {table.Labels.Positive}。若各行有时间，请用 --time 指定该列：随机划分会美化结果");
}
