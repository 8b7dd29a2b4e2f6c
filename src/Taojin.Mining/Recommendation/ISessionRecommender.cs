using Taojin.Data;

namespace Taojin.Mining.Recommendation;

/// <summary>Scores events as they happened, with their kinds, order and repeats.</summary>
public interface ISessionRecommender : IFoldInRecommender
{
    /// <summary>Scores every item after some events.</summary>
    /// <param name="events">What happened, by items of the fit, oldest first; unknown items are left out by the caller.</param>
    /// <param name="scores">Receives one score per item, shape [items]; all NaN when nothing happened.</param>
    void Score(ReadOnlySpan<SessionEvent> events, Span<float> scores);

    /// <summary>Writes what each event adds to an item's score; the parts add up to the score.</summary>
    /// <param name="events">The events that were scored.</param>
    /// <param name="item">Index of the item in question.</param>
    /// <param name="parts">Receives one part per event, shape [events].</param>
    void Explain(ReadOnlySpan<SessionEvent> events, int item, Span<float> parts);
}

/// <summary>One thing that was done with an item.</summary>
/// <param name="Item">Index of the item.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Time">When.</param>
public readonly record struct SessionEvent(int Item, EventKind Kind, Instant Time);
