using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Onnx;
using Taojin.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>Fits the perceptron of <see cref="Mlp"/>.</summary>
/// <remarks>One thread: at these sizes a second one is slower. A step costs batch × weights.</remarks>
public sealed class MlpEstimator(MlpOptions options) : IFits<MlpOptions>, IEstimator<LabelledTable, MlpModel>
{
    private readonly MlpOptions _options = options.Validated();

    /// <inheritdoc />
    public MlpModel Fit(LabelledTable data, FitContext context)
    {
        data.RequireBothOutcomes();
        lock (TorchRuntime.Turn)
            return FitInTurn(data, context);
    }

    private MlpModel FitInTurn(LabelledTable data, FitContext context)
    {
        TorchRuntime.Start(context.Random("mlp/init"));
        using var scope = NewDisposeScope();
        var standardizer = Standardizer.Of(data.Features);
        var rows = TensorOf(standardizer.Apply(data.Features.Values));
        var labels = TensorOf(data.Labels);
        using var network = Network(standardizer.Width);
        var loop = new TrainingLoop(network, rows, labels, _options, context);
        loop.Run(Watch(network, data, standardizer));
        return MlpModel.Of(data, Graph(network, standardizer.Width), standardizer);
    }

    /// <summary>The log-loss on later rows; the shift undoes the down-sampling of negatives.</summary>
    private static ValidationWatch? Watch(Sequential network, LabelledTable data, Standardizer standardizer)
    {
        if (data.Validation is not { } validation)
            return null;
        var (rows, labels, shift) = (TensorOf(standardizer.Apply(validation.Features.Values)), TensorOf(validation.Labels), Math.Log(data.NegativesKept));
        return new(network, () => nn.functional.binary_cross_entropy_with_logits(network.forward(rows) + shift, labels).data<float>()[0]);
    }

    private Sequential Network(int columns)
    {
        var layers = new List<nn.Module<Tensor, Tensor>>();
        foreach (var units in _options.Layers)
        {
            layers.AddRange(nn.Linear(columns, units), nn.ReLU());
            if (_options.Dropout > 0)
                layers.Add(nn.Dropout(_options.Dropout));
            columns = units;
        }
        layers.Add(nn.Linear(columns, 1)); // the sigmoid stands in the loss and in the calibration
        return nn.Sequential(layers);
    }

    /// <summary>The network's linear layers as ONNX, ReLU between them.</summary>
    private static byte[] Graph(Sequential network, int columns)
    {
        var linear = network.modules().OfType<Linear>().ToArray();
        var graph = new OnnxGraph("mlp").Input("x", columns).Output("y", 1);
        for (var (layer, input) = (0, "x"); layer < linear.Length; layer++)
        {
            var (weights, bias) = (linear[layer].weight!, linear[layer].bias!);
            var isLast = layer == linear.Length - 1;
            var output = isLast ? "y" : $"h{layer}";
            graph.Constant($"w{layer}", Numbers(weights), (int)weights.shape[0], (int)weights.shape[1])
                .Constant($"b{layer}", Numbers(bias), (int)bias.shape[0])
                .Node("Gemm", [input, $"w{layer}", $"b{layer}"], output, ("transB", 1));
            if (!isLast)
                graph.Node("Relu", [output], input = $"a{layer}");
        }
        return graph.ToModel();
    }

    private static float[] Numbers(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    private static Tensor TensorOf(DenseRows rows) => tensor(rows.Values, [rows.RowCount, rows.ColumnCount]);

    private static Tensor TensorOf(bool[] labels) => tensor(Array.ConvertAll(labels, label => label ? 1f : 0f), [labels.Length, 1]);
}
