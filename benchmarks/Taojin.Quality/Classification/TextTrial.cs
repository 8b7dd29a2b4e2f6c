using System.Numerics.Tensors;
using Taojin.Mining.Classification;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Testing.Contracts;

namespace Taojin.Quality.Classification;

/// <summary>A model of texts fitted and judged, with its cost.</summary>
internal sealed record TextRow(string Name, LinearTextModel Model, ClassAnswers Answers, ModelScore Score)
{
    public required MetricValue Hierarchical { get; init; }

    public required double FitSeconds { get; init; }

    public required double TitlesPerSecond { get; init; }

    public required double Megabytes { get; init; }

    public double Accuracy => Score["Accuracy"].Value;
}

/// <summary>Fits and asks as a shop would: two threads, once to warm up.</summary>
internal static class TextTrial
{
    private const int Threads = 2, WarmUpEvery = 10, Repeats = 3;

    public static TextRow Judge(string name, TrainAndTest data, LinearTextOptions options)
    {
        var context = new FitContext { Threads = Threads };
        LinearTextFit.Fit(data.Train.Pick([.. Enumerable.Range(0, data.Train.Labels.Length).Where(row => row % WarmUpEvery == 0)]), options, context);
        var (model, seconds) = (default(LinearTextModel), new double[Repeats]);
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var start = TimeProvider.System.GetTimestamp();
            model = LinearTextFit.Fit(data.Train, options, context);
            seconds[repeat] = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        }
        var asked = TimeProvider.System.GetTimestamp();
        var answers = Answers(model!, data.Test, context);
        var rate = data.Test.Labels.Length / TimeProvider.System.GetElapsedTime(asked).TotalSeconds;
        return new(name, model!, answers, ClassEvaluation.Evaluate(answers))
        {
            FitSeconds = seconds.Order().ElementAt(Repeats / 2),
            TitlesPerSecond = rate,
            Megabytes = MemoryArtifact.Of(model!).Size / (double)(1 << 20),
            Hierarchical = HierarchicalScore.F1Of(new(data.Test.Classes.Ids), data.Test.Classes, answers),
        };
    }

    public static ClassAnswers Answers(IClassModel<string> model, Labelled<string> data, FitContext context)
    {
        var (said, confidence) = (new int[data.Labels.Length], new double[data.Labels.Length]);
        context.ForEachRow(said.Length, () => new double[model.Classes.Count], (row, probabilities) =>
        {
            model.Predict(data.Inputs[row], probabilities);
            said[row] = TensorPrimitives.IndexOfMax<double>(probabilities);
            confidence[row] = probabilities[said[row]];
        });
        return new(said, confidence, data.Labels, model.Classes.Count);
    }
}
