using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>How many users touch the item, and how readily touching leads to buying.</summary>
public sealed class ItemAudience : IDescribed<FeatureCard>, IFeature
{
    private const float PriorShare = 0.02f, PriorUsers = 10;
    private readonly GrowingArray<Counts> _counts = new();
    private readonly GrowingArray<byte> _bought = new();
    private int _pairs;

    private ItemAudience()
    {
    }

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new(
        "item-audience",
        [
            new("item_users", "users", "different users who touched the item", "接触过此商品的用户数"),
            new("item_buyers", "users", "different users who bought the item", "购买过此商品的用户数"),
            new("item_bought_by_touching", "share", "share of users touching the item who buy it (smoothed)", "接触此商品后的购买比例（平滑）", PriorShare),
        ],
        _ => new ItemAudience());

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened)
    {
        if (happened.Pair < 0)
            return;
        if (happened.Pair == _pairs) // slots are given in order of first sight, so the next one is a new pair
        {
            _pairs++;
            _counts.At(happened.Item).Users++;
        }
        if (happened.Kind != EventKind.Purchase || _bought.Read(happened.Pair) != 0)
            return;
        _bought.At(happened.Pair) = 1;
        _counts.At(happened.Item).Buyers++;
    }

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output)
    {
        var counts = _counts.Read(asOf.Item);
        (output[0], output[1]) = (counts.Users, counts.Buyers);
        output[2] = (counts.Buyers + (PriorShare * PriorUsers)) / (counts.Users + PriorUsers);
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Array(Card.Name, _counts.Values);
        writer.Array($"{Card.Name}.bought", _bought.Values);
        writer.Array<int>($"{Card.Name}.pairs", [_pairs]);
    }

    /// <inheritdoc />
    public void Restore(IArtifactReader reader)
    {
        _counts.Restore(reader.Array<Counts>(Card.Name));
        _bought.Restore(reader.Array<byte>($"{Card.Name}.bought"));
        _pairs = reader.Array<int>($"{Card.Name}.pairs")[0];
    }

    private struct Counts
    {
        public int Users, Buyers;
    }
}
