using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>A fitted sequence network as ONNX, with what its users did last.</summary>
/// <remarks>A score of all items costs one run of the network over the last events and a product with every item's vector.</remarks>
public sealed class SequenceTransformerModel : IPersistent<SequenceTransformerModel>, ISessionRecommender, IExplainsRecommendation
{
    private readonly byte[] _graph;
    private readonly SequenceRun _run;
    private readonly SessionSequences _sequences;
    private readonly SequenceReading _reading;

    private SequenceTransformerModel((Vocabulary Users, Vocabulary Items) ids, SessionSequences sequences, byte[] graph, SequenceReading reading)
    {
        (Users, Items, _sequences, _graph, _reading) = (ids.Users, ids.Items, sequences, graph, reading);
        _run = new(graph, Items.Count);
    }

    /// <inheritdoc />
    public Vocabulary Users { get; }

    /// <inheritdoc />
    public Vocabulary Items { get; }

    /// <inheritdoc />
    public void Score(int user, Span<float> scores) => Score(_sequences[user], scores);

    /// <summary>Scores items in order of last touch; each counts as touched once, in the usual way.</summary>
    /// <inheritdoc />
    public void Score(ReadOnlySpan<HistoryItem> history, Span<float> scores) => Score(EventsOf(history), scores);

    /// <inheritdoc />
    public void Score(ReadOnlySpan<SessionEvent> events, Span<float> scores)
    {
        if (events.IsEmpty)
            scores.Fill(float.NaN);
        else
            _run.Scores([SessionSequences.Last(events, _reading)]).CopyTo(scores);
    }

    /// <inheritdoc />
    public void Explain(ReadOnlySpan<HistoryItem> history, int item, Span<float> parts) => Explain(EventsOf(history), item, parts);

    /// <summary>
    /// Shapley values by walks (Štrumbelj &amp; Kononenko 2014, doi:10.1007/s10115-013-0679-x): events are added one by one in several orders that are
    /// always the same, and what an event adds is averaged; before the first event there is nothing, so the parts add up to the score.
    /// </summary>
    /// <inheritdoc />
    public void Explain(ReadOnlySpan<SessionEvent> events, int item, Span<float> parts)
    {
        parts.Clear();
        var read = SessionSequences.Last(events, _reading);
        var found = SequenceExplanation.Of(subsets => _run.Scores(subsets, item), read);
        for (var (place, next) = (events.Length - 1, read.Length - 1); next >= 0; place--)
            if (place == events.Length - 1 || !_reading.Joins || !SessionSequences.AreOne(events[place], events[place + 1]))
                parts[place] = (float)found[next--]; // of what was done several times in a row the last stands for all
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        writer.Bytes("model.onnx", _graph);
        writer.Array<int>("reading", [_reading.Length, (int)_reading.Usual, _reading.Joins ? 1 : 0]);
        _sequences.Save(writer);
    }

    /// <inheritdoc />
    public static SequenceTransformerModel Load(IArtifactReader reader) => new(
        (new(reader.Ids("users")), new(reader.Ids("items"))), SessionSequences.Load(reader), reader.Bytes("model.onnx"),
        reader.Array<int>("reading") is var reading ? new(reading[0], (EventKind)reading[1], reading[2] != 0) : default);

    /// <summary>The model of a trained network.</summary>
    /// <param name="data">What it was fitted on.</param>
    /// <param name="sequences">The last events of its users.</param>
    /// <param name="graph">The network.</param>
    /// <param name="reading">How it reads events.</param>
    internal static SequenceTransformerModel Of(Interactions data, SessionSequences sequences, byte[] graph, SequenceReading reading) =>
        new((data.Users, data.Items.Ids), sequences, graph, reading);

    private SessionEvent[] EventsOf(ReadOnlySpan<HistoryItem> history) => Array.ConvertAll(history.ToArray(), each => new SessionEvent(each.Item, _reading.Usual, each.LastTime));
}
