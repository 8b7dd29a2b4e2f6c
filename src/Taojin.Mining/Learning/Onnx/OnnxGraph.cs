using System.Globalization;
using System.Runtime.InteropServices;

namespace Taojin.Mining.Learning.Onnx;

/// <summary>A network as an ONNX model: nodes and constants in the order in which they are added.</summary>
/// <remarks>
/// IR version 8, operator set 17. Field numbers are those of the ONNX schema (onnx.proto3):
/// Model {1 ir_version, 2 producer_name, 7 graph, 8 opset_import {1 domain, 2 version}};
/// Graph {1 node, 2 name, 5 initializer, 11 input, 12 output}; Node {1 input, 2 output, 4 op_type, 5 attribute};
/// Attribute {1 name, 2 f, 3 i, 8 ints, 20 type}; Tensor {1 dims, 2 data_type (1 float, 7 int64), 8 name, 9 raw_data};
/// ValueInfo {1 name, 2 type {1 tensor {1 elem_type, 2 shape {1 dim {1 value, 2 parameter}}}}}.
/// </remarks>
public sealed class OnnxGraph
{
    private const int IrVersion = 8, OperatorSet = 17, Float32 = 1, Int64 = 7;
    private readonly Protobuf _graph = new();

    /// <summary>An empty graph.</summary>
    public OnnxGraph(string name) => _graph.Text(2, name);

    /// <summary>Adds an operator.</summary>
    /// <param name="operation">The operator, such as <c>Gemm</c>.</param>
    /// <param name="inputs">Names it reads.</param>
    /// <param name="output">Name it writes.</param>
    /// <param name="attributes">Such as <c>("transB", 1)</c>.</param>
    public OnnxGraph Node(string operation, IReadOnlyList<string> inputs, string output, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new Protobuf();
        foreach (var input in inputs)
            node.Text(1, input);
        node.Text(2, output).Text(4, operation);
        foreach (var attribute in attributes)
            node.Message(5, attribute.ToMessage());
        _graph.Message(1, node);
        return this;
    }

    /// <summary>Adds constant numbers.</summary>
    public OnnxGraph Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape) => Constant(name, Float32, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds constant whole numbers, such as places and sizes, shape [count].</summary>
    public OnnxGraph Constant(string name, ReadOnlySpan<long> values) => Constant(name, Int64, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>Declares an input of any number of rows.</summary>
    public OnnxGraph Input(string name, int columns) => Declare(11, (name, Float32), Any("rows"), Fixed(columns));

    /// <summary>Declares an input of whole numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="sizes">A name for each dimension of any size; a number for one that is fixed.</param>
    public OnnxGraph IndexInput(string name, params ReadOnlySpan<string> sizes) =>
        Declare(11, (name, Int64), [.. sizes.ToArray().Select(size => int.TryParse(size, CultureInfo.InvariantCulture, out var length) ? Fixed(length) : Any(size))]);

    /// <summary>Declares an output of any number of rows.</summary>
    public OnnxGraph Output(string name, int columns) => Declare(12, (name, Float32), Any("rows"), Fixed(columns));

    /// <summary>The model file.</summary>
    public byte[] ToModel() => new Protobuf()
        .Number(1, IrVersion)
        .Text(2, "taojin")
        .Message(7, _graph)
        .Message(8, new Protobuf().Text(1, "").Number(2, OperatorSet))
        .ToArray();

    private static Protobuf Any(string name) => new Protobuf().Text(2, name);

    private static Protobuf Fixed(int length) => new Protobuf().Number(1, length);

    private OnnxGraph Constant(string name, int type, ReadOnlySpan<byte> values, ReadOnlySpan<int> shape)
    {
        var tensor = new Protobuf();
        foreach (var length in shape)
            tensor.Number(1, length);
        _graph.Message(5, tensor.Number(2, type).Text(8, name).Data(9, values));
        return this;
    }

    private OnnxGraph Declare(int field, (string Name, int Type) value, params ReadOnlySpan<Protobuf> sizes)
    {
        var shape = new Protobuf();
        foreach (var size in sizes)
            shape.Message(1, size);
        _graph.Message(field, new Protobuf().Text(1, value.Name).Message(2, new Protobuf().Message(1, new Protobuf().Number(1, value.Type).Message(2, shape))));
        return this;
    }
}
