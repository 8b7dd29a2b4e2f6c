using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Mining.Torch.Pictures;
using Taojin.Numerics;
using Taojin.Testing.Contracts;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch.Tests.Classification;

/// <summary>What is served is what was trained; vectors, maps and both sides say something.</summary>
[Collection("libtorch")]
public sealed class ImageCnnTests
{
    private static readonly ImageCnnModel Model = new ImageCnnEstimator(ImageCnnContract.Small).Fit(LabelledProducts.Of(), new FitContext { Threads = 2 });

    [Theory]
    [InlineData(28, 1, 1)]
    [InlineData(40, 3, 37)]
    [InlineData(96, 3, 5)]
    public void The_graph_says_what_the_network_says_within_a_hundred_thousandth(int size, int channels, int rows)
    {
        var options = new ImageCnnOptions { Size = size, Width = 8, Blocks = 2 };
        var chance = SplitMix64.Stream(7, "picture-graph");
        var weights = new PictureWeights(options, channels, 5, chance);
        foreach (ref var value in weights.Values.AsSpan())
            value += (float)(0.05 * chance.NextNormal());
        using var network = new PictureNetwork(weights, isHalf: false);
        network.Copy(weights.Values);
        float[] Draw(int count) => [.. Enumerable.Range(0, count * size * size * channels).Select(_ => (float)chance.NextNormal())];
        using var still = no_grad();
        network.Momentum = 1; // what normalisation saw is not what it starts with
        network.Run(tensor(Draw(16), [16, size, size, channels]));
        network.Momentum = null;
        var values = Draw(rows);

        var said = network.Run(tensor(values, [rows, size, size, channels])).Scores.data<float>().ToArray();

        var served = Served.Run(PictureGraph.Of(weights, network, size), ("x", ChannelsFirst(values, size * size, channels), [rows, channels * size * size]));
        served.Length.ShouldBe(rows * 5);
        for (var place = 0; place < served.Length; place++)
            served[place].ShouldBe(said[place], 1e-5f * Math.Max(1, Math.Abs(said[place])));
    }

    [Fact]
    public void Gradients_are_those_of_finite_differences()
    {
        var options = new ImageCnnOptions { Size = 28, Width = 4 };
        var chance = SplitMix64.Stream(5, "picture-gradients");
        var weights = new PictureWeights(options, 3, 3, chance);
        foreach (var part in weights.Parts.Where(part => !part.Decays))
            weights.Of(part).Fill(0.5f);
        using var network = new PictureNetwork(weights, isHalf: false);
        float[] pictures = [.. Enumerable.Range(0, 8 * 28 * 28 * 3).Select(_ => (float)chance.NextNormal())];
        float[] factors = [.. Enumerable.Range(0, 8 * 3).Select(_ => (float)chance.NextNormal())];
        Tensor Loss() => (network.Run(tensor(pictures, [8, 28, 28, 3])).Scores * tensor(factors, [8, 3])).sum();
        network.Copy(weights.Values);
        Loss().backward();
        var gradients = new float[weights.Values.Length];
        network.AddGradients(gradients);

        foreach (var part in weights.Parts)
        {
            var direction = new float[weights.Values.Length];
            foreach (ref var value in direction.AsSpan(part.Start, part.Length))
                value = (float)chance.NextNormal();
            float Moved(float step)
            {
                network.Copy([.. weights.Values.Zip(direction, (value, way) => value + (step * way))]);
                return Loss().data<float>()[0];
            }
            var (slope, expected) = ((Moved(1e-3f) - Moved(-1e-3f)) / 2e-3f, System.Numerics.Tensors.TensorPrimitives.Dot<float>(gradients, direction));
            slope.ShouldBe(expected, 0.02f + (0.03f * Math.Abs(expected)), part.Name);
        }
    }

    [Fact]
    public void Pictures_of_one_kind_lie_closer_together_than_those_of_others()
    {
        var chance = SplitMix64.Stream(3, "shapes");
        var vectors = Enumerable.Range(0, 60).Select(row =>
        {
            var vector = new float[Model.EmbeddingWidth];
            Model.Embed(LabelledProducts.Shape(row % 3, ref chance), vector);
            return vector;
        }).ToArray();

        vectors.ShouldAllBe(vector => Math.Abs(System.Numerics.Tensors.TensorPrimitives.Norm<float>(vector) - 1) < 1e-4);
        var right = Enumerable.Range(0, 60).Count(row => Enumerable.Range(0, 60).Where(other => other != row).MaxBy(other => System.Numerics.Tensors.TensorPrimitives.Dot<float>(vectors[row], vectors[other])) % 3 == row % 3);
        right.ShouldBeGreaterThan(54);
    }

    [Fact]
    public void The_regions_that_carried_the_decision_are_where_the_shape_is()
    {
        var points = Enumerable.Repeat((byte)230, 28 * 28 * 3).ToArray();
        for (var row = 16; row < 26; row++)
            points.AsSpan(((row * 28) + 2) * 3, 30).Fill(40); // a square below on the left

        var map = Model.Explain(new() { Picture = new(28, 28, points) }, Model.Classes.IndexOf("服装 > 羽绒服"))!;

        float Mean(int top, int left) => Enumerable.Range(0, 100).Average(at => map.Weights[((top + (at / 10)) * 28) + left + (at % 10)]);
        Mean(16, 2).ShouldBeGreaterThan(Mean(2, 16) + 0.1f);
        map.Overlay().IsGrey.ShouldBeFalse();
        Model.Explain(new() { Title = "羽绒服" }, 0).ShouldBeNull();
    }

    [Fact]
    public void Both_sides_together_use_the_picture_where_words_say_nothing_and_the_words_where_there_is_no_picture()
    {
        var model = new TextImageFusion(new() { Folds = 2 }, new LinearText(new()), new ImageCnnEstimator(ImageCnnContract.Small)).Fit(LabelledProducts.Of(), new FitContext { Threads = 2 });
        var test = LabelledProducts.Of(150, seed: 9);

        int Right(IClassModel<ProductFacts> by, Func<ProductFacts, ProductFacts> seen) => Enumerable.Range(0, 150).Count(row =>
        {
            var said = new double[3];
            by.Predict(seen(test.Inputs[row]), said);
            return Array.IndexOf(said, said.Max()) == test.Labels[row];
        });
        Right(model, product => product).ShouldBeGreaterThan(147);
        Right(model, product => product with { Picture = null }).ShouldBeGreaterThan(145);
        Right(model, product => new() { Picture = product.Picture }).ShouldBeGreaterThan(120); // every tenth has none
        Right(model.Late(), product => product).ShouldBeGreaterThan(145);
        model.Explain(new() { Title = "龙井绿茶" }, model.Classes.IndexOf("食品 > 茶叶"), 2).ShouldNotBeEmpty();
        var written = MemoryArtifact.Of(model);
        Right(TextImageFusionModel.Load(written), product => product).ShouldBe(Right(model, product => product));
    }

    [Fact]
    public void Products_without_pictures_are_refused_with_their_number() =>
        Should.Throw<TooLittleDataException>(() => new ImageCnnEstimator(ImageCnnContract.Small).Fit(LabelledProducts.Of(50).Select(product => product with { Picture = null }), new FitContext())).MessageZh.ShouldContain("0 个");

    [Theory]
    [InlineData(27)]
    [InlineData(97)]
    public void Pictures_have_28_to_96_points_a_side(int size) => Should.Throw<OptionsException>(() => new ImageCnnEstimator(new() { Size = size })).Code.ShouldBe("options.invalid");

    [Fact]
    public void Products_of_16_bits_and_of_32_learn_alike()
    {
        var whole = new ImageCnnEstimator(ImageCnnContract.Small with { HalfProducts = false }).Fit(LabelledProducts.Of(), new FitContext());
        var test = LabelledProducts.Of(100, seed: 9);
        var (one, other) = (new double[3], new double[3]);

        var alike = test.Inputs.Count(product =>
        {
            Model.Predict(product, one);
            whole.Predict(product, other);
            return Array.IndexOf(one, one.Max()) == Array.IndexOf(other, other.Max());
        });

        alike.ShouldBeGreaterThan(90);
    }

    private static float[] ChannelsFirst(float[] values, int area, int channels)
    {
        var turned = new float[values.Length];
        for (var at = 0; at < values.Length; at++)
            turned[(at / (area * channels) * area * channels) + (at % channels * area) + (at / channels % area)] = values[at];
        return turned;
    }
}
