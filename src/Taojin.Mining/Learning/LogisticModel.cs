namespace Taojin.Mining.Learning;

/// <summary>Weights of standardised columns, with their calibration.</summary>
public sealed class LogisticModel : IPersistent<LogisticModel>, IExplainsProbability, IRanksColumns
{
    private readonly Standardizer _standardizer;
    private readonly float[] _weights;
    private readonly LogitCalibration _calibration;

    private LogisticModel(IReadOnlyList<string> columns, Standardizer standardizer, float[] weights, LogitCalibration calibration)
    {
        (Columns, _standardizer, _weights, _calibration) = (columns, standardizer, weights, calibration);
        var importance = new double[columns.Count];
        standardizer.Gather(Array.ConvertAll(weights[..standardizer.Width], weight => (double)Math.Abs(weight)), importance);
        var total = importance.Sum();
        Importance = Array.ConvertAll(importance, each => total > 0 ? each / total : 0);
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Share of the absolute weights of standardised columns.</summary>
    public IReadOnlyList<double> Importance { get; }

    internal static LogisticModel Of(LabelledTable data, Standardizer standardizer, float[] weights)
    {
        var plain = new LogisticModel(data.Features.Columns, standardizer, weights, LogitCalibration.ForPrior(data.NegativesKept));
        if (data.Validation is not { } validation)
            return plain;
        var raw = new double[validation.Labels.Length];
        for (var row = 0; row < raw.Length; row++)
            raw[row] = plain.Raw(validation.Features.Values[row]);
        return new(data.Features.Columns, standardizer, weights, LogitCalibration.Fit(raw, validation.Labels, data.NegativesKept));
    }

    /// <inheritdoc />
    public void Predict(FeatureTable features, Span<double> probabilities)
    {
        for (var row = 0; row < features.RowCount; row++)
            probabilities[row] = Predict(features.Values[row]);
    }

    /// <inheritdoc />
    public double Predict(ReadOnlySpan<float> row) => _calibration.Probability(Raw(row));

    /// <summary>Weight times standardised value, calibrated: parts and bias add up to the logit of the probability.</summary>
    public double Explain(ReadOnlySpan<float> row, Span<double> parts)
    {
        var (values, spread) = (new float[_standardizer.Width], new double[_standardizer.Width]);
        _standardizer.Apply(row, values);
        for (var column = 0; column < values.Length; column++)
            spread[column] = _calibration.Scale * _weights[column] * values[column];
        _standardizer.Gather(spread, parts);
        return _calibration.Logit(_weights[^1]);
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("columns", Columns);
        writer.Array<float>("weights", _weights);
        writer.Array<double>("calibration", [_calibration.Scale, _calibration.Shift]);
        _standardizer.Save(writer);
    }

    /// <inheritdoc />
    public static LogisticModel Load(IArtifactReader reader)
    {
        var calibration = reader.Array<double>("calibration");
        return new(reader.Ids("columns"), Standardizer.Load(reader), reader.Array<float>("weights"), new(calibration[0], calibration[1]));
    }

    private double Raw(ReadOnlySpan<float> row)
    {
        Span<float> values = _standardizer.Width <= 256 ? stackalloc float[_standardizer.Width] : new float[_standardizer.Width];
        _standardizer.Apply(row, values);
        double raw = _weights[^1];
        for (var column = 0; column < values.Length; column++)
            raw += (double)_weights[column] * values[column];
        return raw;
    }
}
