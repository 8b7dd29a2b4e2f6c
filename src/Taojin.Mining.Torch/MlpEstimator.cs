using Taojin.Mining.Learning;
using Taojin.Numerics;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>Fits the perceptron of <see cref="Mlp"/>.</summary>
/// <remarks>One thread: at these sizes a second one is slower. A step costs batch × weights.</remarks>
public sealed class MlpEstimator(MlpOptions options) : IFits<MlpOptions>, IEstimator<LabelledTable, MlpModel>
{
    private const int RowsForRanges = 4096;
    private readonly MlpOptions _options = options.Validated();

    /// <inheritdoc />
    public MlpModel Fit(LabelledTable data, FitContext context) => Fit(data, Array.ConvertAll(data.Labels, label => label ? 1f : 0f), context);

    /// <summary>Learns what share of each outcome is a yes, in place of yes and no.</summary>
    /// <param name="data">Rows; their outcomes decide about calibration only.</param>
    /// <param name="targets">0 to 1 for each row, as of the rows after down-sampling.</param>
    /// <param name="context">Seed, progress, budget, cancellation.</param>
    internal MlpModel Fit(LabelledTable data, float[] targets, FitContext context)
    {
        data.RequireBothOutcomes();
        lock (TorchRuntime.Turn)
            return FitInTurn(data, targets, context);
    }

    private MlpModel FitInTurn(LabelledTable data, float[] targets, FitContext context)
    {
        TorchRuntime.Start(context.Random("mlp/init"));
        using var scope = NewDisposeScope();
        var standardizer = Standardizer.Of(data.Features);
        var rows = TensorOf(standardizer.Apply(data.Features.Values));
        using var network = new MlpModule(_options, standardizer.Widths);
        new TrainingLoop(network, rows, tensor(targets, [targets.Length, 1]), _options, context).Run(Watch(network, data, standardizer));
        var layers = _options.Precision == NetworkPrecision.Float32 ? OnnxLayers.Plain
            : new(_options.Precision, InputRanges.Of(network, () => network.forward(rows.narrow(0, 0, Math.Min(RowsForRanges, rows.shape[0])))));
        return MlpModel.Of(data, network.Graph(layers, standardizer.Width), standardizer, context);
    }

    /// <summary>The log-loss on later rows; the shift undoes the down-sampling of negatives.</summary>
    private static ValidationWatch? Watch(MlpModule network, LabelledTable data, Standardizer standardizer)
    {
        if (data.Validation is not { } validation)
            return null;
        var (rows, shift) = (TensorOf(standardizer.Apply(validation.Features.Values)), Math.Log(data.NegativesKept));
        var labels = tensor(Array.ConvertAll(validation.Labels, label => label ? 1f : 0f), [validation.Labels.Length, 1]);
        return new(network, () => nn.functional.binary_cross_entropy_with_logits(network.forward(rows) + shift, labels).data<float>()[0]);
    }

    private static Tensor TensorOf(DenseRows rows) => tensor(rows.Values, [rows.RowCount, rows.ColumnCount]);
}
