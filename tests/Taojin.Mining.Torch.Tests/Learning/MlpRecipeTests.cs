using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Numerics;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Torch.Tests.Learning;

/// <summary>What may be added to the perceptron does what it says; explanations are complete.</summary>
[Collection("libtorch")] // its generator belongs to the process
public sealed class MlpRecipeTests
{
    [Fact]
    public void Parts_are_complete_and_importance_finds_the_column_that_decides()
    {
        var data = LabelledRows.Of(2000);
        var model = new MlpEstimator(new() { Layers = [32, 16] }).Fit(data, new FitContext());
        var parts = new double[4];
        for (var row = 0; row < 50; row++)
        {
            var logit = model.Explain(data.Features.Values[row], parts) + parts.Sum();
            (1 / (1 + Math.Exp(-logit))).ShouldBe(model.Predict(data.Features.Values[row]), 1e-5);
            Math.Abs(model.LeftOver(data.Features.Values[row])).ShouldBeLessThan(0.05);
        }
        model.Importance.Sum().ShouldBe(1, 1e-9);
        model.Importance[0].ShouldBeGreaterThan(0.5);
        model.Importance[3].ShouldBe(0, 1e-9); // a column that never changes
    }

    [Fact]
    public void Products_of_columns_are_found_by_cross_layers_and_by_a_linear_model_not()
    {
        var (data, test) = (Products(3000, 1), Products(2000, 2));
        var options = new MlpOptions { Layers = [1], Epochs = 12, LearningRate = 0.02, Wide = true };

        var linear = Auc(new MlpEstimator(options).Fit(data, new FitContext()), test);
        var crossed = Auc(new MlpEstimator(options with { CrossLayers = 1 }).Fit(data, new FitContext()), test);

        crossed.ShouldBeGreaterThan(0.85);
        crossed.ShouldBeGreaterThan(linear + 0.1);
    }

    [Theory]
    [InlineData(0, 0.45)]
    [InlineData(0.3, 0)]
    public void Smoothed_and_mixed_outcomes_draw_what_is_said_together(double smoothing, double mixUp)
    {
        var rows = LabelledRows.Of(600);
        var data = new LabelledTable { Features = rows.Features, Labels = rows.Labels };
        var options = new MlpOptions { Layers = [32], Epochs = 30, BatchSize = 64, LearningRate = 0.01 };

        var free = Spread(new MlpEstimator(options).Fit(data, new FitContext()), data);
        var held = Spread(new MlpEstimator(options with { LabelSmoothing = smoothing, MixUp = mixUp }).Fit(data, new FitContext()), data);

        held.ShouldBeLessThan(free);
    }

    [Fact]
    public void Shares_of_mix_up_lie_in_zero_to_one_around_a_half_and_mostly_near_the_ends()
    {
        var chance = SplitMix64.Stream(1, "shares");
        var shares = new double[4000];
        for (var place = 0; place < shares.Length; place++)
            shares[place] = Regularization.Share(0.2, ref chance);

        shares.ShouldAllBe(share => share >= 0 && share <= 1);
        shares.Average().ShouldBe(0.5, 0.03);
        (shares.Count(share => share is < 0.1 or > 0.9) / 4000.0).ShouldBeGreaterThan(0.6); // Beta(0.2, 0.2) has .66 there (R: 2 * pbeta(.1, .2, .2))
    }

    [Fact]
    public void A_small_network_taught_by_trees_says_what_they_say()
    {
        var (data, test) = (LabelledRows.Of(3000), LabelledRows.Of(3000, seed: 9));
        var options = new DistilledOptions { Teachers = ["gradient-boosting"], TeacherShare = 1, Layers = [16], BatchSize = 64 };
        var trees = new GradientBoosting(new()).Fit(data, new FitContext());

        var student = new DistilledEstimator(options).Fit(data, new FitContext());

        var (taught, said) = (new double[3000], new double[3000]);
        trees.Predict(test.Features, taught);
        student.Predict(test.Features, said);
        said.Zip(taught, (one, other) => Math.Abs(one - other)).Average().ShouldBeLessThan(0.04);
        MemoryArtifact.Of(student).Size.ShouldBeLessThan(MemoryArtifact.Of(trees).Size);
    }

    [Fact]
    public void Who_cannot_teach_is_refused_by_name() =>
        Should.Throw<Data.TaojinException>(() => new DistilledEstimator(new() { Teachers = ["popular"] }).Fit(LabelledRows.Of(200), new FitContext())).Code.ShouldBe("distilled.teacher");

    private static LabelledTable Products(int rows, ulong seed)
    {
        var chance = SplitMix64.Stream(seed, "products");
        var (values, labels) = (new DenseRows(rows, 2), new bool[rows]);
        for (var row = 0; row < rows; row++)
        {
            (values[row][0], values[row][1]) = ((float)chance.NextNormal(), (float)chance.NextNormal());
            labels[row] = chance.NextDouble() < 1 / (1 + Math.Exp(-5 * values[row][0] * values[row][1]));
        }
        return new() { Features = new(["a", "b"], values), Labels = labels };
    }

    private static double Auc(MlpModel model, LabelledTable test)
    {
        var said = new double[test.Labels.Length];
        model.Predict(test.Features, said);
        return ProbabilityEvaluation.Auc(test.Labels, said);
    }

    private static double Spread(MlpModel model, LabelledTable rows)
    {
        var said = new double[rows.Labels.Length];
        model.Predict(rows.Features, said);
        return said.Select(each => Math.Abs(each - 0.5)).Average();
    }
}
