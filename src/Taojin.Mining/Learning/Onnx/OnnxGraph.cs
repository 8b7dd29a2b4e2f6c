using System.Runtime.InteropServices;

namespace Taojin.Mining.Learning.Onnx;

/// <summary>A network as an ONNX model: nodes and constants in the order in which they are added.</summary>
/// <remarks>Field numbers are those of the ONNX schema (onnx.proto3), IR version 8, operator set 17.</remarks>
public sealed class OnnxGraph
{
    private const int IrVersion = 8, OperatorSet = 17, Float32 = 1, IntegerAttribute = 2;
    private readonly Protobuf _graph = new();

    /// <summary>An empty graph.</summary>
    public OnnxGraph(string name) => _graph.Text(2, name);

    /// <summary>Adds an operator.</summary>
    /// <param name="operation">The operator, such as <c>Gemm</c>.</param>
    /// <param name="inputs">Names it reads.</param>
    /// <param name="output">Name it writes.</param>
    /// <param name="attributes">Whole-number attributes, such as <c>transB</c>.</param>
    public OnnxGraph Node(string operation, IReadOnlyList<string> inputs, string output, params ReadOnlySpan<(string Name, long Value)> attributes)
    {
        var node = new Protobuf();
        foreach (var input in inputs)
            node.Text(1, input);
        node.Text(2, output).Text(4, operation);
        foreach (var (name, value) in attributes)
            node.Message(5, new Protobuf().Text(1, name).Number(3, value).Number(20, IntegerAttribute));
        _graph.Message(1, node);
        return this;
    }

    /// <summary>Adds constant numbers.</summary>
    public OnnxGraph Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        var tensor = new Protobuf();
        foreach (var length in shape)
            tensor.Number(1, length);
        _graph.Message(5, tensor.Number(2, Float32).Text(8, name).Data(9, MemoryMarshal.AsBytes(values)));
        return this;
    }

    /// <summary>Declares an input of any number of rows.</summary>
    public OnnxGraph Input(string name, int columns) => Declare(11, name, columns);

    /// <summary>Declares an output of any number of rows.</summary>
    public OnnxGraph Output(string name, int columns) => Declare(12, name, columns);

    /// <summary>The model file.</summary>
    public byte[] ToModel() => new Protobuf()
        .Number(1, IrVersion)
        .Text(2, "taojin")
        .Message(7, _graph)
        .Message(8, new Protobuf().Text(1, "").Number(2, OperatorSet))
        .ToArray();

    private OnnxGraph Declare(int field, string name, int columns)
    {
        var shape = new Protobuf().Message(1, new Protobuf().Text(2, "rows")).Message(1, new Protobuf().Number(1, columns));
        _graph.Message(field, new Protobuf().Text(1, name).Message(2, new Protobuf().Message(1, new Protobuf().Number(1, Float32).Message(2, shape))));
        return this;
    }
}
