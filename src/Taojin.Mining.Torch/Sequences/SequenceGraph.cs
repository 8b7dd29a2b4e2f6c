using System.Numerics.Tensors;
using Taojin.Mining.Learning.Onnx;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Mining.Torch.Sequences;

/// <summary>Writes a trained network as ONNX: any number of sequences of any length up to the options', scores of all items out.</summary>
internal sealed class SequenceGraph
{
    private const float Epsilon = 1e-5f;
    private readonly SequenceTransformerOptions _options;
    private readonly SequenceWeights _weights;
    private readonly OnnxGraph _graph = new("sequence-transformer");
    private int _names;

    private SequenceGraph(SequenceTransformerOptions options, SequenceWeights weights) => (_options, _weights) = (options, weights);

    /// <summary>The model file. Inputs are those of <see cref="SequenceInput"/>, those for ages, kinds and gaps only where the network reads them.</summary>
    public static byte[] Of(SequenceTransformerOptions options, SequenceTraining training) => new SequenceGraph(options, training.Weights).Write(training.Items);

    private byte[] Write(ItemVectors items)
    {
        var table = new ItemTable(_graph, Vectors(items.Rows), _options.Precision);
        Indexes("items", OnnxLength.Any("length")).Indexes("last", 1);
        _graph.Output("scores", items.Rows.RowCount);
        table.Write();
        foreach (var part in _weights.Parts.Where(part => !part.Name.Contains("qkv", StringComparison.Ordinal) && !part.Name.EndsWith("distance", StringComparison.Ordinal)))
            _graph.Constant(part.Name, _weights.Of(part), part.Shape);
        WriteShapes();
        var x = Node("Mul", [table.Read("items"), Number(MathF.Sqrt(_options.Width))]);
        foreach (var (part, input) in new[] { ("age", "ages"), ("kind", "kinds"), ("gap", "gaps") }.Where(each => _weights.Parts.Any(part => part.Name == each.Item1)))
        {
            Indexes(input, OnnxLength.Any("length"));
            x = Node("Add", [x, Node("Gather", [part, input])]);
        }
        for (var block = 0; block < _options.Blocks; block++)
        {
            x = Node("Add", [x, Attend(block, Normalised(x, $"{block}.norm1"))]);
            x = Node("Add", [x, Layer(Gelu(Layer(Normalised(x, $"{block}.norm2"), $"{block}.up")), $"{block}.down")]);
        }
        _graph.Node("GatherND", [State(Normalised(x, "norm")), "last"], "state", ("batch_dims", 1)); // (rows, W)
        table.Score("state", "scores");
        return _graph.ToModel();
    }

    private string State(string x) =>
        _options.CosineScale > 0 ? Node("Mul", [Node("LpNormalization", [x], ("axis", -1), ("p", 2)), Number((float)_options.CosineScale)]) : x;

    /// <summary>The items' vectors as they are read and multiplied with.</summary>
    private DenseRows Vectors(DenseRows rows)
    {
        if (_options.CosineScale == 0)
            return rows;
        var unit = new DenseRows(rows.RowCount, rows.ColumnCount);
        for (var item = 0; item < rows.RowCount; item++)
            TensorPrimitives.Divide(rows[item], Math.Max(1e-12f, TensorPrimitives.Norm(rows[item])), unit[item]);
        return unit;
    }

    /// <summary>Where masks are cut to the length of the sequences, and the ways to part and join heads.</summary>
    private void WriteShapes() => _graph.Constant("from", [0L, 0L], 2).Constant("axes", [-2L, -1L], 2).Constant("second", [1L, 1L], 2)
        .Constant("parted", [0L, 0L, _options.Heads, _options.Width / _options.Heads], 4).Constant("joined", [0L, 0L, _options.Width], 3)
        .Node("Shape", ["items"], "shape").Node("Gather", ["shape", "second"], "square");

    /// <summary>What each place gains at each other, and that none looks forward; shape [heads × length × length], cut to the sequences.</summary>
    private string Distances(int block)
    {
        var (heads, length) = (_options.Heads, _options.Length);
        var gains = _weights.Parts.FirstOrDefault(part => part.Name == $"{block}.distance");
        var mask = new float[heads * length * length];
        for (var cell = 0; cell < mask.Length; cell++)
        {
            var (head, back) = (cell / (length * length), (cell / length % length) - (cell % length));
            mask[cell] = back < 0 ? -1e9f : gains is null ? 0 : _weights.Of(gains)[(head * length) + back];
        }
        _graph.Constant($"{block}.mask", mask, heads, length, length);
        return Node("Slice", [$"{block}.mask", "from", "square", "axes"]);
    }

    private string Attend(int block, string x)
    {
        var depth = _options.Width / _options.Heads;
        string Heads(int part, float scale, params long[] order) => Node("Transpose", [Node("Reshape", [Third(block, part, scale, x), "parted"])], ("perm", order));
        var (query, key, value) = (Heads(0, 1 / MathF.Sqrt(depth), 0, 2, 1, 3), Heads(1, 1, 0, 2, 3, 1), Heads(2, 1, 0, 2, 1, 3));
        var seen = Node("Softmax", [Node("Add", [Node("MatMul", [query, key]), Distances(block)])], ("axis", -1)); // (rows, H, L, L)
        var mixed = Node("Transpose", [Node("MatMul", [seen, value])], ("perm", new long[] { 0, 2, 1, 3 })); // (rows, L, H, D)
        return Layer(Node("Reshape", [mixed, "joined"]), $"{block}.out");
    }

    /// <summary>Query, key or value: a third of the columns of one layer.</summary>
    private string Third(int block, int part, float scale, string x)
    {
        var width = _options.Width;
        float[] Columns(string name, int rows)
        {
            var all = _weights.Of(_weights.Parts.First(each => each.Name == name));
            var third = new float[rows * width];
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < width; column++)
                    third[(row * width) + column] = scale * all[(row * 3 * width) + (part * width) + column];
            return third;
        }
        var name = $"{block}.qkv.{part}";
        _graph.Constant($"{name}.weight", Columns($"{block}.qkv.weight", width), width, width).Constant($"{name}.bias", Columns($"{block}.qkv.bias", 1), width);
        return Layer(x, name);
    }

    /// <summary>x·Φ(x) with Φ by the error function.</summary>
    private string Gelu(string x) =>
        Node("Mul", [Node("Mul", [x, Node("Add", [Node("Erf", [Node("Mul", [x, Number(1 / MathF.Sqrt(2))])]), Number(1)])]), Number(0.5f)]);

    private string Layer(string x, string name) => Node("Add", [Node("MatMul", [x, $"{name}.weight"]), $"{name}.bias"]);

    private string Normalised(string x, string name) => Node("LayerNormalization", [x, $"{name}.scale", $"{name}.shift"], ("axis", -1), ("epsilon", Epsilon));

    private SequenceGraph Indexes(string name, OnnxLength length)
    {
        _graph.Input(name, OnnxType.Int64, OnnxLength.Any("rows"), length);
        return this;
    }

    private string Number(float value)
    {
        var name = $"n{_names++}";
        _graph.Constant(name, [value], []);
        return name;
    }

    private string Node(string operation, IReadOnlyList<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var name = $"x{_names++}";
        _graph.Node(operation, inputs, name, attributes);
        return name;
    }
}
