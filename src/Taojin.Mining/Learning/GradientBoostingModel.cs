using Taojin.Mining.Learning.LightGbm;

namespace Taojin.Mining.Learning;

/// <summary>Boosted trees that were learned, with their calibration.</summary>
public sealed class GradientBoostingModel : IPersistent<GradientBoostingModel>, IExplainsProbability, IRanksColumns
{
    private readonly Booster _trees;
    private readonly string _text;
    private readonly LogitCalibration _calibration;
    private readonly int _threads;

    private GradientBoostingModel(IReadOnlyList<string> columns, string text, LogitCalibration calibration, int threads)
    {
        (Columns, _text, _calibration, _threads, _trees) = (columns, text, calibration, threads, new(text));
        var gain = _trees.Gain(columns.Count);
        var total = gain.Sum();
        Importance = Array.ConvertAll(gain, each => total > 0 ? each / total : 0);
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Share of the gain of all splits, by column; from the kept trees.</summary>
    public IReadOnlyList<double> Importance { get; }

    internal static GradientBoostingModel Of(LabelledTable data, string text, int threads)
    {
        var plain = new GradientBoostingModel(data.Features.Columns, text, LogitCalibration.ForPrior(data.NegativesKept), threads);
        if (data.Validation is not { } validation)
            return plain;
        var raw = plain._trees.Scores(validation.Features.Values, threads);
        return new(data.Features.Columns, text, LogitCalibration.Fit(raw, validation.Labels, data.NegativesKept), threads);
    }

    /// <inheritdoc />
    public void Predict(FeatureTable features, Span<double> probabilities)
    {
        var raw = _trees.Scores(features.Values, _threads);
        for (var row = 0; row < raw.Length; row++)
            probabilities[row] = _calibration.Probability(raw[row]);
    }

    /// <inheritdoc />
    public double Predict(ReadOnlySpan<float> row) => _calibration.Probability(_trees.Score(row));

    /// <summary>Exact SHAP values of the calibrated log-odds (Lundberg &amp; Lee 2017): parts and bias add up to the logit of the probability.</summary>
    public double Explain(ReadOnlySpan<float> row, Span<double> parts)
    {
        var contributions = _trees.Contributions(row);
        for (var column = 0; column < parts.Length; column++)
            parts[column] = _calibration.Scale * contributions[column];
        return _calibration.Logit(contributions[^1]);
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Text("model.txt", _text);
        writer.Ids("columns", Columns);
        writer.Array<double>("calibration", [_calibration.Scale, _calibration.Shift]);
    }

    /// <inheritdoc />
    public static GradientBoostingModel Load(IArtifactReader reader)
    {
        var calibration = reader.Array<double>("calibration");
        return new(reader.Ids("columns"), reader.Text("model.txt"), new(calibration[0], calibration[1]), Environment.ProcessorCount);
    }
}
