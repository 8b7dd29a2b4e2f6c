namespace Taojin.Data;

/// <summary>One line of an order, or one that came back.</summary>
/// <param name="User">Index of the user.</param>
/// <param name="Item">Index of the item.</param>
/// <param name="Time">When it was bought or sent back.</param>
/// <param name="Quantity">Units, more than 0.</param>
/// <param name="Price">Price of a unit, NaN when unknown.</param>
public readonly record struct OrderLine(int User, int Item, Instant Time, float Quantity, float Price)
{
    /// <summary>Whether the units came back.</summary>
    public bool IsReturn { get; init; }

    /// <summary>The order's own id; without one all purchases of a user on a day are one order.</summary>
    public string? OrderId { get; init; }
}
