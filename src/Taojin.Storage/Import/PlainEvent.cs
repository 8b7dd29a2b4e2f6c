using Taojin.Data;

namespace Taojin.Storage.Import;

/// <summary>What nearly every event has, in 40 bytes: ids as their indexes, or, where they are still to be coded, as their keys.</summary>
internal struct PlainEvent
{
    private const ulong NotAscii = 0x8080808080808080;

    /// <summary>Microseconds since 1970 UTC.</summary>
    public long Time;

    /// <summary>Index of the user, or its key while <see cref="UserLength"/> is not 0.</summary>
    public ulong User;

    /// <summary>Index of the item or -1, or its key while <see cref="UserLength"/> is not 0.</summary>
    public ulong Item;

    /// <summary>Price or NaN.</summary>
    public float Price;

    /// <summary>Quantity or NaN.</summary>
    public float Quantity;

    /// <summary>Code of the item's category, for <see cref="ItemFacts.Note(int, int, float)"/>.</summary>
    public int Category;

    /// <summary>What happened.</summary>
    public EventKind Kind;

    /// <summary>Whether the batch has its details.</summary>
    public bool IsDetailed;

    /// <summary>Bytes of the user's id, 1 to 8; 0 when the ids are indexes.</summary>
    public byte UserLength;

    /// <summary>Bytes of the item's id, 1 to 8.</summary>
    public byte ItemLength;

    /// <summary>Takes a row whose ids are short and ASCII and that says nothing besides.</summary>
    /// <returns>False when the row is not so; then it must be coded first.</returns>
    public static bool TryTake(in EventRow row, out PlainEvent plain)
    {
        plain = default;
        if (row is not { IsDetailed: false, UserId.Length: <= 8, ItemId.Length: > 0 and <= 8, Title.IsEmpty: true, Brand.IsEmpty: true })
            return false;
        plain.Take(row);
        (plain.User, plain.UserLength) = (IdDictionary.KeyOf(row.UserId), (byte)row.UserId.Length);
        (plain.Item, plain.ItemLength) = (IdDictionary.KeyOf(row.ItemId), (byte)row.ItemId.Length);
        return ((plain.User | plain.Item) & NotAscii) == 0;
    }

    /// <summary>A row whose ids have their indexes.</summary>
    public static PlainEvent Of(in EventRow row, int user, int item)
    {
        var plain = default(PlainEvent);
        plain.Take(row);
        (plain.User, plain.Item) = ((uint)user, unchecked((uint)item));
        return plain;
    }

    private void Take(in EventRow row) => (Time, Price, Quantity, Kind, IsDetailed) = (row.Time, row.Price, row.Quantity, row.Kind, row.IsDetailed);
}
