using Taojin.Data;

namespace Taojin.Workflows.Serving.Owners;

/// <summary>Who owns the live state of users where several servers share a shop: a cluster's partitions. They know of an event before every server's copy of the log does.</summary>
/// <remarks>Asked before each answer, so it must say soon that it cannot say: the server then answers from its own copy.</remarks>
public interface IUserOwners
{
    /// <summary>What a user did that a copy of the log has not seen, in order of time, after every event that was acknowledged before the call.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="seen">What the copy has seen, as <see cref="Storage.Postgres.LogCursor"/> reads it.</param>
    /// <returns>Null when the owner is away, or no longer knows all of it.</returns>
    Task<IReadOnlyList<OwnedEvent>?> SinceAsync(string userId, string seen);

    /// <summary>The user's own features with some items at a moment, after every event that was acknowledged before the call.</summary>
    /// <returns>Shape [items × columns], the columns those of <see cref="OwnedUser.Columns"/>; null when the owner is away.</returns>
    Task<float[]?> FeaturesAsync(string userId, IReadOnlyList<string> itemIds, Instant time);
}

/// <summary>What a user did, as the owner of their state tells it.</summary>
/// <param name="ItemId">With which item; null for none.</param>
/// <param name="Kind">What.</param>
/// <param name="Time">When.</param>
/// <param name="Rating">Of a rating, its value; else NaN.</param>
public readonly record struct OwnedEvent(string? ItemId, EventKind Kind, Instant Time, float Rating);

/// <summary>How often the owners of users were asked.</summary>
/// <param name="Asked">Answers before which an owner was asked.</param>
/// <param name="Away">Of them, those that were made from the server's own copy of the log, because the owner did not answer.</param>
public readonly record struct OwnerFigures(long Asked, long Away);
