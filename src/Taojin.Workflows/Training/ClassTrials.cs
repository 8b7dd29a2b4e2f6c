using System.Text;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Storage;
using Taojin.Storage.Models;

namespace Taojin.Workflows.Training;

/// <summary>Trains models of classes of texts: judged on a fifth with other texts, stored as fitted on all.</summary>
/// <param name="mine">The shop.</param>
/// <param name="task">The task.</param>
/// <param name="textOf">The words of an input.</param>
/// <param name="precision">Share of right answers that is asked of those given without a person.</param>
internal sealed class ClassTrials<TInput>(Mine mine, ITrainingTask task, Func<TInput, string> textOf, double precision)
{
    /// <summary>Named numbers of a stored model: least confidence of an answer, least familiarity of an input of known classes.</summary>
    public const string Confidence = "least_confidence", Familiarity = "least_familiarity";

    private const int Parts = 5, TimedAnswers = 50;
    private const double UnfamiliarShare = 0.01;
    private const string Split = "a fifth of the texts by the CRC-32 of the folded text, equal texts on one side; the stored model is fitted on all";
    private const string SplitZh = "按折叠文本的 CRC-32 取五分之一为测试集，相同文本在同一侧；保存的模型用全部数据拟合";

    /// <summary>Fits, judgement, storage.</summary>
    /// <param name="data">Rows with their classes.</param>
    /// <param name="fewest">Rows that are needed.</param>
    /// <param name="request">What and how.</param>
    /// <param name="cancellation">Ends it early.</param>
    public TrainingRun Run(Labelled<TInput> data, int fewest, TrainRequest request, CancellationToken cancellation)
    {
        var context = new FitContext { Seed = request.Seed, Threads = request.Threads, Progress = request.Progress, Cancellation = cancellation };
        var cards = mine.Algorithms.Cards.Where(card => card.Task.Name == task.Name && (request.Algorithms?.Contains(card.Name) ?? mine.Algorithms.CanTrain(card))).ToArray();
        var (learned, tested) = (data.Pick(RowsOf(data, isTest: false)), data.Pick(RowsOf(data, isTest: true)));
        var isEnough = data.Labels.Length >= fewest && learned.Labels.Distinct().Count() >= 2 && tested.Labels.Length > 0;
        Judged[] judged = isEnough ? [.. cards.Select(card => Judge(card, (learned, tested), request, context))] : [];
        var (missing, missingZh) = ($"{data.Labels.Length} texts of {data.Labels.Distinct().Count()} classes; about {fewest} of two are needed", $"有标注的文本 {data.Labels.Length} 条，类别 {data.Labels.Distinct().Count()} 个；约需 {fewest} 条、两个类别");
        return new()
        {
            Task = task.Name,
            Split = Split,
            SplitZh = SplitZh,
            DataUntil = mine.Now,
            Seed = request.Seed,
            TestCases = tested.Labels.Length,
            TrainRows = learned.Labels.Length,
            Models = [.. judged.Select(each => Store(each, judged, data, (request, context))).OrderByDescending(row => row.Metrics[0].Value)],
            Skipped = isEnough ? [] : [.. cards.Select(card => new SkippedModel(card.Name, card.Title, card.TitleZh, missing, missingZh))],
        };
    }

    private int[] RowsOf(Labelled<TInput> data, bool isTest) =>
        [.. Enumerable.Range(0, data.Labels.Length).Where(row => System.IO.Hashing.Crc32.HashToUInt32(Encoding.UTF8.GetBytes(FoldedText.Of(textOf(data.Inputs[row])))) % Parts == 0 == isTest)];

    private Judged Judge(AlgorithmCard card, (Labelled<TInput> Learned, Labelled<TInput> Tested) parts, TrainRequest request, FitContext context)
    {
        var estimator = mine.Algorithms.Estimator<Labelled<TInput>, IClassModel<TInput>>(card.Name, request.Options.GetValueOrDefault(card.Name));
        var measured = new Measured(request.Budget);
        var model = estimator.Fit(parts.Learned, context with { Budget = measured.Budget });
        var cost = measured.Cost(0, 0);
        var answers = Answers(model, parts.Tested, context);
        var score = ClassEvaluation.Evaluate(answers, request.Seed);
        var abstention = Abstention.At(answers.Confidence, answers.IsRight, precision);
        var coverage = ClassEvaluation.Ratio($"Coverage@{precision:0%}", Array.ConvertAll(answers.Confidence, each => abstention.Answers(each) ? 1.0 : 0), Array.ConvertAll(answers.Confidence, _ => 1.0), request.Seed);
        var familiarity = model is ISaysFamiliarity<TInput> says ? parts.Tested.Inputs.Select(says.Familiarity).Order().ElementAt((int)(UnfamiliarShare * answers.Labels.Length)) : double.NegativeInfinity;
        var probabilities = new double[model.Classes.Count];
        var micros = Measured.Microseconds(TimedAnswers, row => model.Predict(parts.Tested.Inputs[row % parts.Tested.Inputs.Count], probabilities));
        return new(card, estimator, score with { Metrics = [.. score.Metrics, coverage] }, (Math.Min(abstention.Threshold, 1), familiarity), cost with { MicrosecondsPerAnswer = micros });
    }

    private static ClassAnswers Answers(IClassModel<TInput> model, Labelled<TInput> data, FitContext context)
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

    private ModelRow Store(Judged each, Judged[] all, Labelled<TInput> data, (TrainRequest Request, FitContext Context) run)
    {
        var gate = Candidates.Judge(each.Card, each.Score, [.. all.Select(other => (other.Card, other.Score))]);
        var options = run.Request.Options.GetValueOrDefault(each.Card.Name) ?? Activator.CreateInstance(each.Card.Options)!;
        var model = each.Estimator.Fit(data, run.Context with { Progress = null });
        var card = new ModelCard
        {
            Task = task.Name,
            Algorithm = each.Card.Name,
            Options = System.Text.Json.JsonSerializer.SerializeToNode(options, options.GetType(), Snake.Json),
            Seed = run.Request.Seed,
            Data = $"{data.Labels.Length} texts, {data.Classes.Count} classes",
            Split = Split,
            Metrics = each.Score.Metrics,
            Cost = each.Cost,
            Gate = gate,
            IsBaseline = each.Card.IsBaseline,
        };
        var version = mine.Models.Save(card, writer =>
        {
            each.Card.Save(model, writer);
            writer.Settings[Confidence] = each.Thresholds.Confidence;
            if (double.IsFinite(each.Thresholds.Familiarity))
                writer.Settings[Familiarity] = each.Thresholds.Familiarity;
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
        AlgorithmCard Card, IEstimator<Labelled<TInput>, IClassModel<TInput>> Estimator, ModelScore Score, (double Confidence, double Familiarity) Thresholds, CostMeasure Cost);
}
