using System.Numerics.Tensors;
using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Mining.Torch;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Classification;

/// <summary>A network of pictures fitted once on two threads, with its cost.</summary>
internal sealed record PictureTrial(ImageCnnModel Model, double Seconds, double TrainedPerSecond)
{
    private const int Threads = 2;

    public static PictureTrial Fit(Labelled<ProductFacts> train, ImageCnnOptions options, ulong seed, BenchmarkRun run)
    {
        var start = TimeProvider.System.GetTimestamp();
        var model = new ImageCnnEstimator(options).Fit(train, new FitContext { Seed = seed, Threads = Threads });
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        run.Say($"seed {seed}: {seconds:0} s");
        return new(model, seconds, train.Labels.Length * (1 - options.CalibrationShare) * options.Epochs / seconds);
    }

    public double Accuracy(Labelled<ProductFacts> test) => Answers(Model, test).IsRight.Average(isRight => isRight ? 1.0 : 0);

    /// <summary>Pictures answered in a second, one a call, on two threads.</summary>
    public double ServedPerSecond(Labelled<ProductFacts> test)
    {
        Answers(Model, test);
        var start = TimeProvider.System.GetTimestamp();
        Answers(Model, test);
        return test.Labels.Length / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    public static Mining.Evaluation.ClassAnswers Answers(IClassModel<ProductFacts> model, Labelled<ProductFacts> data)
    {
        var (said, confidence) = (new int[data.Labels.Length], new double[data.Labels.Length]);
        new FitContext { Threads = Threads }.ForEachRow(said.Length, () => new double[model.Classes.Count], (row, probabilities) =>
        {
            model.Predict(data.Inputs[row], probabilities);
            said[row] = TensorPrimitives.IndexOfMax<double>(probabilities);
            confidence[row] = probabilities[said[row]];
        });
        return new(said, confidence, data.Labels, model.Classes.Count);
    }
}
