using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Mining.Purchase;
using Taojin.Storage.Models;
using Taojin.Workflows.Drifting;
using Taojin.Workflows.Tuning;

namespace Taojin.Workflows.Training;

/// <summary>Trains every model of purchase probability that the data can carry, judges all on the same later cut, and stores them.</summary>
public sealed class TrainPurchase(Mine mine)
{
    private const string Task = "purchase";

    /// <summary>Rows, fits, judgement, storage.</summary>
    /// <exception cref="TaojinException">The log is too short to be split by time.</exception>
    public TrainingRun Run(Prepared prepared, TrainRequest request, CancellationToken cancellation)
    {
        var context = new FitContext { Seed = request.Seed, Threads = request.Threads, Progress = request.Progress, Cancellation = cancellation };
        var (cards, skipped) = Candidates.Of(mine.Algorithms, prepared, MiningTask.Purchase, request.Algorithms);
        var split = request.Split ?? PurchaseSplit.Of(prepared.Log, kind => kind == EventKind.Purchase, request.Horizon);
        var data = Rows(prepared, split, (request, mine.Features with { HasTrail = cards.Any(card => card.ReadsTrail) }), context);
        var trials = new ProbabilityTrials(mine, request, context);
        var judged = data.Test.Labels.AsSpan().Contains(true) ? trials.Run(cards, skipped, data.Train, new(data.Test.Features, data.Test.Labels, data.Test.Users)) : [];
        if (judged.Count == 0)
            skipped.AddRange(cards.Where(card => skipped.TrueForAll(each => each.Algorithm != card.Name)).Select(card => new SkippedModel(
                card.Name, card.Title, card.TitleZh, "no pair touched before the test cut was bought after it: nothing to judge by", "测试切点前接触过的用户-商品对，之后无一购买：无从评估")));
        var card = new ModelCard { Task = Task, Algorithm = "", Data = Candidates.Fingerprint(prepared.Log), DataUntil = prepared.Log.End, Split = SplitWords(split, request.IsPaperProtocol, mine.Calendar).En, HorizonHours = split.Horizon.TotalHours };
        var best = judged.Where(each => each.Model is IRanksColumns).MaxBy(each => each.Score.Main.Value);
        var present = judged.Count == 0 || request.IsPaperProtocol ? null : PresentModel.Purchase(mine, data.Test, context);
        return Summary([.. judged.Select(each => trials.Store(each, judged, card with { Reference = PurchaseReference.Of(each.Model, data.Test) }) with { AgainstPresent = present is null ? null : each.Score.Against(present.Score) })], data, split, request) with
        {
            DataUntil = prepared.Log.End,
            Skipped = skipped,
            BestPossible = request.Truth is null ? null : Truth(request.Truth, data.Test, prepared.Log),
            Importance = ImportanceOf(data.State.Columns, best),
            Dependences = ColumnDependence.Of(best?.Model, data.Train.Validation?.Features, data.State.Columns, (_, _) => null),
        };
    }

    /// <summary>The rows of the training and validation cuts, to choose options by.</summary>
    internal ITuningGround Ground(Prepared prepared, TrainRequest request, AlgorithmCard card, CancellationToken cancellation)
    {
        var split = request.Split ?? PurchaseSplit.Of(prepared.Log, kind => kind == EventKind.Purchase, request.Horizon);
        var context = new FitContext { Seed = request.Seed, Threads = request.Threads, Cancellation = cancellation };
        var data = Rows(prepared, split, (request with { IsPaperProtocol = false }, mine.Features with { HasTrail = card.ReadsTrail }), context);
        return new ProbabilityGround(data.Train, $"{prepared.Log.CountBefore(split.TestCut)} events before {split.TestCut}", mine.Algorithms);
    }

    private static PurchaseData Rows(Prepared prepared, PurchaseSplit split, (TrainRequest Request, FeatureSettings Features) how, FitContext context) => how.Request.IsPaperProtocol
        ? PurchaseRows.PaperProtocol(prepared.Log, split.TestCut, split.Horizon, how.Features, context)
        : PurchaseRows.Build(prepared.Log, split, new(), how.Features, context);

    private TrainingRun Summary(IReadOnlyList<ModelRow> rows, PurchaseData data, PurchaseSplit split, TrainRequest request) => new()
    {
        Task = Task,
        Split = SplitWords(split, request.IsPaperProtocol, mine.Calendar).En,
        SplitZh = SplitWords(split, request.IsPaperProtocol, mine.Calendar).Zh,
        IsPaperProtocol = request.IsPaperProtocol,
        Seed = request.Seed,
        HorizonHours = split.Horizon.TotalHours,
        TestCases = data.Test.Labels.Length,
        TestPositives = data.Test.Labels.Count(label => label),
        TrainRows = data.Train.Labels.Length,
        Models = [.. rows.OrderByDescending(row => double.IsNaN(row.Validation) ? row.Metrics[0].Value : row.Validation)],
    };

    private static ReferenceRow? Truth(Func<string, string, Instant, double> truth, PurchaseTest test, ShopLog log)
    {
        var known = test.Labels.Select((_, row) => truth(log.Users.IdAt(test.Users[row]), log.Items.Ids.IdAt(test.Items[row]), test.Cut)).ToArray();
        return new("Best possible (known truth)", "理论最优（已知真值）", ProbabilityEvaluation.Auc(test.Labels, known));
    }

    private static IReadOnlyList<ColumnImportance> ImportanceOf(IReadOnlyList<FeatureColumn> columns, JudgedProbability? best) => best?.Model is not IRanksColumns ranks ? [] :
        [.. columns.Zip(ranks.Importance, (column, share) => new ColumnImportance(column, share)).OrderByDescending(each => each.Share).Take(15)];

    private static (string En, string Zh) SplitWords(PurchaseSplit split, bool isPaper, ShopCalendar calendar) => isPaper
        ? ($"paper protocol: rows of {calendar.Written(split.TestCut)}, 80/20 at random", $"论文方案：{calendar.Written(split.TestCut)} 的行随机 80/20 划分")
        : ($"by time: {split.TrainCuts.Count} training cuts, {(split.ValidationCut is null ? "no" : "one")} validation cut, test at {calendar.Written(split.TestCut)}, labels {split.Horizon.TotalHours:0.##} h ahead",
            $"按时间：{split.TrainCuts.Count} 个训练切点，{(split.ValidationCut is null ? "无" : "1 个")}验证切点，测试切点 {calendar.Written(split.TestCut)}，标签为其后 {split.Horizon.TotalHours:0.##} 小时");
}
