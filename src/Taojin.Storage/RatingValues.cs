using System.Runtime.InteropServices;
using Taojin.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage;

/// <summary>Ratings keep their value among the rare details; in memory it takes the place of the quantity, which a rating has not.</summary>
internal static class RatingValues
{
    /// <summary>The quantities with the values of ratings; NaN for a rating without one. The array itself when there are no ratings.</summary>
    public static float[] Of(LogDatabase database, Instant before, (long[] No, EventKind[] Kind) events, float[] quantity)
    {
        if (!MemoryMarshal.AsBytes(events.Kind.AsSpan()).Contains((byte)EventKind.Rate))
            return quantity;
        int[] places = [.. Enumerable.Range(0, events.Kind.Length).Where(place => events.Kind[place] == EventKind.Rate)];
        var numbers = Array.ConvertAll(places, place => events.No[place]);
        Array.Sort(numbers, places);
        var values = quantity;
        if (values.Length == 0)
            Array.Fill(values = new float[events.Kind.Length], 1);
        foreach (var place in places)
            values[place] = float.NaN;
        using var command = database.Command("read_ratings", ("before", before.Microseconds));
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            if (Array.BinarySearch(numbers, reader.GetInt64(0)) is >= 0 and var found)
                values[places[found]] = reader.GetFloat(1);
        return values;
    }
}
