using System.Numerics.Tensors;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Item vectors learned from pairs of better and worse; a user's vector is stepped to from the history, for fitted and new users alike.</summary>
public sealed class BprModel : IPersistent<BprModel>, IExplainsRecommendation
{
    private readonly DenseRows _users;
    private readonly DenseRows _items;
    private readonly BprRule _rule;

    internal BprModel(Vocabulary users, Vocabulary items, (DenseRows Users, DenseRows Items) factors, BprRule rule) =>
        (Users, Items, _users, _items, _rule) = (users, items, factors.Users, factors.Items, rule);

    /// <inheritdoc />
    public Vocabulary Users { get; }

    /// <inheritdoc />
    public Vocabulary Items { get; }

    /// <inheritdoc />
    public void Score(int user, Span<float> scores) => Multiply(_users[user], scores);

    /// <inheritdoc />
    public void Score(ReadOnlySpan<HistoryItem> history, Span<float> scores)
    {
        var vector = new float[_items.ColumnCount];
        BprFoldIn.Solve(_items, Touched(history), _rule, vector);
        if (history.IsEmpty)
            scores.Fill(float.NaN);
        else
            Multiply(vector, scores);
    }

    /// <inheritdoc />
    public void Explain(ReadOnlySpan<HistoryItem> history, int item, Span<float> parts)
    {
        var (vector, owed) = (new float[_items.ColumnCount], new DenseRows(history.Length, _items.ColumnCount));
        BprFoldIn.Solve(_items, Touched(history), _rule, vector, owed);
        for (var place = 0; place < parts.Length; place++)
            parts[place] = TensorPrimitives.Dot<float>(owed[place], _items[item]);
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        writer.Array<float>("user_factors", _users.Values);
        writer.Array<float>("item_factors", _items.Values);
        writer.Array<double>("rule", [_rule.LearningRate, _rule.Regularization]);
        writer.Array<int>("shape", [_items.ColumnCount, _rule.Passes, _rule.Candidates]);
        writer.Array<ulong>("seed", [_rule.Seed]);
    }

    /// <inheritdoc />
    public static BprModel Load(IArtifactReader reader)
    {
        var (users, items) = (new Vocabulary(reader.Ids("users")), new Vocabulary(reader.Ids("items")));
        var (shape, rule) = (reader.Array<int>("shape"), reader.Array<double>("rule"));
        return new(
            users, items,
            (new(users.Count, shape[0], reader.Array<float>("user_factors")), new(items.Count, shape[0], reader.Array<float>("item_factors"))),
            new(rule[0], rule[1], shape[1], shape[2], reader.Array<ulong>("seed")[0]));
    }

    private static int[] Touched(ReadOnlySpan<HistoryItem> history)
    {
        var touched = new int[history.Length];
        for (var place = 0; place < touched.Length; place++)
            touched[place] = history[place].Item;
        return touched;
    }

    private void Multiply(ReadOnlySpan<float> vector, Span<float> scores)
    {
        for (var item = 0; item < scores.Length; item++)
            scores[item] = TensorPrimitives.Dot(vector, _items[item]);
    }
}
