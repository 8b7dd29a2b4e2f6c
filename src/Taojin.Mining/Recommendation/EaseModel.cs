using System.Numerics.Tensors;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>What each item says for each other: a history is scored by adding up the rows of its items.</summary>
public sealed class EaseModel : IPersistent<EaseModel>, IExplainsRecommendation
{
    private readonly DenseRows? _dense;
    private readonly CsrMatrix? _sparse;
    private readonly FittedHistories _histories;
    private readonly HistoryRule _rule;

    internal EaseModel(Interactions data, DenseRows weights, HistoryRule rule)
        : this((data.Users, data.Items.Ids), (weights, null), FittedHistories.Of(data), rule)
    {
    }

    internal EaseModel(Interactions data, CsrMatrix weights, HistoryRule rule)
        : this((data.Users, data.Items.Ids), (null, weights), FittedHistories.Of(data), rule)
    {
    }

    private EaseModel((Vocabulary Users, Vocabulary Items) ids, (DenseRows? Dense, CsrMatrix? Sparse) weights, FittedHistories histories, HistoryRule rule)
    {
        (Users, Items) = ids;
        (_dense, _sparse) = weights;
        (_histories, _rule) = (histories, rule);
    }

    /// <inheritdoc />
    public Vocabulary Users { get; }

    /// <inheritdoc />
    public Vocabulary Items { get; }

    /// <summary>What a unit of weight on one item adds to the score of another; may be negative.</summary>
    public float WeightOf(int from, int to) => _dense is not null
        ? _dense[from][to]
        : _sparse![from].Columns.BinarySearch(to) is var entry and >= 0 ? _sparse[from].Values[entry] : 0;

    /// <inheritdoc />
    public void Score(int user, Span<float> scores) => Score(_histories[user], scores);

    /// <inheritdoc />
    public void Score(ReadOnlySpan<HistoryItem> history, Span<float> scores)
    {
        scores.Fill(history.IsEmpty ? float.NaN : 0);
        for (var place = 0; place < history.Length; place++)
            Add(history[place].Item, _rule.Weight(history, place), scores);
    }

    /// <inheritdoc />
    public void Explain(ReadOnlySpan<HistoryItem> history, int item, Span<float> parts)
    {
        for (var place = 0; place < history.Length; place++)
            parts[place] = _rule.Weight(history, place) * WeightOf(history[place].Item, item);
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        if (_dense is not null)
            writer.Array<float>("weights.dense", _dense.Values);
        else
            SparseParts.Save(writer, "weights", _sparse!);
        writer.Array<byte>("weights.is_dense", [(byte)(_dense is null ? 0 : 1)]);
        _histories.Save(writer);
        _rule.Save(writer);
    }

    /// <inheritdoc />
    public static EaseModel Load(IArtifactReader reader)
    {
        var (users, items) = (new Vocabulary(reader.Ids("users")), new Vocabulary(reader.Ids("items")));
        (DenseRows?, CsrMatrix?) weights = reader.Array<byte>("weights.is_dense")[0] != 0
            ? (new DenseRows(items.Count, items.Count, reader.Array<float>("weights.dense")), null)
            : (null, SparseParts.Load(reader, "weights"));
        return new((users, items), weights, FittedHistories.Load(reader), HistoryRule.Load(reader));
    }

    private void Add(int item, float weight, Span<float> scores)
    {
        if (_dense is not null)
        {
            TensorPrimitives.MultiplyAdd(_dense[item], weight, scores, scores);
            return;
        }
        var row = _sparse![item];
        for (var entry = 0; entry < row.Count; entry++)
            scores[row.Columns[entry]] += weight * row.Values[entry];
    }
}
