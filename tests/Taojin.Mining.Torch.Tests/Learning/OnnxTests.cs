using System.Runtime.CompilerServices;
using Microsoft.ML.OnnxRuntime;
using Taojin.Mining.Learning;
using Taojin.Numerics;
using TorchSharp;
using TorchSharp.Modules;

namespace Taojin.Mining.Torch.Tests.Learning;

/// <summary>What is served is what was trained: the graph that is written says what the network says.</summary>
[Collection("libtorch")] // its generator belongs to the process
public sealed class OnnxTests
{
    private const int Rows = 300;

    [Theory]
    [InlineData(4, new[] { 128, 64 }, 0.0)]
    [InlineData(1, new[] { 3 }, 0.0)]
    [InlineData(17, new[] { 32, 16, 8 }, 0.5)]
    public void The_graph_says_what_the_network_says_within_a_hundred_thousandth(int columns, int[] layers, double dropout)
    {
        torch.manual_seed(5);
        using var network = Network(new MlpEstimator(new() { Layers = layers, Dropout = dropout }), columns);
        network.eval();
        var values = Draws(Rows * columns);

        using var said = network.forward(torch.tensor(values, [Rows, columns]));

        var expected = said.data<float>().ToArray();
        var served = Served(Graph(null, network, columns), values, columns);
        for (var row = 0; row < Rows; row++)
            served[row].ShouldBe(expected[row], 1e-5f);
        expected.Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Left_out_units_are_a_matter_of_training_only()
    {
        var data = Testing.Contracts.LabelledRows.Of(400);
        var model = new MlpEstimator(new() { Layers = [16], Dropout = 0.5, Epochs = 2 }).Fit(data, new FitContext());

        model.Predict(data.Features.Values[7]).ShouldBe(model.Predict(data.Features.Values[7]));
    }

    private static float[] Served(byte[] graph, float[] values, int columns)
    {
        using var session = new InferenceSession(graph);
        using var input = OrtValue.CreateTensorValueFromMemory(values, [values.Length / columns, columns]);
        using var options = new RunOptions();
        using var output = session.Run(options, ["x"], [input], ["y"]);
        return output[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static float[] Draws(int count)
    {
        var chance = SplitMix64.Stream(20171126, "onnx-tests");
        return [.. Enumerable.Range(0, count).Select(_ => (float)(3 * chance.NextNormal()))];
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern Sequential Network(MlpEstimator estimator, int columns);

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod)]
    private static extern byte[] Graph(MlpEstimator? estimator, Sequential network, int columns);
}
