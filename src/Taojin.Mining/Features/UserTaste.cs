using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>What the user makes of the item's category: events in it, purchases in it, and its share of all the user does.</summary>
public sealed class UserTaste : IDescribed<FeatureCard>, IFeature, IPrefetches
{
    private readonly GrowingArray<int> _totals = new();
    private readonly GrowingArray<Taste> _tastes = new();
    private PairTable _pairs = new();

    private UserTaste()
    {
    }

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new(
        "user-taste",
        [
            new("user_category_events", "events", "events of the user in the category", "该用户在此类目的事件数"),
            new("user_category_purchases", "events", "purchases of the user in the category", "该用户在此类目的购买次数"),
            new("user_category_share", "share", "share of the user's events in the category", "此类目占该用户事件的比例"),
        ],
        _ => new UserTaste()) { Scope = FeatureScope.User };

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened)
    {
        if (happened.Category < 0 || happened.Kind == EventKind.Shown)
            return;
        _totals.At(happened.User)++;
        ref var taste = ref _tastes.At(_pairs.SlotOf(happened.User, happened.Category));
        taste.Events++;
        if (happened.Kind == EventKind.Purchase)
            taste.Purchases++;
    }

    /// <inheritdoc />
    public void Prefetch(in FeatureEvent coming) => _pairs.Prefetch(coming.User, coming.Category);

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output)
    {
        var taste = asOf.Category < 0 ? default : _tastes.Read(_pairs.Find(asOf.User, asOf.Category));
        var total = _totals.Read(asOf.User);
        (output[0], output[1]) = (taste.Events, taste.Purchases);
        output[2] = total == 0 ? 0 : taste.Events / (float)total;
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Array(Card.Name, _tastes.Values);
        writer.Array($"{Card.Name}.totals", _totals.Values);
        writer.Array<ulong>($"{Card.Name}.pairs", _pairs.ToArray());
    }

    /// <inheritdoc />
    public void Restore(IArtifactReader reader)
    {
        _tastes.Restore(reader.Array<Taste>(Card.Name));
        _totals.Restore(reader.Array<int>($"{Card.Name}.totals"));
        _pairs = new PairTable(reader.Array<ulong>($"{Card.Name}.pairs"));
    }

    private struct Taste
    {
        public int Events, Purchases;
    }
}
