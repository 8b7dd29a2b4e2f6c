using System.Numerics.Tensors;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Numerics;

namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>Weights of what stands around a term, with their calibration.</summary>
public sealed class AspectPolarityModel : IClassModel<AspectMention>, IPersistent<AspectPolarityModel>
{
    private readonly LabelShares _shares;
    private readonly float[] _columns;
    private readonly DenseRows _weights;
    private readonly TopicTextModel? _sentiment;
    private readonly ThreadLocal<MentionRuns> _runs;

    internal AspectPolarityModel(LabelShares shares, float[] columns, DenseRows weights, ScoreCalibration calibration, TopicTextModel? sentiment)
    {
        var bits = int.Log2(columns.Length / MentionRuns.Groups);
        (_shares, _columns, _weights, Calibration) = (shares, columns, weights, calibration);
        (_sentiment, _runs) = (sentiment, new(() => new MentionRuns(bits, sentiment)));
    }

    /// <inheritdoc />
    public Vocabulary Classes => _shares.Names;

    internal ScoreCalibration Calibration { get; }

    /// <inheritdoc />
    public void Predict(AspectMention input, Span<double> probabilities) => Predict(new OpinionText(input.Text), input, probabilities);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        int[] kept = [.. Enumerable.Range(0, _columns.Length).Where(column => _columns[column] != 0)];
        writer.Ids("classes", Classes.Ids);
        writer.Array<float>("shares", _shares.Shares);
        writer.Array<int>("places", kept);
        writer.Array<float>("contrasts", [.. kept.Select(column => _columns[column])]);
        writer.Array<float>("weights", [.. kept.Append(_columns.Length).SelectMany(column => _weights[column].ToArray())]);
        writer.Array<double>("calibration", [Calibration.Scale, Calibration.Shift]);
        writer.Settings["columns"] = _columns.Length;
        writer.Settings["has_sentiment"] = _sentiment is not null;
        _sentiment?.Save(new PrefixedWriter(writer, "sentiment"));
    }

    /// <inheritdoc />
    public static AspectPolarityModel Load(IArtifactReader reader)
    {
        var (classes, columns, places, stored) = (new Vocabulary(reader.Ids("classes")), new float[(int)reader.Settings["columns"]!], reader.Array<int>("places"), reader.Array<float>("weights"));
        var (contrasts, weights, calibration) = (reader.Array<float>("contrasts"), new DenseRows(columns.Length + 1, classes.Count), reader.Array<double>("calibration"));
        for (var place = 0; place <= places.Length; place++)
            stored.AsSpan(place * classes.Count, classes.Count).CopyTo(weights[place < places.Length ? places[place] : columns.Length]);
        for (var place = 0; place < places.Length; place++)
            columns[places[place]] = contrasts[place];
        return new(new(classes, reader.Array<float>("shares")), columns, weights, new(calibration[0], calibration[1]),
            (bool)reader.Settings["has_sentiment"]! ? TopicTextModel.Load(new PrefixedReader(reader, "sentiment")) : null);
    }

    internal void Predict(OpinionText text, AspectMention mention, Span<double> probabilities)
    {
        Span<float> scores = stackalloc float[Classes.Count];
        if (Score(text, mention, scores))
            Calibration.Apply(scores, probabilities);
        else
            TensorPrimitives.ConvertTruncating<float, double>(_shares.Shares, probabilities);
    }

    internal bool Score(AspectMention mention, Span<float> scores) => Score(new OpinionText(mention.Text), mention, scores);

    internal AspectPolarityModel With(ScoreCalibration calibration) => new(_shares, _columns, _weights, calibration, _sentiment);

    private bool Score(OpinionText text, AspectMention mention, Span<float> scores)
    {
        var (columns, values) = MentionRow.Of(_runs.Value!.Of(text, mention), _columns);
        LinearTextModel.Score(_weights, new(columns, values), scores);
        return columns.Length > 0;
    }
}
