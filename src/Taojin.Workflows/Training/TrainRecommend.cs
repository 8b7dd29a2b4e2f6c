using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Storage.Privacy;
using Taojin.Workflows.Categories;
using Taojin.Workflows.Drifting;
using Taojin.Workflows.Tuning;

namespace Taojin.Workflows.Training;

/// <summary>Trains every recommender that the data can carry: chosen on a validation window, judged on the test window, then fitted on the whole log.</summary>
public sealed class TrainRecommend(Mine mine)
{
    private const int TimedAnswers = 50, FewestUsers = 5;
    private const string Task = "recommend";

    /// <summary>Fits, judgement, storage.</summary>
    /// <exception cref="TaojinException">The log is too short to be split by time.</exception>
    public TrainingRun Run(Prepared prepared, TrainRequest request, CancellationToken cancellation)
    {
        var context = new FitContext { Seed = request.Seed, Threads = request.Threads, Progress = request.Progress, Cancellation = cancellation };
        prepared = prepared with { Log = ItemLooks.With(mine, prepared.Log, context) };
        var (ready, skipped) = Candidates.Of(mine.Algorithms, prepared, MiningTask.Recommend, request.Algorithms);
        var cards = request.Algorithms is null ? ready.Where(card => !IsForRepeats(card)).ToArray() : ready;
        if (request.Algorithms is null)
            skipped.AddRange(ready.Where(IsForRepeats).Select(card => new SkippedModel(
                card.Name, card.Title, card.TitleZh, "says what is bought again; this test is of items new to the user. Name it with --algorithm", "预测复购；本测试只看首次接触的商品。可用 --algorithm 单独训练")));
        var target = Target(prepared.Quality);
        var split = request.Split ?? PurchaseSplit.Of(prepared.Log, target.IsRelevant, request.Horizon);
        var learned = LearnedWeights.Of(prepared.Log.Before(split.ValidationCut ?? split.TestCut), split.Horizon, request.Weights.Or(mine.Workspace.Settings.Weights));
        var lists = mine.Workspace.Online.Lists(mine.Workspace.Consents.ByIndex(Purposes.Analytics));
        var validation = split.ValidationCut is { } cut ? With(lists, RankingTest.After(prepared.Log, cut, split.Horizon, learned.Weights, target.IsRelevant)) : null;
        var test = With(lists, RankingTest.After(prepared.Log, split.TestCut, split.Horizon, learned.Weights, target.IsRelevant));
        var ratings = RatingsAfter(prepared.Log, split);
        var judged = test.Users.Length < FewestUsers ? [] : JudgeAll(cards, skipped, card => Judge(card, (validation, test, ratings), request, context), request.Progress);
        if (test.Users.Length < FewestUsers)
            skipped.AddRange(cards.Select(card => new SkippedModel(
                card.Name, card.Title, card.TitleZh, $"only {test.Users.Length} known users touch something new in the test window; {FewestUsers} are needed", $"测试窗口中只有 {test.Users.Length} 个老用户接触新商品，至少需要 {FewestUsers} 个")));
        var whole = With(lists, Interactions.Of(prepared.Log, learned.Weights));
        var present = judged.Count == 0 ? null : PresentModel.Recommender(mine, (prepared.Log, split.TestCut), test, context);
        var words = (En: $"by time: test at {mine.Calendar.Written(split.TestCut)}, {split.Horizon.TotalHours:0.##} h; relevant: {target.En}; all items ranked, seen ones hidden; the stored model is fitted on the whole log",
            Zh: $"按时间：测试切点 {mine.Calendar.Written(split.TestCut)}，其后 {split.Horizon.TotalHours:0.##} 小时；相关：{target.Zh}；对全部商品排序，隐藏已接触商品；保存的模型用全部日志拟合");
        return new()
        {
            Task = Task,
            Split = words.En,
            SplitZh = words.Zh,
            DataUntil = prepared.Log.End,
            Seed = request.Seed,
            HorizonHours = split.Horizon.TotalHours,
            TestCases = test.Users.Length,
            TestPositives = test.ColdUsers,
            TrainRows = test.Past.Matrix.EntryCount,
            Weights = learned.Rows,
            Models = [.. judged.Select(each => Store(each, judged, whole, (prepared.Log, learned.Weights), (request, words.En, context)) with { AgainstPresent = present is null ? null : each.Score.Against(present.Score) })
                .OrderByDescending(row => double.IsNaN(row.Validation) ? row.Metrics[0].Value : row.Validation)],
            Skipped = skipped,
        };
    }

    /// <summary>The validation window, to choose options by.</summary>
    internal ITuningGround Ground(Prepared prepared, TrainRequest request)
    {
        var target = Target(prepared.Quality);
        var split = request.Split ?? PurchaseSplit.Of(prepared.Log, target.IsRelevant, request.Horizon);
        var cut = split.ValidationCut ?? throw new TaojinException("tune.no-validation", "The log is too short for a window to choose by.", "Import more, or set options by hand: ./taojin train --set …");
        var learned = LearnedWeights.Of(prepared.Log.Before(cut), split.Horizon, request.Weights.Or(mine.Workspace.Settings.Weights));
        return new RecommendGround(RankingTest.After(prepared.Log, cut, split.Horizon, learned.Weights, target.IsRelevant), $"{prepared.Log.CountBefore(cut)} events before {cut}, {split.Horizon.TotalHours:0.##} h after it", mine.Algorithms);
    }

    private static RankingTest With(ShownLists? lists, RankingTest test) => lists is null ? test : test with { Past = test.Past.With(lists) };

    private static Interactions With(ShownLists? lists, Interactions data) => lists is null ? data : data.With(lists);

    private static bool IsForRepeats(AlgorithmCard card) => typeof(IRepeatRecommender).IsAssignableFrom(card.Model);

    /// <summary>Purchases say most of what is wanted; where there are too few, anything a user does with a new item counts.</summary>
    private static (Func<EventKind, bool> IsRelevant, string En, string Zh) Target(DataQuality quality) =>
        quality.Of(EventKind.Purchase) * 5 >= quality.Events
            ? (kind => kind == EventKind.Purchase, "purchases of items new to the user", "首次接触即购买的商品")
            : (kind => kind is EventKind.View or EventKind.Favorite or EventKind.Cart or EventKind.Purchase or EventKind.Rate, "any touch of items new to the user", "首次接触的商品");

    private static List<Judged> JudgeAll(IReadOnlyList<AlgorithmCard> cards, List<SkippedModel> skipped, Func<AlgorithmCard, Judged> judge, IProgress<FitProgress>? progress)
    {
        var judged = new List<Judged>();
        foreach (var (place, card) in cards.Index())
            try
            {
                progress?.Report(new(card.Name, place, cards.Count));
                judged.Add(judge(card));
            }
            catch (UnfitDataException unfit)
            {
                skipped.Add(new(card.Name, card.Title, card.TitleZh, unfit.Message, unfit.MessageZh));
            }
        return judged;
    }

    /// <summary>What users said of items within the test window.</summary>
    private static RatingTest RatingsAfter(ShopLog log, PurchaseSplit split)
    {
        var places = Enumerable.Range(log.CountBefore(split.TestCut), log.CountBefore(split.TestCut + split.Horizon) - log.CountBefore(split.TestCut))
            .Where(place => log.Kind[place] == EventKind.Rate && log.Item[place] >= 0 && !float.IsNaN(log[place].Quantity)).ToArray();
        return new(Array.ConvertAll(places, place => log.User[place]), Array.ConvertAll(places, place => log.Item[place]), Array.ConvertAll(places, place => log[place].Quantity));
    }

    private Judged Judge(AlgorithmCard card, (RankingTest? Validation, RankingTest Test, RatingTest Ratings) windows, TrainRequest request, FitContext context)
    {
        var (validation, test, ratings) = windows;
        var estimator = mine.Algorithms.Estimator<Interactions, IRecommender>(card.Name, request.Options.GetValueOrDefault(card.Name));
        var quiet = context with { Progress = null };
        var before = validation is { Users.Length: >= FewestUsers }
            ? RankingEvaluation.Evaluate(estimator.Fit(validation.Past, quiet), validation, quiet).Main.Value
            : double.NaN;
        var measured = new Measured(request.Budget);
        var curve = new LearningCurve(context.Progress);
        var model = estimator.Fit(test.Past, context with { Budget = measured.Budget, Progress = curve });
        var cost = measured.Cost(0, 0);
        var score = RankingEvaluation.Evaluate(model, test, quiet);
        if (model is IRatingModel rates && ratings.Values.Length > 0)
            score = score with { Metrics = [.. score.Metrics, .. RatingEvaluation.Evaluate(rates, ratings, quiet)] };
        var scores = new float[model.Items.Count];
        var micros = Measured.Microseconds(TimedAnswers, row => model.Score(test.Users[row % test.Users.Length], scores));
        return new(card, estimator, score, before, cost with { MicrosecondsPerAnswer = micros }, curve.Points);
    }

    private ModelRow Store(Judged each, List<Judged> all, Interactions whole, (ShopLog Log, BehaviourWeights Weights) data, (TrainRequest Request, string Split, FitContext Context) run)
    {
        var gate = Candidates.Judge(each.Card, each.Score, [.. all.Select(other => (other.Card, other.Score))]);
        var options = run.Request.Options.GetValueOrDefault(each.Card.Name) ?? Activator.CreateInstance(each.Card.Options)!;
        var stored = new Measured(run.Request.Budget);
        var model = each.Estimator.Fit(whole, run.Context with { Progress = null, Budget = stored.Budget });
        var version = mine.Models.Save(
            new()
            {
                Task = Task,
                Algorithm = each.Card.Name,
                Options = System.Text.Json.JsonSerializer.SerializeToNode(options, options.GetType(), Storage.Snake.Json),
                Search = run.Request.Searches.GetValueOrDefault(each.Card.Name)?.DeepClone(),
                Seed = run.Request.Seed,
                Data = Candidates.Fingerprint(data.Log),
                DataUntil = data.Log.End,
                Split = run.Split,
                Metrics = each.Score.Metrics,
                Cost = each.Cost with { CutByBudget = each.Cost.CutByBudget || stored.Budget?.HasCut == true },
                Gate = gate,
                IsBaseline = each.Card.IsBaseline,
                Weights = data.Weights,
                Learning = each.Learning,
                Reference = RecommendReference.Of(model, data.Weights, data.Log),
            },
            writer => each.Card.Save(model, writer));
        return new()
        {
            Algorithm = each.Card.Name,
            Title = each.Card.Title,
            TitleZh = each.Card.TitleZh,
            Version = version.ToString(),
            Segments = each.Score.Segments,
            IsBaseline = each.Card.IsBaseline,
            Validation = each.Validation,
            Metrics = each.Score.Metrics,
            Cost = each.Cost with { ModelBytes = mine.Models.SizeOf(version) },
            Gate = gate,
        };
    }

    private sealed record Judged(AlgorithmCard Card, IEstimator<Interactions, IRecommender> Estimator, ModelScore Score, double Validation, CostMeasure Cost, IReadOnlyList<Storage.Models.LearningPoint>? Learning);
}
