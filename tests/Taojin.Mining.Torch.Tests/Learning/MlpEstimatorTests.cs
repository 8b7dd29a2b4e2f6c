using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Torch.Tests.Learning;

[Collection("libtorch")] // its generator belongs to the process
public sealed class MlpEstimatorTests
{
    /// <summary>The protocol of papers on this task: 128-64-1 with ReLU and sigmoid, Adam at 0.001, batches of 32, ten epochs, nothing stopped early.</summary>
    private static readonly MlpOptions Paper = new() { Layers = [128, 64], BatchSize = 32, Epochs = 10, LearningRate = 1e-3, Schedule = LearningRateSchedule.Constant };

    [Fact]
    public void The_network_of_the_papers_is_128_64_1_with_a_weight_and_a_bias_each()
    {
        var data = LabelledRows.Of(200);
        var (columns, epochs) = (data.Features.Columns.Count, Paper with { Epochs = 1 });

        var graph = MemoryArtifact.Of(new MlpEstimator(epochs).Fit(data, new FitContext())).Bytes("model.onnx");

        var weights = (columns * 128) + 128 + (128 * 64) + 64 + 64 + 1;
        graph.Length.ShouldBeInRange(weights * sizeof(float), (weights * sizeof(float)) + 1000); // nothing else of size stands in it
        new MlpOptions().Layers.ShouldBe(Paper.Layers);
    }

    [Fact]
    public void The_protocol_of_the_papers_runs_all_epochs_and_finds_the_rule()
    {
        var data = Alone(LabelledRows.Of(2000));
        var told = new Told();
        var test = LabelledRows.Of(4000, seed: 9);

        var model = new MlpEstimator(Paper).Fit(data, new FitContext { Progress = told });

        told.Steps.ShouldBe(Enumerable.Range(1, 10));
        told.Losses[^1].ShouldBeLessThan(told.Losses[0]);
        ProbabilityEvaluation.Auc(test.Labels, Said(model, test)).ShouldBeGreaterThan(0.86); // the rule itself reaches 0.88
    }

    [Fact]
    public void With_later_rows_training_stops_when_they_say_so()
    {
        var told = new Told();

        new MlpEstimator(new() { Layers = [64], Epochs = 200, Patience = 2, LearningRate = 0.02, BatchSize = 64 }).Fit(LabelledRows.Of(400), new FitContext { Progress = told });

        told.Steps.Count.ShouldBeLessThan(200);
    }

    [Fact]
    public void Another_seed_gives_another_model()
    {
        var data = LabelledRows.Of(300);
        var options = new MlpOptions { Layers = [8], Epochs = 1 };

        var one = MemoryArtifact.Of(new MlpEstimator(options).Fit(data, new FitContext { Seed = 1 }));

        one.DifferenceTo(MemoryArtifact.Of(new MlpEstimator(options).Fit(data, new FitContext { Seed = 2 }))).ShouldNotBeNull();
        one.DifferenceTo(MemoryArtifact.Of(new MlpEstimator(options).Fit(data, new FitContext { Seed = 1 }))).ShouldBeNull();
    }

    [Fact]
    public void Fits_at_the_same_time_do_not_disturb_one_another()
    {
        var data = LabelledRows.Of(300);
        var options = new MlpOptions { Layers = [32], Epochs = 4, Dropout = 0.3 };
        var alone = MemoryArtifact.Of(new MlpEstimator(options).Fit(data, new FitContext()));

        var together = Enumerable.Range(0, 6).AsParallel().WithDegreeOfParallelism(3).Select(_ => MemoryArtifact.Of(new MlpEstimator(options).Fit(data, new FitContext()))).ToArray();

        together.Select(alone.DifferenceTo).ShouldAllBe(difference => difference == null);
    }

    [Fact]
    public void The_L1_penalty_draws_what_is_said_together()
    {
        var data = Alone(LabelledRows.Of(600));
        var options = new MlpOptions { Layers = [16], Epochs = 20, BatchSize = 64, LearningRate = 0.01 };

        var free = Spread(Said(new MlpEstimator(options).Fit(data, new FitContext()), data));
        var held = Spread(Said(new MlpEstimator(options with { L1 = 0.05 }).Fit(data, new FitContext()), data));

        held.ShouldBeLessThan(free / 2);
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1 })]
    public void Layers_number_one_to_eight(int[] layers) => Should.Throw<OptionsException>(() => new MlpEstimator(new() { Layers = layers })).Code.ShouldBe("options.invalid");

    private static LabelledTable Alone(LabelledTable rows) => new() { Features = rows.Features, Labels = rows.Labels };

    private static double[] Said(MlpModel model, LabelledTable rows)
    {
        var said = new double[rows.Labels.Length];
        model.Predict(rows.Features, said);
        return said;
    }

    private static double Spread(double[] values) => values.Max() - values.Min();

    private sealed class Told : IProgress<FitProgress>
    {
        public List<int> Steps { get; } = [];

        public List<double> Losses { get; } = [];

        public void Report(FitProgress value)
        {
            Steps.Add(value.Step);
            Losses.Add(value.Loss!.Value);
        }
    }
}
