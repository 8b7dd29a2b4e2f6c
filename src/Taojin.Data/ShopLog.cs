using System.Runtime.CompilerServices;

namespace Taojin.Data;

/// <summary>A log in memory, by columns and in order of time; equal times stand in the order of the log.</summary>
/// <remarks>Immutable. 25 bytes an event. The arrays are shared, not copied: treat them as read-only.</remarks>
public sealed class ShopLog
{
    /// <summary>Ids of users.</summary>
    public required Vocabulary Users { get; init; }

    /// <summary>What is known of the items, by index.</summary>
    public required Catalogue Items { get; init; }

    /// <summary>The same events over a catalogue that says more of the same items.</summary>
    public ShopLog With(Catalogue items) =>
        new() { Users = Users, Items = items, User = User, Item = Item, Kind = Kind, Time = Time, Price = Price, Quantity = Quantity };

    /// <summary>Index of each event's user, shape [events].</summary>
    public required int[] User { get; init; }

    /// <summary>Index of each event's item or -1, shape [events].</summary>
    public required int[] Item { get; init; }

    /// <summary>Kind of each event, shape [events].</summary>
    public required EventKind[] Kind { get; init; }

    /// <summary>Time of each event, ascending, shape [events].</summary>
    public required Instant[] Time { get; init; }

    /// <summary>Price of each event or NaN, shape [events]; empty when no event has one.</summary>
    public float[] Price { get; init; } = [];

    /// <summary>Quantity of each event, and of a rating its value or NaN, shape [events]; empty when all are 1.</summary>
    public float[] Quantity { get; init; } = [];

    /// <summary>Number of events.</summary>
    public int Count => User.Length;

    /// <summary>Time of the first event; the epoch when there is none.</summary>
    public Instant Start => Count == 0 ? default : Time[0];

    /// <summary>Time of the last event; the epoch when there is none.</summary>
    public Instant End => Count == 0 ? default : Time[^1];

    /// <summary>One event.</summary>
    [IndexerName("Event")]
    public ShopEvent this[int index] => new()
    {
        User = User[index],
        Item = Item[index],
        Kind = Kind[index],
        Time = Time[index],
        Price = Price.Length == 0 ? float.NaN : Price[index],
        Quantity = Quantity.Length == 0 ? 1 : Quantity[index],
    };

    /// <summary>Number of events before a moment, which is also the index of the first one at or after it.</summary>
    public int CountBefore(Instant cut)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Time[middle] < cut)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>The events before a moment, with the same ids: all that may be known at that moment.</summary>
    public ShopLog Before(Instant cut) => Slice(0, CountBefore(cut));

    /// <summary>A run of events with the same ids.</summary>
    public ShopLog Slice(int start, int length) => new()
    {
        Users = Users,
        Items = Items,
        User = User.AsSpan(start, length).ToArray(),
        Item = Item.AsSpan(start, length).ToArray(),
        Kind = Kind.AsSpan(start, length).ToArray(),
        Time = Time.AsSpan(start, length).ToArray(),
        Price = Price.Length == 0 ? [] : Price.AsSpan(start, length).ToArray(),
        Quantity = Quantity.Length == 0 ? [] : Quantity.AsSpan(start, length).ToArray(),
    };

    /// <summary>The events at the given places, which ascend, with the same ids.</summary>
    public ShopLog Pick(ReadOnlySpan<int> places)
    {
        static T[] At<T>(T[] values, ReadOnlySpan<int> places)
        {
            var picked = new T[values.Length == 0 ? 0 : places.Length];
            for (var place = 0; place < picked.Length; place++)
                picked[place] = values[places[place]];
            return picked;
        }
        return new()
        {
            Users = Users,
            Items = Items,
            User = At(User, places),
            Item = At(Item, places),
            Kind = At(Kind, places),
            Time = At(Time, places),
            Price = At(Price, places),
            Quantity = At(Quantity, places),
        };
    }
}
