using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>How a history is read; an array of one in an artifact.</summary>
/// <param name="HistoryLength">So many of the last items.</param>
/// <param name="Recency">Weight of an item against the one after it.</param>
/// <param name="TieBreak">What a step adds to an item for everybody.</param>
internal readonly record struct TransitionsRule(int HistoryLength, float Recency, float TieBreak)
{
    public static TransitionsRule Of(TransitionsOptions options) => new(options.HistoryLength, (float)options.Recency, (float)options.PopularityTieBreak);
}

/// <summary>The followers of each item: the rows of the last items of a history are added up.</summary>
/// <remarks>A score costs the followers of the items that are read. Weights of the history do not matter, its order does.</remarks>
public sealed class TransitionsModel : IPersistent<TransitionsModel>, IExplainsRecommendation
{
    private readonly FittedHistories _histories;
    private readonly CsrMatrix _followers;
    private readonly float[] _popularity;
    private readonly TransitionsRule _rule;

    internal TransitionsModel(
        Vocabulary users, Vocabulary items, FittedHistories histories, CsrMatrix followers, float[] popularity, TransitionsRule rule) =>
        (Users, Items, _histories, _followers, _popularity, _rule) = (users, items, histories, followers, popularity, rule);

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
        var (weight, total) = (1f, 0f);
        for (var age = 0; age < Math.Min(history.Length, _rule.HistoryLength); age++, weight *= _rule.Recency)
        {
            var row = _followers[history[^(age + 1)].Item];
            for (var entry = 0; entry < row.Count; entry++)
                scores[row.Columns[entry]] += weight * row.Values[entry];
            total += weight;
        }
        for (var item = 0; item < scores.Length; item++)
            scores[item] += total * _rule.TieBreak * _popularity[item];
    }

    /// <inheritdoc />
    public void Explain(ReadOnlySpan<HistoryItem> history, int item, Span<float> parts)
    {
        parts.Clear();
        var weight = 1f;
        for (var age = 0; age < Math.Min(history.Length, _rule.HistoryLength); age++, weight *= _rule.Recency)
        {
            var row = _followers[history[^(age + 1)].Item];
            var entry = row.Columns.BinarySearch(item);
            parts[^(age + 1)] = weight * ((entry < 0 ? 0 : row.Values[entry]) + (_rule.TieBreak * _popularity[item]));
        }
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        _histories.Save(writer);
        SparseParts.Save(writer, "followers", _followers);
        writer.Array<float>("popularity", _popularity);
        writer.Array("rule", [_rule]);
    }

    /// <inheritdoc />
    public static TransitionsModel Load(IArtifactReader reader) => new(
        new Vocabulary(reader.Ids("users")),
        new Vocabulary(reader.Ids("items")),
        FittedHistories.Load(reader),
        SparseParts.Load(reader, "followers"),
        reader.Array<float>("popularity"),
        reader.Array<TransitionsRule>("rule")[0]);
}
