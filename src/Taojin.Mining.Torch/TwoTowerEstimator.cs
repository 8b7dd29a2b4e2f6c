using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Onnx;
using Taojin.Mining.Recommendation;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>Fits the towers of <see cref="TwoTower"/>.</summary>
public sealed class TwoTowerEstimator(TwoTowerOptions options) : IFits<TwoTowerOptions>, IEstimator<Interactions, TwoTowerModel>
{
    private readonly TwoTowerOptions _options = options.Validated();

    /// <inheritdoc />
    /// <exception cref="TooLittleDataException">Nobody touched two items.</exception>
    public TwoTowerModel Fit(Interactions data, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var cases = new TwoTowerCases(data);
        if (cases.Learned.Length == 0)
            throw new TooLittleDataException("Nobody touched two items: there is nothing that follows anything.", "没有任何用户接触过两个商品：无法学习前后关系。");
        lock (TorchRuntime.Turn)
            return FitInTurn(data, cases, context);
    }

    private TwoTowerModel FitInTurn(Interactions data, TwoTowerCases cases, FitContext context)
    {
        TorchRuntime.Start(context.Random("two-tower/init"));
        using var scope = NewDisposeScope();
        var isTouched = new bool[data.Items.Count];
        foreach (var item in data.Matrix.Columns)
            isTouched[item] = true;
        var content = ItemContent.Of(data.Items, isTouched, new(_options.ShortestGram, Math.Max(_options.ShortestGram, _options.LongestGram), _options.DescriptionLength, _options.Buckets), context.Cancellation);
        using var network = new TwoTowerNetwork(new(content.Count, data.Items.Count, data.ItemVectors?.ColumnCount ?? 0, _options.Factors, _options.Hidden), _options.Dropout);
        new TwoTowerTraining(network, cases, (content.Rows(data.Items), data.ItemVectors), _options, context).Run();
        var weights = new TowerWeights(OnnxLayers.Rows(network.Words.weight!), network.Given is { } given ? OnnxLayers.Rows(given.weight!.t()) : new(0, _options.Factors), OnnxLayers.Rows(network.Map.weight!.t()));
        var tower = new ItemTower(content, weights, Graph(network));
        var vectors = tower.VectorsOf(data.Items, data.ItemVectors, OnnxLayers.Rows(network.Own.weight!));
        return new((data.Users, data.Items.Ids), tower, vectors, (FittedHistories.Of(data), new(IsBinary: true, _options.Decay)));
    }

    /// <summary>The hidden layer with its way around it, and the length brought to 1.</summary>
    internal static byte[] Graph(TwoTowerNetwork network)
    {
        var factors = (int)network.Map.weight!.shape[0];
        var graph = new OnnxGraph("two-tower").Input("x", factors).Output("y", factors);
        OnnxLayers.Plain.Dense(graph, "inner", network.Inner, "x", "inner").Node("Relu", ["inner"], "hidden");
        return OnnxLayers.Plain.Dense(graph, "outer", network.Outer, "hidden", "outer")
            .Node("Add", ["x", "outer"], "sum")
            .Node("LpNormalization", ["sum"], "y", ("axis", 1), ("p", 2))
            .ToModel();
    }
}
