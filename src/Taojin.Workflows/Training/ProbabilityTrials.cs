using System.Text.Json;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Storage;
using Taojin.Storage.Models;

namespace Taojin.Workflows.Training;

/// <summary>Fits models of probabilities on one table, judges them on the same later rows and stores them.</summary>
internal sealed class ProbabilityTrials(Mine mine, TrainRequest request, FitContext context)
{
    private const int TimedAnswers = 200;

    /// <summary>Fits and judges; a model that the data cannot carry is noted as skipped.</summary>
    public List<JudgedProbability> Run(IReadOnlyList<AlgorithmCard> cards, List<SkippedModel> skipped, LabelledTable train, ProbabilityTest test)
    {
        var judged = new List<JudgedProbability>();
        foreach (var (place, card) in cards.Index())
            try
            {
                request.Progress?.Report(new(card.Name, place, cards.Count));
                judged.Add(Run(card, train, test));
            }
            catch (UnfitDataException unfit)
            {
                skipped.Add(new(card.Name, card.Title, card.TitleZh, unfit.Message, unfit.MessageZh));
            }
        return judged;
    }

    /// <summary>Stores one model and says how it stands among all.</summary>
    /// <param name="each">The model.</param>
    /// <param name="all">All that were judged beside it.</param>
    /// <param name="card">What all their cards have in common.</param>
    /// <param name="beside">Writes what is stored beside the model.</param>
    public ModelRow Store(JudgedProbability each, IReadOnlyList<JudgedProbability> all, ModelCard card, Action<IArtifactWriter>? beside = null)
    {
        var gate = Candidates.Judge(each.Card, each.Score, [.. all.Select(other => (other.Card, other.Score))]);
        var whole = card with
        {
            Algorithm = each.Card.Name,
            Options = JsonSerializer.SerializeToNode(each.Options, each.Options.GetType(), Snake.Json),
            Search = request.Searches.GetValueOrDefault(each.Card.Name)?.DeepClone(),
            Seed = request.Seed,
            Metrics = each.Score.Metrics,
            Cost = each.Cost,
            Learning = each.Learning,
            Gate = gate,
            IsBaseline = each.Card.IsBaseline,
        };
        var version = mine.Models.Save(whole, writer =>
        {
            each.Card.Save(each.Model, writer);
            beside?.Invoke(writer);
        });
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

    private JudgedProbability Run(AlgorithmCard card, LabelledTable train, ProbabilityTest test)
    {
        var measured = new Measured(request.Budget);
        var options = request.Options.GetValueOrDefault(card.Name) ?? Activator.CreateInstance(card.Options)!;
        var curve = new LearningCurve(context.Progress);
        var model = mine.Algorithms.Estimator<LabelledTable, IProbabilityModel>(card.Name, options).Fit(train, context with { Budget = measured.Budget, Progress = curve });
        var cost = measured.Cost(0, 0);
        var said = new double[test.Labels.Length];
        model.Predict(test.Features, said);
        var score = ProbabilityEvaluation.Evaluate(test.Labels, said, test.Cases, context with { Progress = null });
        var micros = said.Length == 0 ? 0 : Measured.Microseconds(TimedAnswers, row => model.Predict(test.Features.Row(row % said.Length, model.Columns.Count)));
        return new(card, options, model, score, Validation(model, train.Validation), cost with { MicrosecondsPerAnswer = micros }, ProbabilityCurves.Of(test.Labels, said)) { Learning = curve.Points };
    }

    private static double Validation(IProbabilityModel model, LabelledTable? validation)
    {
        if (validation is null)
            return double.NaN;
        var said = new double[validation.Labels.Length];
        model.Predict(validation.Features, said);
        return ProbabilityEvaluation.Auc(validation.Labels, said);
    }
}

/// <summary>Rows that models are judged on.</summary>
/// <param name="Features">What is known of each.</param>
/// <param name="Labels">What came true, shape [rows].</param>
/// <param name="Cases">Rows of one case are resampled together, shape [rows].</param>
internal sealed record ProbabilityTest(FeatureTable Features, bool[] Labels, int[] Cases);

/// <summary>A model with all that was measured of it.</summary>
internal sealed record JudgedProbability(AlgorithmCard Card, object Options, IProbabilityModel Model, ModelScore Score, double Validation, CostMeasure Cost, ProbabilityCurves Curves)
{
    /// <summary>The course of its loss; null for a model that is not fitted in steps.</summary>
    public IReadOnlyList<LearningPoint>? Learning { get; init; }
}
