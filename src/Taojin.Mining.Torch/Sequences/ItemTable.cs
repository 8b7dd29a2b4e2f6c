using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Onnx;
using Taojin.Numerics;

namespace Taojin.Mining.Torch.Sequences;

/// <summary>The items' vectors in a graph, by far most of its weights: looked up for what is read, multiplied with for scores, in the precision asked for.</summary>
/// <remarks>8 bits have one scale an item; states are brought to 8 bits with one scale a row, so that a row's answer does not hang on others, and products are of whole numbers.</remarks>
internal sealed class ItemTable(OnnxGraph graph, DenseRows vectors, NetworkPrecision precision)
{
    private const float Steps = 127, Tiny = 1e-12f;
    private readonly (int Items, int Width) _shape = (vectors.RowCount, vectors.ColumnCount);

    /// <summary>Writes the vectors down.</summary>
    public void Write()
    {
        if (precision == NetworkPrecision.Float32)
            graph.Constant("vectors", vectors.Values, _shape.Items, _shape.Width);
        else if (precision == NetworkPrecision.Bfloat16)
            graph.Constant("vectors16", OnnxType.BFloat16, MemoryMarshal.AsBytes<ushort>(Array.ConvertAll(vectors.Values, OnnxLayers.Half)), _shape.Items, _shape.Width)
                .Node("Cast", ["vectors16"], "vectors", ("to", (int)OnnxType.Float32));
        else
            WriteBytes();
    }

    /// <summary>The vectors of items, shape [rows × length × width].</summary>
    public string Read(string indexes)
    {
        if (precision != NetworkPrecision.Int8)
            graph.Node("Gather", ["vectors", indexes], "read");
        else // columns stand for items: products of whole numbers have no transposed form
            graph.Node("Gather", ["vectors8", indexes], "read.columns", ("axis", 1)).Node("Transpose", ["read.columns"], "read.bytes", ("perm", new long[] { 1, 2, 0 }))
                .Node("Cast", ["read.bytes"], "read.numbers", ("to", (int)OnnxType.Float32))
                .Node("Gather", ["vectors.scale", indexes], "read.scale", ("axis", 1)).Node("Transpose", ["read.scale"], "read.scales", ("perm", new long[] { 1, 2, 0 }))
                .Node("Mul", ["read.numbers", "read.scales"], "read");
        return "read";
    }

    /// <summary>The products of states, shape [rows × width], with all vectors.</summary>
    public void Score(string states, string scores)
    {
        if (precision != NetworkPrecision.Int8)
            graph.Node("Gemm", [states, "vectors"], scores, ("transB", 1));
        else
            graph.Constant("steps", [1 / Steps], []).Constant("tiny", [Tiny], [])
                .Node("Abs", [states], "state.size").Node("ReduceMax", ["state.size"], "state.most", ("axes", new long[] { -1 }), ("keepdims", 1))
                .Node("Mul", ["state.most", "steps"], "state.step").Node("Max", ["state.step", "tiny"], "state.scale")
                .Node("Div", [states, "state.scale"], "state.steps").Node("Round", ["state.steps"], "state.whole").Node("Cast", ["state.whole"], "state8", ("to", (int)OnnxType.Int8))
                .Node("MatMulInteger", ["state8", "vectors8"], "products").Node("Cast", ["products"], "products.numbers", ("to", (int)OnnxType.Float32))
                .Node("Mul", ["products.numbers", "state.scale"], "products.scaled").Node("Mul", ["products.scaled", "vectors.scale"], scores);
    }

    private void WriteBytes()
    {
        var (bytes, scales) = (new sbyte[vectors.Values.Length], new float[_shape.Items]);
        for (var item = 0; item < _shape.Items; item++)
        {
            scales[item] = Math.Max(Tiny, Math.Abs(TensorPrimitives.MaxMagnitude<float>(vectors[item])) / Steps);
            for (var column = 0; column < _shape.Width; column++)
                bytes[(column * _shape.Items) + item] = (sbyte)MathF.Round(vectors[item][column] / scales[item]);
        }
        graph.Constant("vectors8", OnnxType.Int8, MemoryMarshal.AsBytes<sbyte>(bytes), _shape.Width, _shape.Items).Constant("vectors.scale", scales, 1, _shape.Items);
    }
}
