using Taojin.Mining.Evaluation;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Mining.Purchase;
using Taojin.Testing.Contracts;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch.Tests.Purchase;

[Collection("libtorch")] // its generator belongs to the process
public sealed class InterestNetworkTests
{
    private static readonly InterestNetworkOptions Small = new() { ItemFactors = 4, CategoryFactors = 8, ItemBuckets = 64, CategoryBuckets = 64, Attention = 16, Layers = [16], Epochs = 20, Patience = 20, LearningRate = 0.01, BatchSize = 128 };
    private static readonly Lazy<InterestNetworkModel> Fitted = new(() => new InterestNetworkEstimator(Small).Fit(TrailRows.Of(4000, seed: 1), new FitContext()));

    [Fact]
    public void What_the_history_has_to_do_with_the_item_is_found()
    {
        var test = TrailRows.Of(3000, seed: 9);

        ProbabilityEvaluation.Auc(test.Labels, Said(Fitted.Value, test)).ShouldBeGreaterThan(0.84); // the rule itself reaches 0.88
        var plain = new LabelledTable { Features = new(test.Features.Columns, test.Features.Values), Labels = test.Labels };
        var blind = new InterestNetworkEstimator(Small with { Epochs = 3 }).Fit(new() { Features = new(["noise"], TrailRows.Of(2000, seed: 1).Features.Values), Labels = TrailRows.Of(2000, seed: 1).Labels }, new FitContext());
        ProbabilityEvaluation.Auc(test.Labels, Said(blind, plain)).ShouldBeLessThan(0.56);
    }

    [Fact]
    public void One_row_with_its_trail_behind_it_gets_the_answer_of_the_table()
    {
        var test = TrailRows.Of(50, seed: 9);
        var said = Said(Fitted.Value, test);

        for (var row = 0; row < said.Length; row++)
            Fitted.Value.Predict(test.Features.Row(row, Fitted.Value.Columns.Count)).ShouldBe(said[row], 1e-6);
    }

    [Fact]
    public void The_parts_of_columns_item_and_touches_are_complete()
    {
        var (model, test) = (Fitted.Value, TrailRows.Of(40, seed: 9));
        var parts = new double[model.Columns.Count];
        var leftOver = new List<double>();
        for (var row = 0; row < 40; row++)
        {
            var values = test.Features.Row(row, parts.Length);
            var logit = model.Explain(values, parts) + parts.Sum();
            (1 / (1 + Math.Exp(-logit))).ShouldBe(model.Predict(values), 1e-4);
            leftOver.Add(Math.Abs(model.LeftOver(values)));
        }
        leftOver.Max().ShouldBeLessThan(0.1); // of log-odds that lie four apart: the steps of the path miss little, and that is shared out
    }

    [Fact]
    public void The_touch_of_the_same_category_is_what_carries_the_answer()
    {
        var (model, test) = (Fitted.Value, TrailRows.Of(400, seed: 9));
        var parts = new double[model.Columns.Count];
        var isRight = new List<bool>();
        for (var row = 0; row < 400; row++)
        {
            int[] same = [.. Enumerable.Range(0, UserTrail.Length).Where(touch => test.Features.Trail!.Values[row][UserTrail.OwnColumns + (touch * UserTrail.TouchColumns) + 1] == test.Features.Trail!.Values[row][1])];
            if (same.Length != 1)
                continue;
            model.Explain(test.Features.Row(row, parts.Length), parts);
            isRight.Add(parts.IndexOf(parts.Max()) == 1 + UserTrail.OwnColumns + (same[0] * UserTrail.TouchColumns));
        }
        isRight.Count.ShouldBeGreaterThan(50);
        isRight.Count(right => right).ShouldBeGreaterThan((int)(0.9 * isRight.Count));
    }

    [Fact]
    public void Importance_counts_touches_above_noise_and_adds_up()
    {
        var importance = Fitted.Value.Importance;

        importance.Sum().ShouldBe(1, 1e-9);
        importance[0].ShouldBeLessThan(0.2); // the column that says nothing
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public void The_graph_says_what_the_network_says_within_a_hundred_thousandth(int rows)
    {
        manual_seed(11);
        using var network = new InterestModule(Small with { Layers = [16, 8] }, columns: 1);
        network.eval();
        var table = TrailRows.Of(rows, seed: 4).Features;
        var batch = new InterestInput(Standardizer.Of(table), 1, (64, 64)).Pack(table, 0, rows);

        using var said = network.Forward(InterestTensors.Of(batch));

        using var run = new InterestRun(network.Graph(OnnxLayers.Plain), 1);
        var (served, expected) = (run.Run(batch), said.data<float>().ToArray());
        served.Length.ShouldBe(rows);
        for (var row = 0; row < rows; row++)
            served[row].ShouldBe(expected[row], 1e-5f);
    }

    [Theory]
    [InlineData(NetworkPrecision.Bfloat16, 0.55, 0.005)]
    [InlineData(NetworkPrecision.Int8, 0.55, 0.02)]
    public void Fewer_bits_make_it_smaller_and_change_little(NetworkPrecision precision, double size, double loss)
    {
        var (data, test) = (TrailRows.Of(1500, seed: 1), TrailRows.Of(2000, seed: 9));
        var options = Small with { ItemBuckets = 1024, Epochs = 8 };
        var whole = new InterestNetworkEstimator(options).Fit(data, new FitContext());

        var fewer = new InterestNetworkEstimator(options with { Precision = precision }).Fit(data, new FitContext());

        Size(fewer).ShouldBeLessThan((int)(size * Size(whole)));
        ProbabilityEvaluation.Auc(test.Labels, Said(fewer, test)).ShouldBe(ProbabilityEvaluation.Auc(test.Labels, Said(whole, test)), loss);
    }

    [Fact]
    public void What_guards_against_learning_by_heart_is_drawn_by_the_seed()
    {
        var data = TrailRows.Of(400, seed: 1);
        var options = Small with { Epochs = 2, MixUp = 0.4, LabelSmoothing = 0.1, L1 = 1e-4, Dropout = 0.3 };

        var one = MemoryArtifact.Of(new InterestNetworkEstimator(options).Fit(data, new FitContext { Seed = 1 }));

        one.DifferenceTo(MemoryArtifact.Of(new InterestNetworkEstimator(options).Fit(data, new FitContext { Seed = 1 }))).ShouldBeNull();
        one.DifferenceTo(MemoryArtifact.Of(new InterestNetworkEstimator(options).Fit(data, new FitContext { Seed = 2 }))).ShouldNotBeNull();
        one.DifferenceTo(MemoryArtifact.Of(new InterestNetworkEstimator(options with { MixUp = 0 }).Fit(data, new FitContext { Seed = 1 }))).ShouldNotBeNull();
    }

    private static int Size(InterestNetworkModel model) => MemoryArtifact.Of(model).Bytes("model.onnx").Length;

    private static double[] Said(InterestNetworkModel model, LabelledTable rows)
    {
        var said = new double[rows.Labels.Length];
        model.Predict(rows.Features, said);
        return said;
    }
}
