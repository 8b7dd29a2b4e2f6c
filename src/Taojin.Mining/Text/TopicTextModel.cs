using System.Numerics.Tensors;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Text;

/// <summary>What kinds add to the weights of all.</summary>
/// <param name="Guess">Says the kind of a text.</param>
/// <param name="Pairs">Which runs have weights of their own for which kinds.</param>
/// <param name="Weights">Those weights, shape [pairs × scores].</param>
internal sealed record TopicWeights(LinearTextModel Guess, TopicPairs Pairs, DenseRows Weights);

/// <summary>Weights of runs for all kinds of things and for each kind, with their calibration.</summary>
public sealed class TopicTextModel : IExplainsWords<TopicText>, ISaysFamiliarity<TopicText>, IPersistent<TopicTextModel>
{
    private readonly LinearTextModel _all;
    private readonly TopicWeights? _own;

    internal TopicTextModel(LinearTextModel all, TopicWeights? own) => (_all, _own) = (all, own);

    /// <inheritdoc />
    public Vocabulary Classes => _all.Classes;

    /// <summary>Kinds that are told apart; empty when there are none.</summary>
    public IReadOnlyList<string> Topics => _own?.Guess.Classes.Ids ?? [];

    /// <summary>Scores of a text: one a class, or a single one for a pair of classes.</summary>
    public int ScoreCount => _all.ScoreCount;

    /// <summary>How scores become probabilities.</summary>
    internal ScoreCalibration Calibration => _all.Calibration;

    /// <inheritdoc />
    public void Predict(TopicText input, Span<double> probabilities)
    {
        Span<float> scores = ScoreCount <= 512 ? stackalloc float[ScoreCount] : new float[ScoreCount];
        if (Score(input, scores))
            Calibration.Apply(scores, probabilities);
        else
            _all.Predict("", probabilities);
    }

    /// <summary>Writes the raw scores; higher is more likely.</summary>
    /// <param name="input">Any text; where its kind is not said, it is guessed.</param>
    /// <param name="scores">Receives one score a class, shape [<see cref="ScoreCount"/>]; for a pair of classes the score of the second.</param>
    /// <returns>Whether the text holds any run that the model knows.</returns>
    public bool Score(TopicText input, Span<float> scores)
    {
        var (columns, values) = _all.Row(input.Text);
        LinearTextModel.Score(_all.Weights, new(columns, values), scores);
        if (_own is { } own && columns.Length > 0 && TopicOf(input) is >= 0 and var topic)
            AddOwn(own.Pairs.Of(columns, values, topic), own.Weights, scores);
        return columns.Length > 0;
    }

    /// <inheritdoc />
    public IReadOnlyList<WordPart> Explain(TopicText input, int @class, int count)
    {
        var (at, sign) = ScoreCount == 1 ? (0, @class == 1 ? 1 : -1) : (@class, 1);
        var (columns, values) = _all.Row(input.Text);
        var parts = new Dictionary<int, double>();
        for (var entry = 0; entry < columns.Length; entry++)
            parts[columns[entry]] = values[entry] * _all.Weights[columns[entry]][at];
        if (_own is { } own && TopicOf(input) is >= 0 and var topic)
            foreach (var (pair, value) in Zipped(own.Pairs.Of(columns, values, topic)))
                parts[own.Pairs.ColumnOf(pair)] += value * own.Weights[pair][at];
        return _all.Words((column, _) => sign * Calibration.Scale * parts[column]).Of(TextTokens.Fold(input.Text), count);
    }

    /// <summary>The highest score of any class; of a pair, how far the text lies from the line between them.</summary>
    public double Familiarity(TopicText input)
    {
        Span<float> scores = ScoreCount <= 512 ? stackalloc float[ScoreCount] : new float[ScoreCount];
        return !Score(input, scores) ? double.NegativeInfinity : ScoreCount == 1 ? Math.Abs(scores[0]) : TensorPrimitives.Max<float>(scores);
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        _all.Save(writer);
        writer.Settings["has_topics"] = _own is not null;
        if (_own is not { } own)
            return;
        own.Guess.Save(new PrefixedWriter(writer, "topic_guess"));
        writer.Array<int>("topic_starts", own.Pairs.Starts);
        writer.Array<ushort>("topic_of_pair", own.Pairs.Topics);
        writer.Array<float>("topic_ratios", own.Pairs.Ratios);
        writer.Array<float>("topic_weights", own.Weights.Values);
    }

    /// <inheritdoc />
    public static TopicTextModel Load(IArtifactReader reader)
    {
        var all = LinearTextModel.Load(reader);
        if (!(bool)reader.Settings["has_topics"]!)
            return new(all, null);
        var pairs = new TopicPairs(reader.Array<int>("topic_starts"), reader.Array<ushort>("topic_of_pair"), reader.Array<float>("topic_ratios"));
        return new(all, new(LinearTextModel.Load(new PrefixedReader(reader, "topic_guess")), pairs, new(pairs.Count, all.ScoreCount, reader.Array<float>("topic_weights"))));
    }

    private static void AddOwn((int[] Pairs, float[] Values) row, DenseRows weights, Span<float> scores)
    {
        for (var entry = 0; entry < row.Pairs.Length; entry++)
            TensorPrimitives.FusedMultiplyAdd(weights[row.Pairs[entry]], row.Values[entry], scores, scores);
    }

    private static IEnumerable<(int Pair, float Value)> Zipped((int[] Pairs, float[] Values) row) => row.Pairs.Zip(row.Values);

    internal TopicTextModel With(ScoreCalibration calibration) => new(_all.With(calibration), _own);

    private int TopicOf(TopicText input)
    {
        if (_own is not { } own)
            return -1;
        if (input.Topic is { } named && own.Guess.Classes.TryIndexOf(named, out var known))
            return known;
        Span<float> scores = stackalloc float[own.Guess.ScoreCount];
        return !own.Guess.Score(input.Text, scores) ? -1 : scores.Length == 1 ? (scores[0] > 0 ? 1 : 0) : TensorPrimitives.IndexOfMax<float>(scores);
    }
}
