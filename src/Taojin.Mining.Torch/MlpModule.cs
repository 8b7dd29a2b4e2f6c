using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>The network of <see cref="Mlp"/>: hidden layers, and beside them what the options ask for. Raw log-odds, shape [rows × 1].</summary>
internal sealed class MlpModule : nn.Module<Tensor, Tensor>
{
    private readonly MlpOptions _options;
    private readonly Tensor? _kept, _mask;
    private readonly Parameter? _vectors;
    private readonly Sequential _deep;
    private readonly ModuleList<Linear> _cross = new();
    private readonly Linear? _crossed, _wide;

    /// <param name="options">The shape.</param>
    /// <param name="widths">Inputs of each column: 0 for a number, which is one; else its categories.</param>
    public MlpModule(MlpOptions options, IReadOnlyList<int> widths)
        : base("mlp")
    {
        _options = options;
        var inputs = widths.Sum(each => Math.Max(1, each));
        var width = inputs;
        if (options.CategoryFactors > 0 && widths.Any(each => each > 0))
        {
            (_kept, _mask) = Blocks(widths, options.CategoryFactors);
            width = (int)_kept.shape[1];
            _vectors = nn.Parameter(randn(inputs, width).Times(0.1));
        }
        _deep = Layers(options, width);
        for (var layer = 0; layer < options.CrossLayers; layer++)
            _cross.Add(nn.Linear(width, width));
        _crossed = options.CrossLayers > 0 ? nn.Linear(width, 1) : null;
        _wide = options.Wide ? nn.Linear(inputs, 1) : null;
        RegisterComponents();
    }

    /// <inheritdoc />
    public override Tensor forward(Tensor input)
    {
        var values = _vectors is null ? input : input.mm(_kept! + (_mask! * _vectors)); // (B, w)
        var sum = _deep.forward(values);
        if (_crossed is not null)
        {
            var crossed = values;
            foreach (var layer in _cross)
                crossed = (values * layer.forward(crossed)) + crossed; // x₀ ⊙ (Wx + b) + x
            sum += _crossed.forward(crossed);
        }
        return _wide is null ? sum : sum + _wide.forward(input);
    }

    /// <summary>The same as ONNX.</summary>
    public byte[] Graph(OnnxLayers layers, int inputs)
    {
        var graph = new OnnxGraph("mlp").Input("x", inputs).Output("y", 1);
        var values = "x";
        if (_vectors is not null)
        {
            var matrix = OnnxLayers.Rows(_kept! + (_mask! * _vectors));
            graph.Constant("vectors", matrix.Values, matrix.RowCount, matrix.ColumnCount).Node("MatMul", ["x", "vectors"], values = "values");
        }
        var isAlone = _crossed is null && _wide is null;
        Deep(graph, layers, values, isAlone ? "y" : "deep");
        if (_crossed is not null)
        {
            var crossed = values;
            for (var layer = 0; layer < _cross.Count; layer++)
            {
                layers.Flat(graph, $"cross{layer}", _cross[layer], (crossed, $"c{layer}"));
                graph.Node("Mul", [values, $"c{layer}"], $"p{layer}").Node("Add", [$"p{layer}", crossed], crossed = $"x{layer + 1}");
            }
            layers.Flat(graph, "crossed", _crossed, (crossed, "cross")).Node("Add", ["deep", "cross"], _wide is null ? "y" : "both");
        }
        if (_wide is not null)
            layers.Flat(graph, "wide", _wide, ("x", "linear")).Node("Add", [_crossed is null ? "deep" : "both", "linear"], "y");
        return graph.ToModel();
    }

    private void Deep(OnnxGraph graph, OnnxLayers layers, string input, string output)
    {
        var linear = _deep.modules().OfType<Linear>().ToArray();
        for (var layer = 0; layer < linear.Length; layer++)
        {
            var isLast = layer == linear.Length - 1;
            layers.Flat(graph, $"l{layer}", linear[layer], (input, isLast ? output : $"h{layer}"));
            if (!isLast)
                graph.Node("Relu", [$"h{layer}"], input = $"a{layer}");
        }
    }

    private static Sequential Layers(MlpOptions options, int columns)
    {
        var layers = new List<nn.Module<Tensor, Tensor>>();
        foreach (var units in options.Layers)
        {
            layers.AddRange(nn.Linear(columns, units), nn.ReLU());
            if (options.Dropout > 0)
                layers.Add(nn.Dropout(options.Dropout));
            columns = units;
        }
        layers.Add(nn.Linear(columns, 1)); // the sigmoid stands in the loss and in the calibration
        return nn.Sequential(layers);
    }

    /// <summary>Numbers go through as they are (1 in the first matrix); each column of categories has a block of vectors of its own (1 in the second).</summary>
    private static (Tensor Kept, Tensor Mask) Blocks(IReadOnlyList<int> widths, int factors)
    {
        var (inputs, outputs) = (widths.Sum(each => Math.Max(1, each)), widths.Sum(each => each == 0 ? 1 : factors));
        var (kept, mask) = (new float[inputs, outputs], new float[inputs, outputs]);
        for (var (column, row, place) = (0, 0, 0); column < widths.Count; column++)
        {
            if (widths[column] == 0)
                kept[row++, place++] = 1;
            for (var category = 0; category < widths[column]; category++, row++)
                for (var factor = 0; factor < factors; factor++)
                    mask[row, place + factor] = 1;
            place += widths[column] == 0 ? 0 : factors;
        }
        return (tensor(kept), tensor(mask));
    }
}
