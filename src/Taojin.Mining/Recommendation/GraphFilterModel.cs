using System.Buffers;
using System.Numerics.Tensors;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Weights and exponents of a filter: α, ρ, p and q.</summary>
internal sealed record GraphFilterRule(double IdealWeight, double Sharpening, double HistoryExponent, double PopularityExponent);

/// <summary>The graph and its smoothest signals: any history is filtered when it is asked for.</summary>
public sealed class GraphFilterModel : IPersistent<GraphFilterModel>, IExplainsRecommendation
{
    private readonly FittedHistories _histories;
    private readonly ItemGraph _graph;
    private readonly DenseRows _vectors;
    private readonly GraphFilterRule _rule;
    private readonly HistoryRule _historyRule;
    private readonly float[] _into;
    private readonly float[] _outOf;

    internal GraphFilterModel(Interactions data, (ItemGraph Graph, DenseRows Vectors) found, GraphFilterRule rule, HistoryRule historyRule)
        : this((data.Users, data.Items.Ids, FittedHistories.Of(data)), found, rule, historyRule)
    {
    }

    private GraphFilterModel(
        (Vocabulary Users, Vocabulary Items, FittedHistories Histories) shop, (ItemGraph Graph, DenseRows Vectors) found, GraphFilterRule rule, HistoryRule historyRule)
    {
        (Users, Items, _histories) = shop;
        (_graph, _vectors) = found;
        (_rule, _historyRule) = (rule, historyRule);
        (_into, _outOf) = (_graph.Powers(-rule.HistoryExponent), _graph.Powers(rule.PopularityExponent));
    }

    /// <inheritdoc />
    public Vocabulary Users { get; }

    /// <inheritdoc />
    public Vocabulary Items { get; }

    /// <inheritdoc />
    public void Score(int user, Span<float> scores) => Score(_histories[user], scores);

    /// <inheritdoc />
    public void Score(ReadOnlySpan<HistoryItem> history, Span<float> scores)
    {
        if (history.IsEmpty)
        {
            scores.Fill(float.NaN);
            return;
        }
        var (items, weights) = (new int[history.Length], new float[history.Length]);
        for (var place = 0; place < items.Length; place++)
            (items[place], weights[place]) = (history[place].Item, _historyRule.Weight(history, place) * _into[history[place].Item]);
        Filter(items, weights, scores);
        TensorPrimitives.Multiply<float>(scores, _outOf, scores);
    }

    /// <summary>The filter is symmetric: what an item of the history passes on to another is what the other would pass back.</summary>
    public void Explain(ReadOnlySpan<HistoryItem> history, int item, Span<float> parts)
    {
        var passed = new float[_graph.ItemCount];
        Filter([item], [_outOf[item]], passed);
        for (var place = 0; place < history.Length; place++)
            parts[place] = _historyRule.Weight(history, place) * _into[history[place].Item] * passed[history[place].Item];
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        _histories.Save(writer);
        SparseParts.Save(writer, "edges", _graph.ByUser);
        writer.Array<float>("vectors", _vectors.Values);
        writer.Array<int>("vectors.count", [_vectors.ColumnCount]);
        writer.Array<double>("rule", [_rule.IdealWeight, _rule.Sharpening, _rule.HistoryExponent, _rule.PopularityExponent]);
        _historyRule.Save(writer);
    }

    /// <inheritdoc />
    public static GraphFilterModel Load(IArtifactReader reader)
    {
        var (users, items) = (new Vocabulary(reader.Ids("users")), new Vocabulary(reader.Ids("items")));
        var rule = reader.Array<double>("rule");
        return new(
            (users, items, FittedHistories.Load(reader)),
            (new(SparseParts.Load(reader, "edges")), new(items.Count, reader.Array<int>("vectors.count")[0], reader.Array<float>("vectors"))),
            new(rule[0], rule[1], rule[2], rule[3]),
            HistoryRule.Load(reader));
    }

    /// <summary>result = (P − ρP² + α V Vᵀ) x, with P x − ρP²x = R̃ᵀ(R̃x − ρR̃R̃ᵀR̃x).</summary>
    private void Filter(ReadOnlySpan<int> items, ReadOnlySpan<float> weights, Span<float> result)
    {
        var buffer = ArrayPool<float>.Shared.Rent(_graph.UserCount);
        var users = buffer.AsSpan(0, _graph.UserCount);
        users.Clear();
        for (var place = 0; place < items.Length; place++)
            _graph.AddToUsers(items[place], weights[place], users);
        if (_rule.Sharpening > 0)
        {
            _graph.ToItems(users, result);
            _graph.TakeFromUsers(result, (float)_rule.Sharpening, users);
        }
        _graph.ToItems(users, result);
        ArrayPool<float>.Shared.Return(buffer);
        AddIdeal(items, weights, result);
    }

    private void AddIdeal(ReadOnlySpan<int> items, ReadOnlySpan<float> weights, Span<float> result)
    {
        if (_vectors.ColumnCount == 0)
            return;
        var projected = new float[_vectors.ColumnCount];
        for (var place = 0; place < items.Length; place++)
            TensorPrimitives.MultiplyAdd(_vectors[items[place]], weights[place], projected, projected);
        TensorPrimitives.Multiply<float>(projected, (float)_rule.IdealWeight, projected);
        for (var item = 0; item < result.Length; item++)
            result[item] += TensorPrimitives.Dot<float>(projected, _vectors[item]);
    }
}
