using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>How many items the user touches, and how readily touching leads to buying.</summary>
public sealed class UserConversion : IDescribed<FeatureCard>, IFeature
{
    private const float PriorShare = 0.02f, PriorItems = 10;
    private readonly GrowingArray<Counts> _counts = new();
    private readonly GrowingArray<byte> _bought = new();
    private int _pairs;

    private UserConversion()
    {
    }

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new(
        "user-conversion",
        [
            new("user_items", "items", "different items the user touched", "该用户接触过的商品数"),
            new("user_items_bought", "items", "different items the user bought", "该用户购买过的商品数"),
            new("user_buys_of_touched", "share", "share of touched items that the user buys (smoothed)", "该用户接触商品后的购买比例（平滑）", PriorShare),
        ],
        _ => new UserConversion());

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened)
    {
        if (happened.Pair < 0)
            return;
        if (happened.Pair == _pairs) // slots are given in order of first sight, so the next one is a new pair
        {
            _pairs++;
            _counts.At(happened.User).Items++;
        }
        if (happened.Kind != EventKind.Purchase || _bought.Read(happened.Pair) != 0)
            return;
        _bought.At(happened.Pair) = 1;
        _counts.At(happened.User).Bought++;
    }

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output)
    {
        var counts = _counts.Read(asOf.User);
        (output[0], output[1]) = (counts.Items, counts.Bought);
        output[2] = (counts.Bought + (PriorShare * PriorItems)) / (counts.Items + PriorItems);
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
        public int Items, Bought;
    }
}
