using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Features;

/// <summary>One kind of fact about a user, an item, a category, a pair or a time, kept up to date event by event.</summary>
/// <remarks>
/// The future is not in scope: training replays the log and reads before it observes; serving feeds the same objects with live
/// events. State is dense arrays by index, which grow as indexes appear. Not safe for several threads at once; different features are independent.
/// </remarks>
public interface IFeature
{
    /// <summary>Takes note of an event. Events arrive in order of time.</summary>
    void Observe(in FeatureEvent happened);

    /// <summary>Writes what is known, one value per column of the card; a fact not known is the column's default.</summary>
    /// <param name="asOf">Whom to read for and when; never before the last observed event.</param>
    /// <param name="output">Receives the values, shape [columns].</param>
    void Read(in FeatureQuery asOf, Span<float> output);

    /// <summary>Writes the state, so that a restored feature goes on as if it had never stopped.</summary>
    /// <param name="writer">Takes the parts; names start with the card's name.</param>
    void Save(IArtifactWriter writer);

    /// <summary>Replaces the state by a saved one.</summary>
    void Restore(IArtifactReader reader);
}

/// <summary>An event with the indexes that features need, looked up once for all of them.</summary>
/// <param name="User">Index of the user.</param>
/// <param name="Item">Index of the item, or -1.</param>
/// <param name="Category">Index of the item's category, or -1.</param>
/// <param name="Pair">Slot of the user and item, or -1 when there is no item.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Time">When.</param>
/// <param name="Price">Price of a unit, or NaN.</param>
public readonly record struct FeatureEvent(int User, int Item, int Category, int Pair, EventKind Kind, Instant Time, float Price);

/// <summary>A question to the features: this user and this item, as known at this moment.</summary>
/// <param name="User">Index of the user.</param>
/// <param name="Item">Index of the item.</param>
/// <param name="Category">Index of the item's category, or -1.</param>
/// <param name="Pair">Slot of the user and item, or -1 when they never met.</param>
/// <param name="Time">The moment.</param>
/// <param name="Price">Price of the item, or NaN.</param>
public readonly record struct FeatureQuery(int User, int Item, int Category, int Pair, Instant Time, float Price);

/// <summary>A feature with a table of its own: it is told of events a little before they come, so that their places are near by then.</summary>
public interface IPrefetches
{
    /// <summary>Asks for the memory of an event that comes soon; changes nothing.</summary>
    void Prefetch(in FeatureEvent coming);
}
