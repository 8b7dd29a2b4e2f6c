using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Mining.Learning.Onnx;
using Taojin.Mining.Purchase;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>What the network reads of some rows, as tensors; shapes in <see cref="InterestBatch"/>.</summary>
internal sealed record InterestTensors(Tensor Columns, Tensor Items, Tensor Categories, Tensor Kinds, Tensor Touches, Tensor Gates)
{
    public static InterestTensors Of(InterestBatch batch)
    {
        long rows = batch.Rows, places = 1 + UserTrail.Length, touches = UserTrail.Length;
        return new(
            tensor(batch.Columns, [rows, batch.Columns.Length / rows]), tensor(batch.Items, [rows, places]), tensor(batch.Categories, [rows, places]),
            tensor(batch.Kinds, [rows, touches]), tensor(batch.Touches, [rows, touches, InterestBatch.TouchNumbers]), tensor(batch.Gates, [rows, places, 1]));
    }
}

/// <summary>The network of <see cref="InterestNetwork"/>. Of n rows with L touches, F numbers of item and category, H of a touch, A of the attention.</summary>
internal sealed class InterestModule : nn.Module
{
    private const int KindFactors = 4, Touches = UserTrail.Length;
    private readonly InterestNetworkOptions _options;
    private readonly Embedding _items, _categories, _kinds;
    private readonly Linear _touch, _both, _own, _weight;
    private readonly ModuleList<Linear> _layers = new();

    public InterestModule(InterestNetworkOptions options, int columns)
        : base("interest-network")
    {
        _options = options;
        _items = nn.Embedding(options.ItemBuckets + 1, options.ItemFactors);
        _categories = nn.Embedding(options.CategoryBuckets + 1, options.CategoryFactors);
        _kinds = nn.Embedding(EventKinds.Count, KindFactors);
        var (numbers, attention) = (options.ItemFactors + options.CategoryFactors, options.Attention);
        var touch = numbers + InterestBatch.TouchNumbers + KindFactors;
        (_touch, _both, _own) = (nn.Linear(touch, attention), nn.Linear(numbers, attention, hasBias: false), nn.Linear(numbers, attention, hasBias: false));
        _weight = nn.Linear(attention, 1);
        var width = columns + numbers + touch;
        foreach (var units in options.Layers.Append(1))
        {
            _layers.Add(nn.Linear(width, units));
            width = units;
        }
        RegisterComponents();
        foreach (var table in new[] { _items, _categories, _kinds })
            nn.init.normal_(table.weight!, 0, 0.05);
    }

    /// <summary>Weights of the layers, without those of the tables.</summary>
    public IEnumerable<Tensor> LayerWeights => modules().OfType<Linear>().Select(layer => (Tensor)layer.weight!);

    /// <summary>What goes into the hidden layers, shape [n × (p + F + H)].</summary>
    public Tensor Front(InterestTensors rows)
    {
        var all = cat([_items.forward(rows.Items), _categories.forward(rows.Categories)], dim: -1) * rows.Gates; // (n, 1+L, F)
        all = nn.functional.dropout(all, _options.EmbeddingDropout, training);
        var (own, past, gates) = (all.narrow(1, 0, 1), all.narrow(1, 1, Touches), rows.Gates.narrow(1, 1, Touches));
        var touch = cat([past, cat([rows.Touches, _kinds.forward(rows.Kinds)], dim: -1) * gates], dim: -1); // (n, L, H)
        var attention = nn.functional.relu(_touch.forward(touch) + _both.forward(past * own) + _own.forward(own)); // (n, L, A)
        var interest = (_weight.forward(attention) * gates * touch).sum(1); // (n, H): weights are not normalised, as in the paper
        return cat([rows.Columns, own.squeeze(1), interest], dim: 1);
    }

    /// <summary>Raw log-odds, shape [n × 1].</summary>
    public Tensor Head(Tensor values)
    {
        for (var layer = 0; layer < _layers.Count - 1; layer++)
            values = nn.functional.dropout(nn.functional.relu(_layers[layer].forward(values)), _options.Dropout, training);
        return _layers[^1].forward(values);
    }

    public Tensor Forward(InterestTensors rows) => Head(Front(rows));

    /// <summary>The same as ONNX.</summary>
    public byte[] Graph(OnnxLayers layers)
    {
        var graph = Inputs(new OnnxGraph("interest-network"));
        layers.Lookup(graph, "item", _items, ("items", "item.v"));
        layers.Lookup(graph, "category", _categories, ("categories", "category.v"));
        layers.Lookup(graph, "kind", _kinds, ("kinds", "kind.v"));
        graph.Node("Concat", ["item.v", "category.v"], "all.open", ("axis", -1)).Node("Mul", ["all.open", "gates"], "all")
            .Constant("zero", [0L], 1).Constant("one", [1L], 1).Constant("end", [1L + Touches], 1)
            .Node("Slice", ["all", "zero", "one", "one"], "own").Node("Slice", ["all", "one", "end", "one"], "past").Node("Slice", ["gates", "one", "end", "one"], "open")
            .Node("Concat", ["touches", "kind.v"], "side.open", ("axis", -1)).Node("Mul", ["side.open", "open"], "side").Node("Concat", ["past", "side"], "touch", ("axis", -1))
            .Node("Mul", ["past", "own"], "both");
        layers.Dense(graph, "a.touch", _touch, "touch", "a1");
        layers.Dense(graph, "a.both", _both, "both", "a2");
        layers.Dense(graph, "a.own", _own, "own", "a3");
        graph.Node("Add", ["a1", "a2"], "a12").Node("Add", ["a12", "a3"], "a123").Node("Relu", ["a123"], "a");
        layers.Dense(graph, "a.weight", _weight, "a", "weight");
        graph.Node("Mul", ["weight", "open"], "weight.open").Node("Mul", ["weight.open", "touch"], "weighed")
            .Node("ReduceSum", ["weighed", "one"], "interest", ("keepdims", 0)).Node("Squeeze", ["own", "one"], "own.flat")
            .Node("Concat", ["x", "own.flat", "interest"], "front", ("axis", 1));
        for (var (layer, input) = (0, "front"); layer < _layers.Count; layer++)
        {
            var isLast = layer == _layers.Count - 1;
            layers.Dense(graph, $"l{layer}", _layers[layer], input, isLast ? "y" : $"h{layer}");
            if (!isLast)
                graph.Node("Relu", [$"h{layer}"], input = $"r{layer}");
        }
        return graph.Output("y", 1).ToModel();
    }

    private OnnxGraph Inputs(OnnxGraph graph)
    {
        var (rows, places) = (OnnxLength.Any("rows"), 1 + Touches);
        var columns = (int)_layers[0].weight!.shape[1] - (int)_own.weight!.shape[1] - (int)_touch.weight!.shape[1];
        return graph.Input("x", columns).Input("items", OnnxType.Int64, rows, places).Input("categories", OnnxType.Int64, rows, places)
            .Input("kinds", OnnxType.Int64, rows, Touches).Input("touches", OnnxType.Float32, rows, Touches, InterestBatch.TouchNumbers).Input("gates", OnnxType.Float32, rows, places, 1);
    }
}
