using System.Numerics.Tensors;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Expected ratings. A history folded in is solved for as fitted users were; what it touched without rating speaks too.</summary>
public sealed class BiasedMfModel : IPersistent<BiasedMfModel>, IFoldInRecommender, IRatingModel
{
    private readonly DenseRows _users, _items, _implicit;
    private readonly float[] _userBias, _itemBias, _known, _range;
    private readonly double[] _rule;
    private readonly BiasedMfUser _solver;

    internal BiasedMfModel(Interactions data, BiasedMfParts parts, BiasedMfOptions options, FitContext context)
    {
        (Users, Items) = (data.Users, data.Items.Ids);
        (_users, _items, _implicit, _itemBias) = (parts.Users, parts.Items, parts.Implicit, parts.ItemBias);
        (_userBias, _known) = (new float[Users.Count], new float[Users.Count]);
        (_range, _rule) = ([parts.Mean, parts.Least, parts.Most], [parts.Mean, options.Regularization, options.BiasRegularization]);
        _solver = new(_items, _implicit, _itemBias, _rule);
        context.ForEachRow(Users.Count, _solver.NewScratch, (user, scratch) =>
        {
            var history = data.HistoryOf(user);
            _userBias[user] = _solver.Solve(history, _users[user], scratch);
            _known[user] = history.Length > 0 ? 0 : float.NaN;
        });
    }

    private BiasedMfModel(IArtifactReader reader)
    {
        (Users, Items) = (new(reader.Ids("users")), new(reader.Ids("items")));
        var factors = reader.Array<int>("factors")[0];
        _users = new(Users.Count, factors, reader.Array<float>("user_factors"));
        _items = new(Items.Count, factors, reader.Array<float>("item_factors"));
        _implicit = new(Items.Count, factors, reader.Array<float>("touch_factors"));
        (_userBias, _itemBias) = (reader.Array<float>("user_bias"), reader.Array<float>("item_bias"));
        (_known, _range, _rule) = (reader.Array<float>("known"), reader.Array<float>("range"), reader.Array<double>("rule"));
        _solver = new(_items, _implicit, _itemBias, _rule);
    }

    /// <inheritdoc />
    public Vocabulary Users { get; }

    /// <inheritdoc />
    public Vocabulary Items { get; }

    /// <summary>Expected ratings, not held within the range so that the best do not tie; NaN for a user of whom nothing is known.</summary>
    public void Score(int user, Span<float> scores) => Expect(_users[user], _known[user] + _userBias[user], scores);

    /// <inheritdoc />
    public void Score(ReadOnlySpan<HistoryItem> history, Span<float> scores)
    {
        var vector = new float[_items.ColumnCount];
        var bias = history.IsEmpty ? float.NaN : _solver.Solve(history, vector, _solver.NewScratch());
        Expect(vector, bias, scores);
    }

    /// <inheritdoc />
    public double Predict(int user, int item) =>
        Math.Clamp(_range[0] + _userBias[user] + _itemBias[item] + TensorPrimitives.Dot<float>(_users[user], _items[item]), _range[1], _range[2]);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        writer.Array<int>("factors", [_items.ColumnCount]);
        writer.Array<float>("user_factors", _users.Values);
        writer.Array<float>("item_factors", _items.Values);
        writer.Array<float>("touch_factors", _implicit.Values);
        writer.Array<float>("user_bias", _userBias);
        writer.Array<float>("item_bias", _itemBias);
        writer.Array<float>("known", _known);
        writer.Array<float>("range", _range);
        writer.Array<double>("rule", _rule);
    }

    /// <inheritdoc />
    public static BiasedMfModel Load(IArtifactReader reader) => new(reader);

    private void Expect(ReadOnlySpan<float> vector, float bias, Span<float> scores)
    {
        for (var item = 0; item < scores.Length; item++)
            scores[item] = _range[0] + bias + _itemBias[item] + TensorPrimitives.Dot(vector, _items[item]);
    }
}
