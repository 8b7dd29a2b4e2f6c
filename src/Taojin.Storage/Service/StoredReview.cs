using Taojin.Data;

namespace Taojin.Storage.Service;

/// <summary>A review, by the indexes of the log.</summary>
/// <param name="User">Index of the writer.</param>
/// <param name="Item">Index of the item.</param>
/// <param name="Time">When.</param>
/// <param name="Rating">The rating, or NaN.</param>
/// <param name="Title">Its title, if any.</param>
/// <param name="Text">Its words, if any.</param>
public sealed record StoredReview(int User, int Item, Instant Time, float Rating, string? Title, string? Text);

/// <summary>Why something came back, in the customer's words.</summary>
/// <param name="User">Index of the customer.</param>
/// <param name="Item">Index of the item.</param>
/// <param name="Time">When it came back.</param>
/// <param name="Reason">The words.</param>
public sealed record StoredReason(int User, int Item, Instant Time, string Reason);

/// <summary>What reviews say of one aspect of an item.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Aspect">Name of the aspect.</param>
/// <param name="Score">In (−1, 1); above 0 praise outweighs.</param>
/// <param name="Praise">How often it is praised.</param>
/// <param name="Blame">How often it is blamed.</param>
/// <param name="Neutral">How often it is named without either.</param>
public sealed record ItemAspect(string ItemId, string Aspect, double Score, int Praise, int Blame, int Neutral);
