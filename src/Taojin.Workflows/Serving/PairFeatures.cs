using Taojin.Data;
using Taojin.Mining.Features;

namespace Taojin.Workflows.Serving;

/// <summary>
/// What a purchase model reads of a user and an item. The trail, 384 bytes a user that few models ask for, is not kept: its feature is
/// given the user's own events when it is read.
/// </summary>
/// <param name="features">All features but the trail, kept up to date.</param>
/// <param name="histories">What each user did.</param>
/// <param name="items">The shop's items.</param>
internal sealed class PairFeatures(LiveFeatures features, UserHistories histories, Catalogue items)
{
    /// <summary>What the values of a row are: of every feature, then of the trail.</summary>
    public IReadOnlyList<FeatureColumn> Columns => features.Now.Columns;

    /// <summary>Writes one value a column, shape [columns of the model].</summary>
    public void Read(PairPast pair, Instant time, Span<float> row)
    {
        var plain = Columns.Count;
        features.Now.Read(pair.User, pair.Item, time, row[..Math.Min(plain, row.Length)]);
        if (row.Length > plain)
            Trail(pair.Past ?? histories.Of(pair.User)).Read(new(0, pair.Item, items.CategoryOf(pair.Item), -1, time, float.NaN), row[plain..]);
    }

    private IFeature Trail(Touch[] past)
    {
        var trail = UserTrail.Card.Create(features.Now.Settings with { Items = items });
        foreach (var touch in past)
            trail.Observe(new(0, touch.Item, items.CategoryOf(touch.Item), -1, touch.Kind, touch.Time, float.NaN));
        return trail;
    }
}

/// <summary>A user and an item that features are read for.</summary>
/// <param name="User">Index of the user, or -1.</param>
/// <param name="Item">Index of the item.</param>
/// <param name="Past">What the user did; null for what this server knows of it.</param>
internal readonly record struct PairPast(int User, int Item, Touch[]? Past = null);
