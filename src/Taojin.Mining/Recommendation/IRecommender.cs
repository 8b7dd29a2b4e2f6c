using Taojin.Data;

namespace Taojin.Mining.Recommendation;

/// <summary>Scores items for the users it was fitted on. A model only scores: ranking, filtering and reasons are done once, outside.</summary>
public interface IRecommender
{
    /// <summary>Ids of the users, by the indexes of the fit.</summary>
    Vocabulary Users { get; }

    /// <summary>Ids of the items, by the indexes of the fit.</summary>
    Vocabulary Items { get; }

    /// <summary>Scores every item for one user; higher is better, and NaN means "cannot say".</summary>
    /// <param name="user">Index of a user of the fit.</param>
    /// <param name="scores">Receives one score per item, shape [items].</param>
    void Score(int user, Span<float> scores);
}

/// <summary>Scores a history it was not fitted on: new users, and users with new events.</summary>
public interface IFoldInRecommender : IRecommender
{
    /// <summary>Scores every item for a history.</summary>
    /// <param name="history">What happened, by items of the fit, in order of last touch, oldest first; unknown items are left out by the caller.</param>
    /// <param name="scores">Receives one score per item, shape [items]; all NaN for an empty history.</param>
    void Score(ReadOnlySpan<HistoryItem> history, Span<float> scores);
}

/// <summary>Scores items for anybody.</summary>
public interface INonPersonalRecommender
{
    /// <summary>Ids of the items, by the indexes of the fit.</summary>
    Vocabulary Items { get; }

    /// <summary>Scores every item; higher is better.</summary>
    /// <param name="scores">Receives one score per item, shape [items].</param>
    void Score(Span<float> scores);
}

/// <summary>Knows items by what is written on them, so that those that came after the fit can be scored too.</summary>
public interface IScoresNewItems : IFoldInRecommender
{
    /// <summary>The same model over its own items and those of a catalogue that it does not know yet; it keeps its own indexes, new items follow in the catalogue's order.</summary>
    /// <param name="items">The shop's items as they are now.</param>
    /// <returns>This model itself when there is nothing new.</returns>
    IRecommender Over(Catalogue items);
}

/// <summary>Says which items of a history a score comes from.</summary>
public interface IExplainsRecommendation : IFoldInRecommender
{
    /// <summary>Writes what each item of the history adds to an item's score; the parts add up to the score.</summary>
    /// <param name="history">The history that was scored.</param>
    /// <param name="item">Index of the item in question.</param>
    /// <param name="parts">Receives one part per history item, shape [history].</param>
    void Explain(ReadOnlySpan<HistoryItem> history, int item, Span<float> parts);
}

/// <summary>One item of a history.</summary>
/// <param name="Item">Index of the item.</param>
/// <param name="Weight">How much it says, more than 0: the weights of its events added up.</param>
/// <param name="LastTime">When it was touched last.</param>
/// <param name="Rating">What the user said of it last, in the units of the ratings; NaN for nothing.</param>
public readonly record struct HistoryItem(int Item, float Weight, Instant LastTime, float Rating = float.NaN)
{
    /// <summary>Order of last touch, oldest first; equal times by item.</summary>
    public static IComparer<HistoryItem> InOrder { get; } = Comparer<HistoryItem>.Create((one, other) =>
        one.LastTime == other.LastTime ? one.Item.CompareTo(other.Item) : one.LastTime < other.LastTime ? -1 : 1);
}
