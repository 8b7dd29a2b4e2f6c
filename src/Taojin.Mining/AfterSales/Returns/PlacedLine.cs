using Taojin.Data;

namespace Taojin.Mining.AfterSales.Returns;

/// <summary>One line of an order, as it is known when the order is placed.</summary>
/// <param name="Item">Index of the item.</param>
/// <param name="Price">Price of a unit, or NaN.</param>
/// <param name="Quantity">Units.</param>
public readonly record struct PlacedLine(int Item, float Price, float Quantity)
{
    /// <summary>Price of the line; 0 when the price is not known.</summary>
    public float Value => float.IsNaN(Price) ? 0 : Price * Quantity;
}

/// <summary>An order as it is placed: everything that may be known then, and nothing that came later.</summary>
/// <param name="User">Index of the customer; -1 for one who is new.</param>
/// <param name="Time">When.</param>
/// <param name="Lines">Its lines, at least one.</param>
public sealed record PlacedOrder(int User, Instant Time, IReadOnlyList<PlacedLine> Lines);
