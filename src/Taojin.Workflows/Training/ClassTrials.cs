using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Storage;
using Taojin.Storage.Models;

namespace Taojin.Workflows.Training;

/// <summary>Trains models of classes: judged on a fifth with other things in it, stored as fitted on all. Categories, sentiment and intents are trained so.</summary>
/// <param name="mine">The shop.</param>
/// <param name="task">The task.</param>
/// <param name="set">What is learned from, and how the fifth is told.</param>
internal sealed class ClassTrials<TInput>(Mine mine, ITrainingTask task, ClassSet<TInput> set)
{
    private const int TimedAnswers = 50;
    private const double UnfamiliarShare = 0.01;

    /// <summary>Fits, judgement, storage.</summary>
    /// <param name="request">What and how.</param>
    /// <param name="cancellation">Ends it early.</param>
    public TrainingRun Run(TrainRequest request, CancellationToken cancellation)
    {
        var context = new FitContext { Seed = request.Seed, Threads = request.Threads, Progress = request.Progress, Cancellation = cancellation };
        var (data, learned, tested) = (set.Data, set.Part(isTest: false), set.Part(isTest: true));
        var (judged, skipped) = (new List<Judged>(), new List<SkippedModel>());
        foreach (var card in Cards(request))
            try
            {
                if (set.Missing(learned, tested) is { } missing)
                    throw missing;
                judged.Add(Judge(card, (learned, tested), request, context));
            }
            catch (UnfitDataException why)
            {
                skipped.Add(new(card.Name, card.Title, card.TitleZh, why.Message, why.MessageZh));
            }
        return new()
        {
            Task = task.Name,
            Split = set.Split,
            SplitZh = set.SplitZh,
            DataUntil = set.Until,
            Seed = request.Seed,
            TestCases = tested.Labels.Length,
            TrainRows = learned.Labels.Length,
            Models = [.. judged.Select(each => Store(each, judged, data, (request, context))).OrderByDescending(row => row.Metrics[0].Value)],
            Skipped = skipped,
        };
    }

    /// <summary>Those that are named; else all that can be fitted here and are not on request, and with an encoder those that read with it.</summary>
    private IEnumerable<AlgorithmCard> Cards(TrainRequest request) => mine.Algorithms.Cards.Where(card => card.Task.Name == task.Name && (request.Algorithms?.Contains(card.Name)
        ?? (mine.Algorithms.CanTrain(card) && (!card.IsOnRequest || (Encoder(request) is not null && card.Options.IsAssignableTo(typeof(EncodedTextOptions)))))));

    private Mining.Text.Sentences.SentenceEncoder? Encoder(TrainRequest request) => request.Encoder ?? mine.Workspace.Encoder;

    private object OptionsOf(AlgorithmCard card, TrainRequest request)
    {
        var options = request.Options.GetValueOrDefault(card.Name) ?? Activator.CreateInstance(card.Options)!;
        return options is EncodedTextOptions encoded ? encoded with { Encoder = Encoder(request) } : options;
    }

    private Judged Judge(AlgorithmCard card, (Labelled<TInput> Learned, Labelled<TInput> Tested) parts, TrainRequest request, FitContext context)
    {
        var options = OptionsOf(card, request);
        var estimator = mine.Algorithms.Estimator<Labelled<TInput>, IClassModel<TInput>>(card.Name, options);
        var measured = new Measured(request.Budget);
        var curve = new LearningCurve(context.Progress);
        var model = estimator.Fit(parts.Learned, context with { Budget = measured.Budget, Progress = curve });
        var cost = measured.Cost(0, 0);
        var answers = Answers(model, parts.Tested, context);
        var score = ClassEvaluation.Evaluate(answers, request.Seed);
        var abstention = Abstention.At(answers.Confidence, answers.IsRight, set.Precision);
        var coverage = ClassEvaluation.Ratio($"Coverage@{set.Precision:0%}", Array.ConvertAll(answers.Confidence, each => abstention.Answers(each) ? 1.0 : 0), Array.ConvertAll(answers.Confidence, _ => 1.0), request.Seed);
        var familiarity = model is ISaysFamiliarity<TInput> says ? parts.Tested.Inputs.Select(says.Familiarity).Order().ElementAt((int)(UnfamiliarShare * answers.Labels.Length)) : double.NegativeInfinity;
        var probabilities = new double[model.Classes.Count];
        var micros = Measured.Microseconds(TimedAnswers, row => model.Predict(parts.Tested.Inputs[row % parts.Tested.Inputs.Count], probabilities));
        score = score with { Metrics = [.. score.Metrics, .. set.Further(model, answers, request.Seed), coverage] };
        return new((card, options), estimator, score, (Math.Min(abstention.Threshold, 1), familiarity), cost with { MicrosecondsPerAnswer = micros }) { Learning = curve.Points, Confusion = Confusion.Of(answers, model.Classes) };
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

    private ModelRow Store(Judged each, List<Judged> all, Labelled<TInput> data, (TrainRequest Request, FitContext Context) run)
    {
        var (algorithm, options) = each.What;
        var gate = Candidates.Judge(algorithm, each.Score, [.. all.Select(other => (other.What.Card, other.Score))]);
        var model = each.Estimator.Fit(data, run.Context with { Progress = null });
        var card = new ModelCard
        {
            Task = task.Name,
            Algorithm = algorithm.Name,
            Options = System.Text.Json.JsonSerializer.SerializeToNode(options, options.GetType(), Snake.Json),
            Seed = run.Request.Seed,
            Data = set.Counted,
            Split = set.Split,
            Metrics = each.Score.Metrics,
            Cost = each.Cost,
            Learning = each.Learning,
            Gate = gate,
            IsBaseline = algorithm.IsBaseline,
        };
        var version = mine.Models.Save(card, writer =>
        {
            algorithm.Save(model, writer);
            ClassThresholds.Save(each.Thresholds, writer.Settings);
        });
        return new()
        {
            Algorithm = algorithm.Name,
            Title = algorithm.Title,
            TitleZh = algorithm.TitleZh,
            Version = version.ToString(),
            IsBaseline = algorithm.IsBaseline,
            Metrics = each.Score.Metrics,
            Cost = each.Cost with { ModelBytes = mine.Models.SizeOf(version) },
            Gate = gate,
            Confusion = each.Confusion,
        };
    }

    private sealed record Judged(
        (AlgorithmCard Card, object Options) What, IEstimator<Labelled<TInput>, IClassModel<TInput>> Estimator, ModelScore Score, (double Confidence, double Familiarity) Thresholds, CostMeasure Cost)
    {
        /// <summary>The course of its loss; null for a model that is not fitted in steps.</summary>
        public IReadOnlyList<LearningPoint>? Learning { get; init; }

        /// <summary>Which classes it takes for which.</summary>
        public Confusion? Confusion { get; init; }
    }
}
