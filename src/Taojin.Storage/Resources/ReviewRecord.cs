using Taojin.Data;

namespace Taojin.Storage.Resources;

/// <summary>A review.</summary>
/// <param name="ReviewId">Its id; of an imported review without one, an id made of what it says.</param>
/// <param name="UserId">Who wrote it.</param>
/// <param name="ItemId">About which item.</param>
/// <param name="Time">When.</param>
public sealed record ReviewRecord(string ReviewId, string UserId, string ItemId, Instant Time)
{
    /// <summary>The order that the item came with.</summary>
    public string? OrderId { get; init; }

    /// <summary>Rating, in the shop's own units.</summary>
    public float? Rating { get; init; }

    /// <summary>Title.</summary>
    public string? Title { get; init; }

    /// <summary>Text.</summary>
    public string? Text { get; init; }
}
