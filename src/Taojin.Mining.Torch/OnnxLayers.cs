using System.Runtime.InteropServices;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Onnx;
using Taojin.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>Layers of torch as nodes of ONNX, their weights kept in the precision asked for.</summary>
/// <param name="precision">How weights are kept.</param>
/// <param name="ranges">Least and most that went into each layer in training; needed for 8 bits only, and a layer that is not in it keeps inputs of 32 bits.</param>
internal sealed class OnnxLayers(NetworkPrecision precision, IReadOnlyDictionary<Linear, (float Low, float High)> ranges)
{
    private const int ByteSteps = 255, SignedSteps = 127;
    private const float Tiny = 1e-12f;

    /// <summary>Layers of 32 bits.</summary>
    public static OnnxLayers Plain { get; } = new(NetworkPrecision.Float32, new Dictionary<Linear, (float, float)>());

    /// <summary>y = x·Wᵀ + b for an input of any rank.</summary>
    public OnnxGraph Dense(OnnxGraph graph, string name, Linear layer, string input, string output)
    {
        var weights = Rows(layer.weight!.t()); // (in, out): products of higher rank have no transposed form
        if (precision == NetworkPrecision.Int8)
            input = Quantized(graph, name, layer, input);
        Matrix(graph, $"{name}.w", weights);
        if (layer.bias is not { } bias)
            return graph.Node("MatMul", [input, $"{name}.w"], output);
        return graph.Constant($"{name}.b", Numbers(bias), (int)bias.shape[0])
            .Node("MatMul", [input, $"{name}.w"], $"{name}.xw")
            .Node("Add", [$"{name}.xw", $"{name}.b"], output);
    }

    /// <summary>The same for an input of rank 2, in one node where weights are of 32 bits.</summary>
    public OnnxGraph Flat(OnnxGraph graph, string name, Linear layer, (string Input, string Output) ends)
    {
        if (precision != NetworkPrecision.Float32)
            return Dense(graph, name, layer, ends.Input, ends.Output);
        var (weights, bias) = (layer.weight!, layer.bias!);
        return graph.Constant($"{name}.w", Numbers(weights), (int)weights.shape[0], (int)weights.shape[1]).Constant($"{name}.b", Numbers(bias), (int)bias.shape[0])
            .Node("Gemm", [ends.Input, $"{name}.w", $"{name}.b"], ends.Output, ("transB", 1));
    }

    /// <summary>Rows of a table by indexes of any rank.</summary>
    public OnnxGraph Lookup(OnnxGraph graph, string name, Embedding table, (string Indexes, string Output) ends)
    {
        if (precision != NetworkPrecision.Int8)
            return Matrix(graph, $"{name}.w", Rows(table.weight!)).Node("Gather", [$"{name}.w", ends.Indexes], ends.Output, ("axis", 0));
        Bytes(graph, $"{name}.w", Rows(table.weight!)); // looked up first and widened then: a call must not widen the whole table
        return graph.Node("Gather", [$"{name}.w8", ends.Indexes], $"{name}.v8", ("axis", 0))
            .Node("DequantizeLinear", [$"{name}.v8", $"{name}.w.scale", $"{name}.w.zero"], ends.Output, ("axis", -1));
    }

    private OnnxGraph Matrix(OnnxGraph graph, string name, DenseRows matrix)
    {
        var (rows, columns) = (matrix.RowCount, matrix.ColumnCount);
        return precision switch
        {
            NetworkPrecision.Bfloat16 => graph.Constant($"{name}16", OnnxType.BFloat16, MemoryMarshal.AsBytes<ushort>(Array.ConvertAll(matrix.Values, Half)), rows, columns)
                .Node("Cast", [$"{name}16"], name, ("to", (int)OnnxType.Float32)),
            NetworkPrecision.Int8 => Bytes(graph, name, matrix).Node("DequantizeLinear", [$"{name}8", $"{name}.scale", $"{name}.zero"], name, ("axis", 1)),
            _ => graph.Constant(name, matrix.Values, rows, columns),
        };
    }

    /// <summary>A matrix as bytes with one scale a column.</summary>
    private static OnnxGraph Bytes(OnnxGraph graph, string name, DenseRows matrix)
    {
        var (values, scales) = (new sbyte[matrix.Values.Length], new float[matrix.ColumnCount]);
        for (var place = 0; place < values.Length; place++)
            scales[place % scales.Length] = Math.Max(scales[place % scales.Length], Math.Abs(matrix.Values[place]));
        scales = Array.ConvertAll(scales, most => Math.Max(Tiny, most / SignedSteps));
        for (var place = 0; place < values.Length; place++)
            values[place] = (sbyte)MathF.Round(matrix.Values[place] / scales[place % scales.Length]);
        return graph.Constant($"{name}8", OnnxType.Int8, MemoryMarshal.AsBytes<sbyte>(values), matrix.RowCount, matrix.ColumnCount)
            .Constant($"{name}.scale", scales, scales.Length)
            .Constant($"{name}.zero", OnnxType.Int8, new byte[scales.Length], scales.Length);
    }

    /// <summary>The input of a layer brought to 8 bits and back: ONNX Runtime then multiplies whole numbers. The scale is fixed, so a row's answer does not hang on others.</summary>
    private string Quantized(OnnxGraph graph, string name, Linear layer, string input)
    {
        if (!ranges.TryGetValue(layer, out var range))
            return input;
        var (low, high) = (Math.Min(0, range.Low), Math.Max(0, range.High));
        var scale = Math.Max(Tiny, (high - low) / ByteSteps);
        graph.Constant($"{name}.x.scale", [scale]).Constant($"{name}.x.zero", OnnxType.UInt8, [(byte)Math.Clamp(MathF.Round(-low / scale), 0, ByteSteps)])
            .Node("QuantizeLinear", [input, $"{name}.x.scale", $"{name}.x.zero"], $"{name}.x8")
            .Node("DequantizeLinear", [$"{name}.x8", $"{name}.x.scale", $"{name}.x.zero"], $"{name}.x");
        return $"{name}.x";
    }

    /// <summary>The upper half of a number, rounded to the nearest even.</summary>
    internal static ushort Half(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    public static DenseRows Rows(Tensor matrix) => new((int)matrix.shape[0], (int)matrix.shape[1], Numbers(matrix));

    public static float[] Numbers(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();
}
