using Taojin.Mining.Learning.Onnx;
using Taojin.Numerics;

namespace Taojin.Mining.Learning;

/// <summary>A fitted perceptron: an ONNX network over standardised columns, with its calibration.</summary>
public sealed class MlpModel : IPersistent<MlpModel>, IExplainsProbability, IRanksColumns
{
    private const int BlockRows = 4096, RowsForImportance = 48;
    private readonly byte[] _graph;
    private readonly OnnxNetwork _network;
    private readonly Standardizer _standardizer;
    private readonly LogitCalibration _calibration;

    private MlpModel(IReadOnlyList<string> columns, byte[] graph, Standardizer standardizer, (LogitCalibration Calibration, double[] Importance) found) =>
        (Columns, _graph, _network, _standardizer, _calibration, Importance) = (columns, graph, new(graph), standardizer, found.Calibration, found.Importance);

    /// <inheritdoc />
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Mean absolute part of each column in the log-odds of some rows of the fit.</summary>
    public IReadOnlyList<double> Importance { get; }

    /// <inheritdoc />
    public void Predict(FeatureTable features, Span<double> probabilities)
    {
        var raw = Raw(features.Values);
        for (var row = 0; row < raw.Length; row++)
            probabilities[row] = _calibration.Probability(raw[row]);
    }

    /// <inheritdoc />
    public double Predict(ReadOnlySpan<float> row)
    {
        var values = new float[_standardizer.Width];
        _standardizer.Apply(row, values);
        return _calibration.Probability(_network.Run(values, values.Length)[0]);
    }

    /// <summary>
    /// Integrated gradients from the average row (Sundararajan et al. 2017, arXiv:1703.01365), by steps: each column is moved to its value in
    /// equal parts along the straight path. What the steps leave over is shared out, so that parts and bias add up to the logit.
    /// </summary>
    public double Explain(ReadOnlySpan<float> row, Span<double> parts) =>
        PathExplanation.Explain(values => _network.Run(values, _standardizer.Width), _standardizer, _calibration, row, parts).Start;

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Bytes("model.onnx", _graph);
        writer.Ids("columns", Columns);
        writer.Array<double>("calibration", [_calibration.Scale, _calibration.Shift]);
        writer.Array<double>("importance", [.. Importance]);
        _standardizer.Save(writer);
    }

    /// <inheritdoc />
    public static MlpModel Load(IArtifactReader reader)
    {
        var calibration = reader.Array<double>("calibration");
        return new(reader.Ids("columns"), reader.Bytes("model.onnx"), Standardizer.Load(reader), (new(calibration[0], calibration[1]), reader.Array<double>("importance")));
    }

    /// <summary>The model of a trained network; calibrated on the data's validation rows if there are any.</summary>
    internal static MlpModel Of(LabelledTable data, byte[] graph, Standardizer standardizer, FitContext context)
    {
        var plain = new MlpModel(data.Features.Columns, graph, standardizer, (LogitCalibration.ForPrior(data.NegativesKept), []));
        var calibration = data.Validation is { } validation ? LogitCalibration.Fit(plain.Raw(validation.Features.Values), validation.Labels, data.NegativesKept) : plain._calibration;
        var importance = plain.MeanParts(data.Features, context);
        plain._network.Dispose();
        return new(data.Features.Columns, graph, standardizer, (calibration, importance));
    }

    /// <summary>What the steps of an explanation left over before it was shared out: how far it is from complete.</summary>
    internal double LeftOver(ReadOnlySpan<float> row) =>
        PathExplanation.Explain(values => _network.Run(values, _standardizer.Width), _standardizer, _calibration, row, new double[Columns.Count]).LeftOver;

    private double[] MeanParts(FeatureTable table, FitContext context)
    {
        var (sums, parts, chance) = (new double[Columns.Count], new double[Columns.Count], context.Random("mlp/importance"));
        for (var row = 0; row < Math.Min(RowsForImportance, table.RowCount); row++)
        {
            Explain(table.Values[chance.NextInt32(table.RowCount)], parts);
            for (var column = 0; column < parts.Length; column++)
                sums[column] += Math.Abs(parts[column]);
        }
        var total = sums.Sum();
        return Array.ConvertAll(sums, sum => total > 0 ? sum / total : 0);
    }

    private double[] Raw(DenseRows rows)
    {
        var (raw, width) = (new double[rows.RowCount], _standardizer.Width);
        for (var start = 0; start < rows.RowCount; start += BlockRows)
        {
            var count = Math.Min(BlockRows, rows.RowCount - start);
            var block = new float[count * width];
            for (var row = 0; row < count; row++)
                _standardizer.Apply(rows[start + row], block.AsSpan(row * width, width));
            var scores = _network.Run(block, width);
            for (var row = 0; row < count; row++)
                raw[start + row] = scores[row];
        }
        return raw;
    }
}
