namespace Taojin.Data;

/// <summary>What happened. The numbers are part of the stored format: they are never changed, only added to.</summary>
public enum EventKind : byte
{
    /// <summary>An item stood in a list that was shown.</summary>
    Shown = 0,

    /// <summary>An item's page was looked at.</summary>
    View = 1,

    /// <summary>A search was made.</summary>
    Search = 2,

    /// <summary>An item was put on a wish list.</summary>
    Favorite = 3,

    /// <summary>An item was put into the cart.</summary>
    Cart = 4,

    /// <summary>An item was bought.</summary>
    Purchase = 5,

    /// <summary>An item was sent back, or an order line cancelled.</summary>
    Return = 6,

    /// <summary>An item was rated; the event's value is the rating.</summary>
    Rate = 7,

    /// <summary>The customer wrote or called.</summary>
    Contact = 8,
}

/// <summary>Kinds by their name in files, SQL and HTTP.</summary>
public static class EventKinds
{
    /// <summary>Number of kinds: arrays by kind have this length.</summary>
    public const int Count = 9;

    private static readonly string[] Names = ["shown", "view", "search", "favorite", "cart", "purchase", "return", "rate", "contact"];

    /// <summary>All names, in the order of their numbers.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The name in snake_case.</summary>
    public static string Name(this EventKind kind) => Names[(int)kind];

    /// <summary>Whether it is something a user does with an item; being shown one, searching and writing to the shop are not.</summary>
    public static bool IsTouch(this EventKind kind) => kind is not (EventKind.Shown or EventKind.Search or EventKind.Contact);

    /// <summary>The kind of a name; false when there is none such. Case does not matter.</summary>
    public static bool TryParse(string name, out EventKind kind)
    {
        var index = Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        kind = index < 0 ? default : (EventKind)index;
        return index >= 0;
    }
}
