using System.Text;
using Taojin.Mining.Classification;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Storage;
using Taojin.Workflows.Categories;

namespace Taojin.Workflows.Training;

/// <summary>Trains models of categories on products whose category the shop or a person gave: judged on a fifth with other titles, stored as fitted on all.</summary>
public sealed class TrainCategory(Mine mine)
{
    private const int Parts = 5, FewestProducts = 20, TimedAnswers = 50;
    private const double AskedPrecision = 0.99, UnfamiliarShare = 0.01;
    private const string Task = "category";
    private const string Split = "a fifth of the products by the CRC-32 of the folded title, equal titles on one side; the stored model is fitted on all";
    private const string SplitZh = "按折叠标题的 CRC-32 取五分之一商品为测试集，相同标题在同一侧；保存的模型用全部商品拟合";

    /// <summary>Fits, judgement, storage.</summary>
    public TrainingRun Run(TrainRequest request, CancellationToken cancellation)
    {
        var context = new FitContext { Seed = request.Seed, Threads = request.Threads, Progress = request.Progress, Cancellation = cancellation };
        var facts = new CatalogueFacts(mine);
        var rows = mine.Workspace.Products.All().Where(row => row.Known is not null).Select(row => (Row: row, Known: facts.Of(row))).Where(each => ProductFault.Of(each.Known.Product, each.Known.Fault) is null).ToArray();
        var data = Labelled<ProductFacts>.Of(rows.Select(each => (each.Known.Product, each.Row.Known!)));
        var cards = mine.Algorithms.Cards.Where(card => card.Task == CategoryTasks.Category && (request.Algorithms?.Contains(card.Name) ?? (mine.Algorithms.CanTrain(card) && !card.IsOnRequest))).ToArray();
        var (learned, tested) = (data.Pick(RowsOf(data, isTest: false)), data.Pick(RowsOf(data, isTest: true)));
        var (judged, skipped) = (new List<Judged>(), new List<SkippedModel>());
        foreach (var card in cards)
            try
            {
                if (Missing(data, learned, tested) is { } missing)
                    throw missing;
                judged.Add(Judge(card, (learned, tested), request, context));
            }
            catch (UnfitDataException why)
            {
                skipped.Add(new(card.Name, card.Title, card.TitleZh, why.Message, why.MessageZh));
            }
        return new()
        {
            Task = Task,
            Split = Split,
            SplitZh = SplitZh,
            DataUntil = rows.Select(each => each.Row.AnsweredAt ?? default).DefaultIfEmpty().Max(),
            Seed = request.Seed,
            TestCases = tested.Labels.Length,
            TrainRows = learned.Labels.Length,
            Models = [.. judged.Select(each => Store(each, judged, data, (request, context))).OrderByDescending(row => row.Metrics[0].Value)],
            Skipped = skipped,
        };
    }

    private static int[] RowsOf(Labelled<ProductFacts> data, bool isTest) =>
        [.. Enumerable.Range(0, data.Labels.Length).Where(row => System.IO.Hashing.Crc32.HashToUInt32(Encoding.UTF8.GetBytes(FoldedText.Of(data.Inputs[row].Title ?? data.Inputs[row].Text))) % Parts == 0 == isTest)];

    private static TooLittleDataException? Missing(Labelled<ProductFacts> data, Labelled<ProductFacts> learned, Labelled<ProductFacts> tested) =>
        data.Labels.Length < FewestProducts || learned.Labels.Distinct().Count() < 2 || tested.Labels.Length == 0
            ? new($"{data.Labels.Length} products with words or a picture have a category, of {data.Classes.Count} categories; about {FewestProducts} of two are needed", $"有文字或图片且有类目的商品 {data.Labels.Length} 个，类目 {data.Classes.Count} 个；约需 {FewestProducts} 个商品、两个类目")
            : null;

    private Judged Judge(AlgorithmCard card, (Labelled<ProductFacts> Learned, Labelled<ProductFacts> Tested) parts, TrainRequest request, FitContext context)
    {
        var estimator = mine.Algorithms.Estimator<Labelled<ProductFacts>, IClassModel<ProductFacts>>(card.Name, request.Options.GetValueOrDefault(card.Name));
        var measured = new Measured(request.Budget);
        var model = estimator.Fit(parts.Learned, context with { Budget = measured.Budget });
        var cost = measured.Cost(0, 0);
        var answers = Answers(model, parts.Tested, context);
        var score = ClassEvaluation.Evaluate(answers, request.Seed);
        var abstention = Abstention.At(answers.Confidence, answers.IsRight, AskedPrecision);
        score = score with
        {
            Metrics =
            [
                .. score.Metrics, HierarchicalScore.F1Of(new(model.Classes.Ids), model.Classes, answers, request.Seed),
                ClassEvaluation.Ratio("Coverage@99%", Array.ConvertAll(answers.Confidence, each => abstention.Answers(each) ? 1.0 : 0), Array.ConvertAll(answers.Confidence, _ => 1.0), request.Seed),
            ],
        };
        var familiarity = model is ISaysFamiliarity<ProductFacts> says ? parts.Tested.Inputs.Select(says.Familiarity).Order().ElementAt((int)(UnfamiliarShare * answers.Labels.Length)) : double.NegativeInfinity;
        var probabilities = new double[model.Classes.Count];
        var micros = Measured.Microseconds(TimedAnswers, row => model.Predict(parts.Tested.Inputs[row % parts.Tested.Inputs.Count], probabilities));
        return new(card, estimator, score, (Math.Min(abstention.Threshold, 1), familiarity), cost with { MicrosecondsPerAnswer = micros });
    }

    private static ClassAnswers Answers(IClassModel<ProductFacts> model, Labelled<ProductFacts> data, FitContext context)
    {
        var (said, confidence) = (new int[data.Labels.Length], new double[data.Labels.Length]);
        context.ForEachRow(said.Length, () => new double[model.Classes.Count], (row, probabilities) =>
        {
            model.Predict(data.Inputs[row], probabilities);
            said[row] = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<double>(probabilities);
            confidence[row] = probabilities[said[row]];
        });
        return new(said, confidence, data.Labels, model.Classes.Count);
    }

    private ModelRow Store(Judged each, IReadOnlyList<Judged> all, Labelled<ProductFacts> data, (TrainRequest Request, FitContext Context) run)
    {
        var gate = Candidates.Judge(each.Card, each.Score, [.. all.Select(other => (other.Card, other.Score))]);
        var options = run.Request.Options.GetValueOrDefault(each.Card.Name) ?? Activator.CreateInstance(each.Card.Options)!;
        var model = each.Estimator.Fit(data, run.Context with { Progress = null });
        var version = mine.Models.Save(
            new()
            {
                Task = Task,
                Algorithm = each.Card.Name,
                Options = System.Text.Json.JsonSerializer.SerializeToNode(options, options.GetType(), Snake.Json),
                Seed = run.Request.Seed,
                Data = $"{data.Labels.Length} products, {data.Classes.Count} categories",
                Split = Split,
                Metrics = each.Score.Metrics,
                Cost = each.Cost,
                Gate = gate,
                IsBaseline = each.Card.IsBaseline,
            },
            writer =>
            {
                each.Card.Save(model, writer);
                writer.Settings[PublishedCategories.Confidence] = each.Thresholds.Confidence;
                if (double.IsFinite(each.Thresholds.Familiarity))
                    writer.Settings[PublishedCategories.Familiarity] = each.Thresholds.Familiarity;
            });
        return new()
        {
            Algorithm = each.Card.Name,
            Title = each.Card.Title,
            TitleZh = each.Card.TitleZh,
            Version = version.ToString(),
            IsBaseline = each.Card.IsBaseline,
            Metrics = each.Score.Metrics,
            Cost = each.Cost with { ModelBytes = mine.Models.SizeOf(version) },
            Gate = gate,
        };
    }

    private sealed record Judged(
        AlgorithmCard Card, IEstimator<Labelled<ProductFacts>, IClassModel<ProductFacts>> Estimator, ModelScore Score, (double Confidence, double Familiarity) Thresholds, CostMeasure Cost);
}
