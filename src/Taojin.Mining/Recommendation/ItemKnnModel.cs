using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Each item's neighbours, kept by the item that pulls them: a history is scored by adding up the rows of its items.</summary>
public sealed class ItemKnnModel : IPersistent<ItemKnnModel>, IExplainsRecommendation
{
    private readonly CsrMatrix _pulls;
    private readonly FittedHistories _histories;
    private readonly HistoryRule _rule;

    internal ItemKnnModel(Interactions data, CsrMatrix pulls, HistoryRule rule)
        : this((data.Users, data.Items.Ids), pulls, FittedHistories.Of(data), rule)
    {
    }

    private ItemKnnModel((Vocabulary Users, Vocabulary Items) ids, CsrMatrix pulls, FittedHistories histories, HistoryRule rule) =>
        (Users, Items, _pulls, _histories, _rule) = (ids.Users, ids.Items, pulls, histories, rule);

    /// <inheritdoc />
    public Vocabulary Users { get; }

    /// <inheritdoc />
    public Vocabulary Items { get; }

    /// <inheritdoc />
    public void Score(int user, Span<float> scores) => Score(_histories[user], scores);

    /// <inheritdoc />
    public void Score(ReadOnlySpan<HistoryItem> history, Span<float> scores)
    {
        scores.Fill(history.IsEmpty ? float.NaN : 0);
        for (var place = 0; place < history.Length; place++)
            Pull(history[place].Item, _rule.Weight(history, place), scores);
    }

    /// <inheritdoc />
    public void Explain(ReadOnlySpan<HistoryItem> history, int item, Span<float> parts)
    {
        for (var place = 0; place < history.Length; place++)
        {
            var row = _pulls[history[place].Item];
            var entry = row.Columns.BinarySearch(item);
            parts[place] = entry < 0 ? 0 : _rule.Weight(history, place) * row.Values[entry];
        }
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        SparseParts.Save(writer, "pulls", _pulls);
        _histories.Save(writer);
        _rule.Save(writer);
    }

    /// <inheritdoc />
    public static ItemKnnModel Load(IArtifactReader reader) => new(
        (new Vocabulary(reader.Ids("users")), new Vocabulary(reader.Ids("items"))),
        SparseParts.Load(reader, "pulls"),
        FittedHistories.Load(reader),
        HistoryRule.Load(reader));

    private void Pull(int item, float weight, Span<float> scores)
    {
        var row = _pulls[item];
        for (var entry = 0; entry < row.Count; entry++)
            scores[row.Columns[entry]] += weight * row.Values[entry];
    }
}
