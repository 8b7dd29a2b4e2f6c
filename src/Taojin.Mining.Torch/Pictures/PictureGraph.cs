using Taojin.Mining.Classification;
using Taojin.Mining.Learning.Onnx;

namespace Taojin.Mining.Torch.Pictures;

/// <summary>A picture network as ONNX: normalisation is folded into the convolutions.</summary>
internal static class PictureGraph
{
    /// <summary>Added to variances.</summary>
    public const double Epsilon = 1e-5;

    /// <summary>The model file: <c>x [rows, channels · size · size]</c> to <c>y [rows, classes]</c> and <c>embedding [rows, width]</c>.</summary>
    /// <param name="weights">The layers.</param>
    /// <param name="network">Their numbers, at rest.</param>
    /// <param name="size">Points of a side.</param>
    public static byte[] Of(PictureWeights weights, PictureNetwork network, int size)
    {
        var channels = weights.Layers[0].Inputs;
        var graph = new OnnxGraph("image-cnn").Input("x", channels * size * size)
            .Output("y", (int)weights.Parts[^1].Shape[0]).Output(ImageCnnModel.Embedding, weights.Width)
            .Constant("square", [-1L, channels, size, size], 4).Node("Reshape", ["x", "square"], "picture");
        Folded(graph, weights.Layers[0], network, ("picture", "stem.sum")).Node("Relu", ["stem.sum"], "stem");
        var x = "stem";
        foreach (var first in weights.Layers.Where(layer => layer.Name.EndsWith(".a", StringComparison.Ordinal)))
        {
            var block = first.Name[..^2];
            Folded(graph, first, network, (x, $"{block}.h")).Node("Relu", [$"{block}.h"], $"{block}.r");
            Folded(graph, weights.Layer($"{block}.b")!, network, ($"{block}.r", $"{block}.y"));
            if (weights.Layer($"{block}.short") is { } around)
                Folded(graph, around, network, (x, x = $"{block}.around"));
            graph.Node("Add", [$"{block}.y", x], $"{block}.sum").Node("Relu", [$"{block}.sum"], x = block);
        }
        return graph.Node("GlobalAveragePool", [x], "means").Node("Flatten", ["means"], ImageCnnModel.Embedding, ("axis", 1))
            .Constant("head.weight", network.Numbers("head.weight"), (int)weights.Parts[^1].Shape[0], weights.Width).Constant("head.bias", network.Numbers("head.bias"), (int)weights.Parts[^1].Shape[0])
            .Node("Gemm", [ImageCnnModel.Embedding, "head.weight", "head.bias"], "y", ("transB", 1)).ToModel();
    }

    /// <summary>w′ = w · scale ÷ √(variance + ε), b′ = shift − mean · scale ÷ √(variance + ε).</summary>
    private static OnnxGraph Folded(OnnxGraph graph, PictureLayer layer, PictureNetwork network, (string Input, string Output) ends)
    {
        var (weight, bias, scale) = (network.Numbers($"{layer.Name}.weight"), network.Numbers($"{layer.Name}.shift"), network.Numbers($"{layer.Name}.scale"));
        var (means, variances) = network.Seen(layer.Name);
        var perOutput = weight.Length / layer.Outputs;
        for (var output = 0; output < layer.Outputs; output++)
        {
            var factor = scale[output] / Math.Sqrt(variances[output] + Epsilon);
            bias[output] = (float)(bias[output] - (means[output] * factor));
            for (var at = output * perOutput; at < (output + 1) * perOutput; at++)
                weight[at] = (float)(weight[at] * factor);
        }
        long padding = layer.Kernel / 2;
        return graph.Constant($"{layer.Name}.w", weight, layer.Outputs, layer.Inputs, layer.Kernel, layer.Kernel).Constant($"{layer.Name}.bias", bias, layer.Outputs)
            .Node("Conv", [ends.Input, $"{layer.Name}.w", $"{layer.Name}.bias"], ends.Output,
                ("kernel_shape", new long[] { layer.Kernel, layer.Kernel }), ("pads", new[] { padding, padding, padding, padding }), ("strides", new long[] { layer.Stride, layer.Stride }));
    }
}
