namespace Taojin.Data;

/// <summary>One thing that happened, by indexes: what features, sessions and models look at.</summary>
public readonly record struct ShopEvent
{
    /// <summary>Index of the user.</summary>
    public required int User { get; init; }

    /// <summary>Index of the item, or -1 when the event has none (a search, a contact).</summary>
    public required int Item { get; init; }

    /// <summary>What happened.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>When it happened.</summary>
    public required Instant Time { get; init; }

    /// <summary>Price of one unit in the shop's currency, or NaN when unknown.</summary>
    public float Price { get; init; } = float.NaN;

    /// <summary>Number of units, 1 when unknown; for a rating its value.</summary>
    public float Quantity { get; init; } = 1;

    /// <summary>An event; the required members say which.</summary>
    public ShopEvent()
    {
    }
}
