using Taojin.Mining.Learning;
using Taojin.Numerics;
using Taojin.Testing.Contracts;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch.Tests.Learning;

/// <summary>What is served is what was trained: the graph that is written says what the network says, for any number of rows.</summary>
[Collection("libtorch")] // its generator belongs to the process
public sealed class OnnxTests
{
    public static TheoryData<string, int> Shapes => new()
    {
        { "the default", 300 },
        { "the default", 1 },
        { "narrow", 300 },
        { "deep, with units left out", 300 },
        { "wide and cross", 300 },
        { "wide alone", 300 },
        { "vectors of categories", 300 },
        { "all of it", 37 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_graph_says_what_the_network_says_within_a_hundred_thousandth(string shape, int rows)
    {
        var (options, widths) = Shape(shape);
        manual_seed(5);
        using var network = new MlpModule(options, widths);
        network.eval();
        var inputs = widths.Sum(each => Math.Max(1, each));
        var values = Draws(rows * inputs);

        using var said = network.forward(tensor(values, [rows, inputs]));

        var expected = said.data<float>().ToArray();
        var served = Served.Run(network.Graph(OnnxLayers.Plain, inputs), ("x", values, [rows, inputs]));
        served.Length.ShouldBe(rows);
        for (var row = 0; row < rows; row++)
            served[row].ShouldBe(expected[row], 1e-5f);
    }

    [Fact]
    public void Left_out_units_are_a_matter_of_training_only()
    {
        var data = LabelledRows.Of(400);
        var model = new MlpEstimator(new() { Layers = [16], Dropout = 0.5, Epochs = 2 }).Fit(data, new FitContext());

        model.Predict(data.Features.Values[7]).ShouldBe(model.Predict(data.Features.Values[7]));
    }

    [Theory]
    [InlineData(NetworkPrecision.Bfloat16, 0.6, 0.01)]
    [InlineData(NetworkPrecision.Int8, 0.4, 0.05)]
    public void Fewer_bits_make_it_smaller_and_say_nearly_the_same_whatever_stands_beside_a_row(NetworkPrecision precision, double size, double near)
    {
        var data = LabelledRows.Of(1000);
        var whole = new MlpEstimator(new() { Epochs = 3 }).Fit(data, new FitContext());

        var fewer = new MlpEstimator(new() { Epochs = 3, Precision = precision }).Fit(data, new FitContext());

        MemoryArtifact.Of(fewer).Bytes("model.onnx").Length.ShouldBeLessThan((int)(size * MemoryArtifact.Of(whole).Bytes("model.onnx").Length));
        var (said, other) = (new double[1000], new double[1000]);
        fewer.Predict(data.Features, said);
        whole.Predict(data.Features, other);
        said.Zip(other, (one, two) => Math.Abs(one - two)).Average().ShouldBeLessThan(near);
        for (var row = 0; row < 20; row++)
            fewer.Predict(data.Features.Values[row]).ShouldBe(said[row], 1e-6);
    }

    private static (MlpOptions Options, int[] Widths) Shape(string name) => name switch
    {
        "narrow" => (new() { Layers = [3] }, [0]),
        "deep, with units left out" => (new() { Layers = [32, 16, 8], Dropout = 0.5 }, new int[17]),
        "wide and cross" => (new() { Layers = [16], Wide = true, CrossLayers = 2 }, [0, 0, 5, 0]),
        "wide alone" => (new() { Layers = [16], Wide = true }, [0, 0]),
        "vectors of categories" => (new() { Layers = [16], CategoryFactors = 3 }, [0, 7, 0, 4]),
        "all of it" => (new() { Layers = [16, 8], CategoryFactors = 2, Wide = true, CrossLayers = 3, Dropout = 0.2 }, [6, 0, 3]),
        _ => (new(), new int[4]),
    };

    private static float[] Draws(int count)
    {
        var chance = SplitMix64.Stream(20171126, "onnx-tests");
        return [.. Enumerable.Range(0, count).Select(_ => (float)(3 * chance.NextNormal()))];
    }
}
