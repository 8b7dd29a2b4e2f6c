using Taojin.Mining.Features;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Purchase;

/// <summary>A fitted interest network: ONNX over standardised columns and hashed histories, with its calibration.</summary>
public sealed class InterestNetworkModel : IPersistent<InterestNetworkModel>, IExplainsProbability, IRanksColumns
{
    private const int BlockRows = 4096, RowsForImportance = 48;
    private readonly InterestParts _parts;
    private readonly InterestInput _input;
    private readonly InterestRun _network;
    private readonly LogitCalibration _calibration;

    private InterestNetworkModel(IReadOnlyList<string> columns, InterestParts parts, LogitCalibration calibration, double[] importance)
    {
        (Columns, _parts, _calibration, Importance) = (columns, parts, calibration, importance);
        (_input, _network) = (new(parts.Standardizer, parts.Plain, parts.Buckets), new(parts.Graph, parts.Standardizer.Width));
    }

    /// <summary>The plain columns, and behind them those of the trail if it was fitted with one.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Mean absolute part of each column in the log-odds of some rows of the fit; a touch counts for the column of its item.</summary>
    public IReadOnlyList<double> Importance { get; }

    /// <inheritdoc />
    public void Predict(FeatureTable features, Span<double> probabilities)
    {
        var raw = Raw(features);
        for (var row = 0; row < raw.Length; row++)
            probabilities[row] = _calibration.Probability(raw[row]);
    }

    /// <inheritdoc />
    public double Predict(ReadOnlySpan<float> row) => _calibration.Probability(_network.Run(_input.Pack(row))[0]);

    /// <summary>
    /// Integrated gradients from the average row with no history and no id: a part for each plain column, one for the item itself and one for each touch,
    /// which stands at the column of its item. Parts and bias add up to the logit.
    /// </summary>
    public double Explain(ReadOnlySpan<float> row, Span<double> parts) => Explain(row.ToArray(), parts).Start;

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("columns", Columns);
        writer.Bytes("model.onnx", _parts.Graph);
        writer.Array<int>("sizes", [_parts.Plain, _parts.Buckets.Items, _parts.Buckets.Categories]);
        writer.Array<double>("calibration", [_calibration.Scale, _calibration.Shift]);
        writer.Array<double>("importance", [.. Importance]);
        _parts.Standardizer.Save(writer);
    }

    /// <inheritdoc />
    public static InterestNetworkModel Load(IArtifactReader reader)
    {
        var (sizes, calibration) = (reader.Array<int>("sizes"), reader.Array<double>("calibration"));
        var parts = new InterestParts(reader.Bytes("model.onnx"), Standardizer.Load(reader), sizes[0], (sizes[1], sizes[2]));
        return new(reader.Ids("columns"), parts, new(calibration[0], calibration[1]), reader.Array<double>("importance"));
    }

    /// <summary>The model of a trained network; calibrated on the data's validation rows if there are any.</summary>
    internal static InterestNetworkModel Of(LabelledTable data, InterestParts parts, FitContext context)
    {
        IReadOnlyList<string> columns = data.Features.Trail is { } trail ? [.. data.Features.Columns, .. trail.Columns] : data.Features.Columns;
        var plain = new InterestNetworkModel(columns, parts, LogitCalibration.ForPrior(data.NegativesKept), []);
        var calibration = data.Validation is { } validation ? LogitCalibration.Fit(plain.Raw(validation.Features), validation.Labels, data.NegativesKept) : plain._calibration;
        var importance = plain.MeanParts(data.Features, context);
        plain._network.Dispose();
        return new(columns, parts, calibration, importance);
    }

    /// <summary>What the steps of an explanation left over before it was shared out: how far it is from complete.</summary>
    internal double LeftOver(ReadOnlySpan<float> row) => Explain(row.ToArray(), new double[Columns.Count]).LeftOver;

    private (double Start, double LeftOver) Explain(float[] row, Span<double> parts)
    {
        var one = _input.Pack(row);
        var touches = one.Gates.AsSpan(1).IndexOf(0f) is >= 0 and var end ? end : UserTrail.Length;
        var (hasTrail, width) = (row.Length > _parts.Plain, _parts.Standardizer.Width);
        var groups = new double[width + (hasTrail ? 1 + touches : 0)];
        var found = GatePath.Explain(gates => _network.Run(Gated(row, gates, groups.Length)), groups.Length, _calibration, groups);
        parts.Clear();
        _parts.Standardizer.Gather(groups.AsSpan(0, width), parts);
        if (hasTrail)
            parts[_parts.Plain] = groups[width];
        for (var touch = 0; hasTrail && touch < touches; touch++)
            parts[_parts.Plain + UserTrail.OwnColumns + (touch * UserTrail.TouchColumns)] = groups[width + 1 + touch];
        return found;
    }

    /// <summary>The row once for each row of gates, its columns and places multiplied by them.</summary>
    private InterestBatch Gated(float[] row, float[] gates, int groups)
    {
        var (batch, width) = (_input.Pack(row, gates.Length / groups), _parts.Standardizer.Width);
        for (var copy = 0; copy < batch.Rows; copy++)
        {
            var mine = gates.AsSpan(copy * groups, groups);
            for (var column = 0; column < width; column++)
                batch.Columns[(copy * width) + column] *= mine[column];
            for (var place = 0; place < groups - width; place++)
                batch.Gates[(copy * (1 + UserTrail.Length)) + place] *= mine[width + place];
        }
        return batch;
    }

    private double[] MeanParts(FeatureTable table, FitContext context)
    {
        var (sums, parts, chance) = (new double[Columns.Count], new double[Columns.Count], context.Random("interest-network/importance"));
        for (var row = 0; row < Math.Min(RowsForImportance, table.RowCount); row++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            Explain(table.Row(chance.NextInt32(table.RowCount), Columns.Count), parts);
            for (var column = 0; column < parts.Length; column++)
                sums[column] += Math.Abs(parts[column]);
        }
        var total = sums.Sum();
        return Array.ConvertAll(sums, sum => total > 0 ? sum / total : 0);
    }

    private double[] Raw(FeatureTable table)
    {
        var raw = new double[table.RowCount];
        for (var start = 0; start < raw.Length; start += BlockRows)
        {
            var scores = _network.Run(_input.Pack(table, start, Math.Min(BlockRows, raw.Length - start)));
            for (var row = 0; row < scores.Length; row++)
                raw[start + row] = scores[row];
        }
        return raw;
    }
}
