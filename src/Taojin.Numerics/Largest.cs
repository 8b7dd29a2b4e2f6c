namespace Taojin.Numerics;

/// <summary>The largest few of many keys, in no order: quicker than sorting them, and than a heap when the few are not few.</summary>
public static class Largest
{
    /// <summary>Moves the largest keys to the front, in no particular order. Costs about three looks at each key; quadratic for keys made to hurt.</summary>
    /// <param name="keys">Which are moved about, shape [n].</param>
    /// <param name="count">How many to have in front; at n or above nothing moves.</param>
    public static void ToFront(Span<ulong> keys, int count)
    {
        while (count > 0 && count < keys.Length)
        {
            var above = Partition(keys);
            if (above <= count)
            {
                keys = keys[above..]; // those in front are all in
                count -= above;
            }
            else
                keys = keys[..above];
        }
    }

    /// <summary>Splits after Hoare, at the middle of three keys: none behind the split is larger than one before it.</summary>
    /// <returns>Where it is: at least 1 and less than all.</returns>
    private static int Partition(Span<ulong> keys)
    {
        var (first, middle, last) = (keys[0], keys[keys.Length / 2], keys[^1]);
        var pivot = Math.Max(Math.Min(first, middle), Math.Min(Math.Max(first, middle), last));
        var (left, right) = (-1, keys.Length);
        while (true)
        {
            while (keys[++left] > pivot)
            {
            }
            while (keys[--right] < pivot)
            {
            }
            if (left >= right)
                return Math.Clamp(left, 1, keys.Length - 1);
            (keys[left], keys[right]) = (keys[right], keys[left]);
        }
    }
}
