using System.Runtime.InteropServices;

namespace Taojin.Mining.Learning.Onnx;

/// <summary>Writes a network as an ONNX model that ONNX Runtime can serve, without any exporter.</summary>
/// <remarks>
/// Field numbers are those of the ONNX schema (onnx.proto3), IR version 8, operator set 17; docs/design/onnx.md lists them. What is written
/// is not checked here: names must be unique, and each is written before it is read.
/// </remarks>
public sealed class OnnxGraph
{
    private const int IrVersion = 8, OperatorSet = 17;
    private readonly Protobuf _graph = new();

    /// <summary>An empty graph.</summary>
    public OnnxGraph(string name) => _graph.Text(2, name);

    /// <summary>Adds an operator with one output.</summary>
    /// <param name="operation">The operator, such as <c>Gemm</c>.</param>
    /// <param name="inputs">Names it reads; an empty one stands for an input that is left out.</param>
    /// <param name="output">Name it writes.</param>
    /// <param name="attributes">Attributes, such as <c>("transB", 1)</c>.</param>
    public OnnxGraph Node(string operation, IReadOnlyList<string> inputs, string output, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Node(operation, inputs, [output], attributes);

    /// <summary>Adds an operator with several outputs.</summary>
    /// <param name="operation">The operator, such as <c>TopK</c>.</param>
    /// <param name="inputs">Names it reads; an empty one stands for an input that is left out.</param>
    /// <param name="outputs">Names it writes.</param>
    /// <param name="attributes">Attributes, such as <c>("axis", -1)</c>.</param>
    public OnnxGraph Node(string operation, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new Protobuf();
        foreach (var input in inputs)
            node.Text(1, input);
        foreach (var output in outputs)
            node.Text(2, output);
        node.Text(4, operation);
        foreach (var attribute in attributes)
            node.Message(5, attribute.Message);
        _graph.Message(1, node);
        return this;
    }

    /// <summary>Adds constant numbers.</summary>
    public OnnxGraph Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape) => Constant(name, OnnxType.Float32, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds constant whole numbers, such as indexes, shapes and axes.</summary>
    public OnnxGraph Constant(string name, ReadOnlySpan<long> values, params ReadOnlySpan<int> shape) => Constant(name, OnnxType.Int64, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds constants of any type.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">What the bytes are.</param>
    /// <param name="bytes">The numbers, little-endian, row by row.</param>
    /// <param name="shape">Lengths; none for a single number.</param>
    public OnnxGraph Constant(string name, OnnxType type, ReadOnlySpan<byte> bytes, params ReadOnlySpan<int> shape)
    {
        var tensor = new Protobuf();
        foreach (var length in shape)
            tensor.Number(1, length);
        _graph.Message(5, tensor.Number(2, (int)type).Text(8, name).Data(9, bytes));
        return this;
    }

    /// <summary>Declares an input of any number of rows.</summary>
    public OnnxGraph Input(string name, int columns) => Input(name, OnnxType.Float32, OnnxLength.Any("rows"), columns);

    /// <summary>Declares an input of a given type and shape.</summary>
    public OnnxGraph Input(string name, OnnxType type, params ReadOnlySpan<OnnxLength> shape) => Declare(11, name, type, shape);

    /// <summary>Declares an output of any number of rows.</summary>
    public OnnxGraph Output(string name, int columns) => Output(name, OnnxType.Float32, OnnxLength.Any("rows"), columns);

    /// <summary>Declares an output of a given type and shape.</summary>
    public OnnxGraph Output(string name, OnnxType type, params ReadOnlySpan<OnnxLength> shape) => Declare(12, name, type, shape);

    /// <summary>The model file.</summary>
    public byte[] ToModel() => new Protobuf()
        .Number(1, IrVersion)
        .Text(2, "taojin")
        .Message(7, _graph)
        .Message(8, new Protobuf().Text(1, "").Number(2, OperatorSet))
        .ToArray();

    private OnnxGraph Declare(int field, string name, OnnxType type, ReadOnlySpan<OnnxLength> lengths)
    {
        var shape = new Protobuf();
        foreach (var length in lengths)
            shape.Message(1, length.Name is { } any ? new Protobuf().Text(2, any) : new Protobuf().Number(1, length.Value));
        _graph.Message(field, new Protobuf().Text(1, name).Message(2, new Protobuf().Message(1, new Protobuf().Number(1, (int)type).Message(2, shape))));
        return this;
    }
}
