using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Taojin.Mining.Learning.Onnx;

namespace Taojin.Mining.Torch.Tests.Learning;

/// <summary>What the writer writes is what ONNX Runtime reads: types, attributes of each kind, several outputs, lengths that are not known.</summary>
public sealed class OnnxGraphTests
{
    [Fact]
    public void Whole_number_attributes_and_several_outputs_are_read()
    {
        var graph = new OnnxGraph("top").Input("x", OnnxType.Float32, OnnxLength.Any("rows"), OnnxLength.Any("columns"))
            .Output("values", OnnxType.Float32, OnnxLength.Any("rows"), 2).Output("places", OnnxType.Int64, OnnxLength.Any("rows"), 2)
            .Constant("k", [2L], 1)
            .Node("TopK", ["x", "k"], ["values", "places"], ("axis", -1), ("largest", 1));

        var (values, places) = Run(graph, [1, 9, 4, 7, 2, 8], [2, 3], "values", "places");

        values.ShouldBe([9, 4, 8, 7]);
        MemoryMarshal.Cast<byte, long>(places).ToArray().ShouldBe([1, 2, 2, 0]);
    }

    [Fact]
    public void Fractional_and_listed_attributes_are_read()
    {
        var graph = new OnnxGraph("leak").Input("x", OnnxType.Float32, OnnxLength.Any("rows"), 2).Output("y", OnnxType.Float32, 2, OnnxLength.Any("rows"))
            .Node("LeakyRelu", ["x"], "leaky", ("alpha", 0.25f))
            .Node("Transpose", ["leaky"], "y", ("perm", [1L, 0L]));

        Run(graph, [-4, 1, -8, 2], [2, 2], "y").ShouldBe([-1, -2, 1, 2]);
    }

    [Fact]
    public void Constants_of_half_the_width_keep_their_upper_half()
    {
        var graph = new OnnxGraph("bf16").Input("x", 2).Output("y", 2)
            .Constant("w", OnnxType.BFloat16, MemoryMarshal.AsBytes<ushort>([0x3FC0, 0xC000]), 2) // 1.5 and −2
            .Node("Cast", ["w"], "wide", ("to", (int)OnnxType.Float32))
            .Node("Mul", ["x", "wide"], "y");

        Run(graph, [2, 3, 4, 5], [2, 2], "y").ShouldBe([3, -6, 6, -10]);
    }

    private static float[] Run(OnnxGraph graph, float[] values, long[] shape, string output)
    {
        using var session = new InferenceSession(graph.ToModel());
        using var input = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var options = new RunOptions();
        using var said = session.Run(options, ["x"], [input], [output]);
        return said[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static (float[] Values, byte[] Others) Run(OnnxGraph graph, float[] values, long[] shape, string first, string second)
    {
        using var session = new InferenceSession(graph.ToModel());
        using var input = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var options = new RunOptions();
        using var said = session.Run(options, ["x"], [input], [first, second]);
        return (said[0].GetTensorDataAsSpan<float>().ToArray(), MemoryMarshal.AsBytes(said[1].GetTensorDataAsSpan<long>()).ToArray());
    }
}
