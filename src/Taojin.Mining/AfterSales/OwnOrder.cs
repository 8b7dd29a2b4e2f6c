using Taojin.Data;

namespace Taojin.Mining.AfterSales;

/// <summary>How one order of the asking customer stands.</summary>
public sealed record OwnOrder
{
    /// <summary>Id of the order, as the customer knows it.</summary>
    public required string OrderId { get; init; }

    /// <summary>paid, packing, shipped, delivered, return_requested, refunded or cancelled; another word is shown as it is.</summary>
    public required string State { get; init; }

    /// <summary>When it was placed.</summary>
    public required Instant Time { get; init; }

    /// <summary>Titles of what was ordered, in both languages where the shop has them.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>Who carries it.</summary>
    public string? Carrier { get; init; }

    /// <summary>Number by which the carrier knows it.</summary>
    public string? Tracking { get; init; }

    /// <summary>Day on which it should arrive, yyyy-MM-dd.</summary>
    public string? Expected { get; init; }
}
