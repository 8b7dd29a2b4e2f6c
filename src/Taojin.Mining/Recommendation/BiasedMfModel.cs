using System.Numerics.Tensors;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Expected ratings of the users of the fit; a user of whom nothing is known cannot be scored.</summary>
public sealed class BiasedMfModel : IPersistent<BiasedMfModel>, IRecommender, IRatingModel
{
    private readonly DenseRows _users, _items;
    private readonly float[] _userBias, _itemBias, _known, _range;

    internal BiasedMfModel(Interactions data, BiasedMfParts parts)
    {
        (Users, Items) = (data.Users, data.Items.Ids);
        (_users, _items, _userBias, _itemBias) = (parts.WholeUsers(), parts.Items, parts.UserBias, parts.ItemBias);
        _known = [.. Enumerable.Range(0, Users.Count).Select(user => parts.Touched(user).Length > 0 || data.Ratings!.Values[user].Count > 0 ? 0 : float.NaN)];
        _range = [parts.Mean, parts.Least, parts.Most];
    }

    private BiasedMfModel(IArtifactReader reader)
    {
        (Users, Items) = (new(reader.Ids("users")), new(reader.Ids("items")));
        var factors = reader.Array<int>("factors")[0];
        _users = new(Users.Count, factors, reader.Array<float>("user_factors"));
        _items = new(Items.Count, factors, reader.Array<float>("item_factors"));
        (_userBias, _itemBias) = (reader.Array<float>("user_bias"), reader.Array<float>("item_bias"));
        (_known, _range) = (reader.Array<float>("known"), reader.Array<float>("range"));
    }

    /// <inheritdoc />
    public Vocabulary Users { get; }

    /// <inheritdoc />
    public Vocabulary Items { get; }

    /// <summary>Expected ratings, not held within the range so that the best do not tie.</summary>
    public void Score(int user, Span<float> scores)
    {
        for (var item = 0; item < scores.Length; item++)
            scores[item] = _known[user] + Expected(user, item);
    }

    /// <inheritdoc />
    public double Predict(int user, int item) => Math.Clamp(Expected(user, item), _range[1], _range[2]);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        writer.Array<int>("factors", [_items.ColumnCount]);
        writer.Array<float>("user_factors", _users.Values);
        writer.Array<float>("item_factors", _items.Values);
        writer.Array<float>("user_bias", _userBias);
        writer.Array<float>("item_bias", _itemBias);
        writer.Array<float>("known", _known);
        writer.Array<float>("range", _range);
    }

    /// <inheritdoc />
    public static BiasedMfModel Load(IArtifactReader reader) => new(reader);

    private float Expected(int user, int item) => _range[0] + _userBias[user] + _itemBias[item] + TensorPrimitives.Dot<float>(_users[user], _items[item]);
}
