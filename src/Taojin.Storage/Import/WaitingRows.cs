using Taojin.Data;

namespace Taojin.Storage.Import;

/// <summary>The last few plain rows, whose ids are on their way from memory into the cache. First in, first out.</summary>
/// <remarks>
/// Looking an id up in a table of millions waits about 100 ns for memory, and a row has two. So a row of short ASCII ids, the usual one, only
/// asks for its slots, waits here while a dozen others are read, and is looked up when they have come: half the time of an import.
/// </remarks>
internal sealed class WaitingRows
{
    private const int Size = 16;
    private readonly Row[] _rows = new Row[Size];
    private int _first;

    /// <summary>Number of rows that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the first must go before another can come.</summary>
    public bool IsFull => Count == Size;

    /// <summary>Whether a row can wait here: short ids, nothing but the core of an event.</summary>
    public static bool CanTake(in EventRow row) =>
        row is { IsDetailed: false, UserId.Length: <= 8, ItemId.Length: > 0 and <= 8, Title.IsEmpty: true, Brand.IsEmpty: true };

    /// <summary>Adds a row, and asks for the slots of its ids.</summary>
    /// <returns>False when an id is not ASCII; then nothing was added.</returns>
    public bool TryAdd(in EventRow row, int category, LogIds ids)
    {
        const ulong notAscii = 0x8080808080808080;
        var (user, item) = (IdDictionary.KeyOf(row.UserId), IdDictionary.KeyOf(row.ItemId));
        if (((user | item) & notAscii) != 0)
            return false;
        ids.Users.Prefetch(user);
        ids.Items.Prefetch(item);
        ref var waiting = ref _rows[(_first + Count++) % Size];
        (waiting.User, waiting.UserLength, waiting.Item, waiting.ItemLength) = (user, row.UserId.Length, item, row.ItemId.Length);
        (waiting.Category, waiting.Kind, waiting.Time, waiting.Price, waiting.Quantity) = (category, row.Kind, row.Time, row.Price, row.Quantity);
        return true;
    }

    /// <summary>Takes the first row.</summary>
    public ref readonly Row Take()
    {
        ref readonly var row = ref _rows[_first];
        _first = (_first + 1) % Size;
        Count--;
        return ref row;
    }

    /// <summary>A row that waits.</summary>
    internal struct Row
    {
        public ulong User;
        public ulong Item;
        public int UserLength;
        public int ItemLength;
        public int Category;
        public EventKind Kind;
        public long Time;
        public float Price;
        public float Quantity;
    }
}
