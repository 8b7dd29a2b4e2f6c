using System.Numerics.Tensors;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>A vector of length 1 for each item, whether touched or not; a user is the direction of a linear map of what was touched.</summary>
public sealed class TwoTowerModel : IPersistent<TwoTowerModel>, IExplainsRecommendation, IScoresNewItems
{
    private readonly ItemTower _tower;
    private readonly DenseRows _vectors;
    private readonly DenseRows _mapped;
    private readonly FittedHistories _histories;
    private readonly HistoryRule _rule;

    internal TwoTowerModel((Vocabulary Users, Vocabulary Items) ids, ItemTower tower, DenseRows vectors, (FittedHistories Histories, HistoryRule Rule) past)
    {
        (Users, Items, _tower, _vectors, _histories, _rule) = (ids.Users, ids.Items, tower, vectors, past.Histories, past.Rule);
        _mapped = tower.Map(vectors);
    }

    /// <inheritdoc />
    public Vocabulary Users { get; }

    /// <inheritdoc />
    public Vocabulary Items { get; }

    /// <summary>Item vectors of length 1, shape [items × factors]; 0 for an item of which nothing is known.</summary>
    public DenseRows ItemVectors => _vectors;

    /// <summary>Vectors of the items of any catalogue by their content alone: what came after the fit can be found too.</summary>
    /// <param name="items">The items.</param>
    /// <param name="given">A given vector of each item if the model was fitted with such, shape [items × dimensions].</param>
    public DenseRows VectorsOf(Catalogue items, DenseRows? given = null) => _tower.VectorsOf(items, given, null);

    /// <inheritdoc />
    public IRecommender Over(Catalogue items)
    {
        int[] added = [.. Enumerable.Range(0, items.Count).Where(item => Items.IndexOf(items.Ids.IdAt(item)) < 0)];
        if (added.Length == 0)
            return this;
        var (arrived, vectors) = (items.Pick(added), new DenseRows(Items.Count + added.Length, _vectors.ColumnCount));
        _vectors.Values.CopyTo(vectors.Values, 0);
        VectorsOf(arrived).Values.CopyTo(vectors.Values, _vectors.Values.Length);
        return new TwoTowerModel((Users, new(Items.Ids.Concat(arrived.Ids.Ids))), _tower, vectors, (_histories, _rule));
    }

    /// <inheritdoc />
    public void Score(int user, Span<float> scores) => Score(_histories[user], scores);

    /// <summary>The cosine of user and item, −1 to 1; all NaN for a history of which nothing is known, as for an empty one. An item of which nothing is known scores NaN.</summary>
    public void Score(ReadOnlySpan<HistoryItem> history, Span<float> scores) => Score(history, _vectors, scores);

    /// <summary>The same for given items, such as those of <see cref="VectorsOf"/>.</summary>
    /// <param name="history">What the user touched, by items of the fit.</param>
    /// <param name="vectors">Of the items to score, shape [scores × factors].</param>
    /// <param name="scores">Receives a score an item.</param>
    public void Score(ReadOnlySpan<HistoryItem> history, DenseRows vectors, Span<float> scores)
    {
        var user = new float[_vectors.ColumnCount];
        if (Write(history, user) is var length && !(length > 0))
        {
            scores.Fill(float.NaN);
            return;
        }
        for (var item = 0; item < scores.Length; item++)
            scores[item] = vectors[item].ContainsAnyExcept(0f) ? TensorPrimitives.Dot<float>(user, vectors[item]) / length : float.NaN;
    }

    /// <inheritdoc />
    public void Explain(ReadOnlySpan<HistoryItem> history, int item, Span<float> parts)
    {
        var length = Write(history, new float[_vectors.ColumnCount]);
        for (var place = 0; place < history.Length; place++)
            parts[place] = _rule.Weight(history, place) * TensorPrimitives.Dot<float>(_mapped[history[place].Item], _vectors[item]) / length;
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        writer.Array<float>("vectors", _vectors.Values);
        _histories.Save(writer);
        _rule.Save(writer);
        _tower.Save(writer);
    }

    /// <inheritdoc />
    public static TwoTowerModel Load(IArtifactReader reader)
    {
        var (items, tower) = (new Vocabulary(reader.Ids("items")), ItemTower.Load(reader));
        return new(
            (new(reader.Ids("users")), items), tower, new(items.Count, tower.Factors, reader.Array<float>("vectors")),
            (FittedHistories.Load(reader), HistoryRule.Load(reader)));
    }

    /// <summary>Writes the user's vector before it is brought to length 1, and gives its length.</summary>
    private float Write(ReadOnlySpan<HistoryItem> history, Span<float> user)
    {
        for (var place = 0; place < history.Length; place++)
            TensorPrimitives.MultiplyAdd(_mapped[history[place].Item], _rule.Weight(history, place), user, user);
        return TensorPrimitives.Norm<float>(user);
    }
}
