using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Mining.Purchase;
using Taojin.Storage.Models;

namespace Taojin.Workflows.Training;

/// <summary>Trains every model of purchase probability that the data can carry, judges all on the same later cut, and stores them.</summary>
public sealed class TrainPurchase(Mine mine)
{
    private const int TimedAnswers = 200;
    private const string Task = "purchase";

    /// <summary>Rows, fits, judgement, storage.</summary>
    /// <exception cref="TaojinException">The log is too short to be split by time.</exception>
    public TrainingRun Run(Prepared prepared, TrainRequest request, CancellationToken cancellation)
    {
        var context = new FitContext { Seed = request.Seed, Threads = request.Threads, Progress = request.Progress, Cancellation = cancellation };
        var (cards, skipped) = Candidates.Of(mine.Algorithms, prepared, MiningTask.Purchase, request.Algorithms);
        var split = request.Split ?? PurchaseSplit.Of(prepared.Log, kind => kind == EventKind.Purchase, request.Horizon);
        var features = mine.Features with { HasTrail = cards.Any(card => card.ReadsTrail) };
        var data = request.IsPaperProtocol
            ? PurchaseRows.PaperProtocol(prepared.Log, split.TestCut, split.Horizon, features, context)
            : PurchaseRows.Build(prepared.Log, split, new(), features, context);
        var judged = data.Test.Labels.AsSpan().Contains(true) ? Fits(cards, skipped, data, request, context) : [];
        if (judged.Count == 0)
            skipped.AddRange(cards.Where(card => skipped.TrueForAll(each => each.Algorithm != card.Name)).Select(card => new SkippedModel(
                card.Name, card.Title, card.TitleZh, "no pair touched before the test cut was bought after it: nothing to judge by", "测试切点前接触过的用户-商品对，之后无一购买：无从评估")));
        return Summary(judged, skipped, data, split, prepared, request);
    }

    private List<Judged> Fits(IReadOnlyList<AlgorithmCard> cards, List<SkippedModel> skipped, PurchaseData data, TrainRequest request, FitContext context)
    {
        var judged = new List<Judged>();
        foreach (var card in cards)
            try
            {
                judged.Add(Fit(card, data, request, context));
            }
            catch (TooLittleDataException tooLittle)
            {
                skipped.Add(new(card.Name, card.Title, card.TitleZh, tooLittle.Message, tooLittle.MessageZh));
            }
        return judged;
    }

    private Judged Fit(AlgorithmCard card, PurchaseData data, TrainRequest request, FitContext context)
    {
        var measured = new Measured(request.Budget);
        var options = request.Options.GetValueOrDefault(card.Name) ?? Activator.CreateInstance(card.Options)!;
        var model = mine.Algorithms.Estimator<LabelledTable, IProbabilityModel>(card.Name, options).Fit(data.Train, context with { Budget = measured.Budget });
        var cost = measured.Cost(0, 0);
        var said = new double[data.Test.Labels.Length];
        model.Predict(data.Test.Features, said);
        var score = ProbabilityEvaluation.Evaluate(data.Test.Labels, said, data.Test.Users, context with { Progress = null });
        var micros = said.Length == 0 ? 0 : Measured.Microseconds(TimedAnswers, row => model.Predict(data.Test.Features.Row(row % said.Length, model.Columns.Count)));
        return new(card, options, model, score, Validation(model, data.Train.Validation), cost with { MicrosecondsPerAnswer = micros }, ProbabilityCurves.Of(data.Test.Labels, said));
    }

    private static double Validation(IProbabilityModel model, LabelledTable? validation)
    {
        if (validation is null)
            return double.NaN;
        var said = new double[validation.Labels.Length];
        model.Predict(validation.Features, said);
        return ProbabilityEvaluation.Auc(validation.Labels, said);
    }

    private TrainingRun Summary(List<Judged> judged, List<SkippedModel> skipped, PurchaseData data, PurchaseSplit split, Prepared prepared, TrainRequest request)
    {
        var (text, textZh) = SplitWords(split, request.IsPaperProtocol);
        var rows = judged.Select(each => Row(each, judged, split, prepared, (request.Seed, text)))
            .OrderByDescending(row => double.IsNaN(row.Validation) ? row.Metrics[0].Value : row.Validation)
            .ToArray();
        return new()
        {
            Task = Task,
            Split = text,
            SplitZh = textZh,
            IsPaperProtocol = request.IsPaperProtocol,
            DataUntil = prepared.Log.End,
            Seed = request.Seed,
            HorizonHours = split.Horizon.TotalHours,
            TestCases = data.Test.Labels.Length,
            TestPositives = data.Test.Labels.Count(label => label),
            TrainRows = data.Train.Labels.Length,
            Models = rows,
            Skipped = skipped,
            BestPossible = request.Truth is null ? null : Truth(request.Truth, data.Test, prepared.Log),
            Importance = ImportanceOf(data.State.Columns, judged.Where(each => each.Model is IRanksColumns).MaxBy(each => each.Score.Main.Value)),
        };
    }

    private ModelRow Row(Judged each, List<Judged> all, PurchaseSplit split, Prepared prepared, (ulong Seed, string Split) run)
    {
        var gate = Candidates.Judge(each.Card, each.Score, [.. all.Select(other => (other.Card, other.Score))]);
        var card = new ModelCard
        {
            Task = Task,
            Algorithm = each.Card.Name,
            Options = System.Text.Json.JsonSerializer.SerializeToNode(each.Options, each.Options.GetType(), Storage.Snake.Json),
            Seed = run.Seed,
            Data = Candidates.Fingerprint(prepared.Log),
            DataUntil = prepared.Log.End,
            Split = run.Split,
            HorizonHours = split.Horizon.TotalHours,
            Metrics = each.Score.Metrics,
            Cost = each.Cost,
            Gate = gate,
            IsBaseline = each.Card.IsBaseline,
        };
        var version = mine.Models.Save(card, writer => each.Card.Save(each.Model, writer));
        return new()
        {
            Algorithm = each.Card.Name,
            Title = each.Card.Title,
            TitleZh = each.Card.TitleZh,
            Version = version.ToString(),
            IsBaseline = each.Card.IsBaseline,
            Validation = each.Validation,
            Metrics = each.Score.Metrics,
            Cost = each.Cost with { ModelBytes = mine.Models.SizeOf(version) },
            Gate = gate,
            Curves = each.Curves,
        };
    }

    private static ReferenceRow? Truth(Func<string, string, Instant, double> truth, PurchaseTest test, ShopLog log)
    {
        var known = test.Labels.Select((_, row) => truth(log.Users.IdAt(test.Users[row]), log.Items.Ids.IdAt(test.Items[row]), test.Cut)).ToArray();
        return new("Best possible (known truth)", "理论最优（已知真值）", ProbabilityEvaluation.Auc(test.Labels, known));
    }

    private static IReadOnlyList<ColumnImportance> ImportanceOf(IReadOnlyList<FeatureColumn> columns, Judged? best) => best?.Model is not IRanksColumns ranks ? [] :
        [.. columns.Zip(ranks.Importance, (column, share) => new ColumnImportance(column, share)).OrderByDescending(each => each.Share).Take(15)];

    private static (string En, string Zh) SplitWords(PurchaseSplit split, bool isPaper) => isPaper
        ? ($"paper protocol: rows of {split.TestCut}, 80/20 at random", $"论文方案：{split.TestCut} 的行随机 80/20 划分")
        : ($"by time: {split.TrainCuts.Count} training cuts, {(split.ValidationCut is null ? "no" : "one")} validation cut, test at {split.TestCut}, labels {split.Horizon.TotalHours:0.##} h ahead",
            $"按时间：{split.TrainCuts.Count} 个训练切点，{(split.ValidationCut is null ? "无" : "1 个")}验证切点，测试切点 {split.TestCut}，标签为其后 {split.Horizon.TotalHours:0.##} 小时");

    private sealed record Judged(AlgorithmCard Card, object Options, IProbabilityModel Model, ModelScore Score, double Validation, CostMeasure Cost, ProbabilityCurves Curves);
}
