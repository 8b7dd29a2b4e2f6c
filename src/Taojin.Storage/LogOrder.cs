using Taojin.Data;

namespace Taojin.Storage;

/// <summary>Puts events in order of time, equal times in the order of the log.</summary>
internal static class LogOrder
{
    /// <summary>Places of the events in order; null when they stand in it already.</summary>
    public static int[]? Of(ReadOnlySpan<long> numbers, ReadOnlySpan<Instant> times)
    {
        if (IsOrdered(numbers, times))
            return null;
        var order = new int[numbers.Length];
        for (var place = 0; place < order.Length; place++)
            order[place] = place;
        var keys = new long[numbers.Length];
        numbers.CopyTo(keys);
        if (!IsAscending(keys))
            order = Sorted(keys, order);
        for (var place = 0; place < order.Length; place++)
            keys[place] = times[order[place]].Microseconds;
        return Sorted(keys, order);
    }

    private static bool IsOrdered(ReadOnlySpan<long> numbers, ReadOnlySpan<Instant> times)
    {
        for (var place = 1; place < times.Length; place++)
        {
            if (times[place] < times[place - 1] || (times[place] == times[place - 1] && numbers[place] < numbers[place - 1]))
                return false;
        }
        return true;
    }

    private static bool IsAscending(ReadOnlySpan<long> keys)
    {
        for (var place = 1; place < keys.Length; place++)
        {
            if (keys[place] < keys[place - 1])
                return false;
        }
        return true;
    }

    /// <summary>A stable sort by counting, sixteen bits at a time, over only as many bits as the keys differ in. Destroys the keys.</summary>
    private static int[] Sorted(long[] keys, int[] order)
    {
        var (least, most) = (keys.Min(), keys.Max());
        var (otherKeys, otherOrder) = (new long[keys.Length], new int[keys.Length]);
        var starts = new int[1 << 16];
        for (var shift = 0; shift < 64 && unchecked((ulong)(most - least) >> shift) > 0; shift += 16)
        {
            Array.Clear(starts);
            foreach (var key in keys)
                starts[Digit(key, least, shift)]++;
            var next = 0;
            for (var digit = 0; digit < starts.Length; digit++)
                (starts[digit], next) = (next, next + starts[digit]);
            for (var place = 0; place < keys.Length; place++)
            {
                var target = starts[Digit(keys[place], least, shift)]++;
                otherKeys[target] = keys[place];
                otherOrder[target] = order[place];
            }
            (keys, otherKeys) = (otherKeys, keys);
            (order, otherOrder) = (otherOrder, order);
        }
        return order;
    }

    private static int Digit(long key, long least, int shift) => unchecked((int)((ulong)(key - least) >> shift) & 0xFFFF);
}
