using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Each item's neighbours, kept by the item that pulls them: a history is scored by adding up the rows of its items.</summary>
public sealed class ItemKnnModel : IPersistent<ItemKnnModel>, IExplainsRecommendation
{
    private readonly CsrMatrix _pulls;
    private readonly CsrMatrix _histories;
    private readonly bool _isBinary;

    internal ItemKnnModel(Interactions data, CsrMatrix pulls, bool isBinary)
        : this(data.Users, data.Items.Ids, pulls, data.Matrix, isBinary)
    {
    }

    private ItemKnnModel(Vocabulary users, Vocabulary items, CsrMatrix pulls, CsrMatrix histories, bool isBinary) =>
        (Users, Items, _pulls, _histories, _isBinary) = (users, items, pulls, histories, isBinary);

    /// <inheritdoc />
    public Vocabulary Users { get; }

    /// <inheritdoc />
    public Vocabulary Items { get; }

    /// <inheritdoc />
    public void Score(int user, Span<float> scores)
    {
        var history = _histories[user];
        Clear(history.Count, scores);
        for (var entry = 0; entry < history.Count; entry++)
            Pull(history.Columns[entry], history.Values[entry], scores);
    }

    /// <inheritdoc />
    public void Score(ReadOnlySpan<HistoryItem> history, Span<float> scores)
    {
        Clear(history.Length, scores);
        foreach (var each in history)
            Pull(each.Item, each.Weight, scores);
    }

    /// <inheritdoc />
    public void Explain(ReadOnlySpan<HistoryItem> history, int item, Span<float> parts)
    {
        for (var place = 0; place < history.Length; place++)
        {
            var row = _pulls[history[place].Item];
            var entry = row.Columns.BinarySearch(item);
            parts[place] = entry < 0 ? 0 : Weight(history[place].Weight) * row.Values[entry];
        }
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        SparseParts.Save(writer, "pulls", _pulls);
        SparseParts.Save(writer, "histories", _histories);
        writer.Array<byte>("is_binary", [(byte)(_isBinary ? 1 : 0)]);
    }

    /// <inheritdoc />
    public static ItemKnnModel Load(IArtifactReader reader) => new(
        new Vocabulary(reader.Ids("users")),
        new Vocabulary(reader.Ids("items")),
        SparseParts.Load(reader, "pulls"),
        SparseParts.Load(reader, "histories"),
        reader.Array<byte>("is_binary")[0] != 0);

    private static void Clear(int historyLength, Span<float> scores) => scores.Fill(historyLength == 0 ? float.NaN : 0);

    private float Weight(float weight) => _isBinary ? 1 : weight;

    private void Pull(int item, float weight, Span<float> scores)
    {
        var row = _pulls[item];
        for (var entry = 0; entry < row.Count; entry++)
            scores[row.Columns[entry]] += Weight(weight) * row.Values[entry];
    }
}
