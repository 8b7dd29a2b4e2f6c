using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>What users said they think of items, the last word of each pair.</summary>
/// <param name="Values">Values as given, such as stars, shape [users × items].</param>
/// <param name="Times">When each was given, parallel to the matrix's entries.</param>
public sealed record Ratings(CsrMatrix Values, Instant[] Times)
{
    /// <summary>The ratings of a log: the quantity of an event of this kind is its value. Null when there are none.</summary>
    public static Ratings? Of(ShopLog log)
    {
        var (pairs, values, times) = (new PairTable(), new List<float>(), new List<Instant>());
        for (var index = 0; index < log.Count; index++)
            if (log.Kind[index] == EventKind.Rate && log.Item[index] >= 0 && !float.IsNaN(log[index].Quantity))
            {
                var slot = pairs.SlotOf(log.User[index], log.Item[index]);
                if (slot == values.Count)
                {
                    values.Add(0);
                    times.Add(default);
                }
                (values[slot], times[slot]) = (log[index].Quantity, log.Time[index]);
            }
        return pairs.Count == 0 ? null : Of(pairs, [.. values], [.. times], (log.Users.Count, log.Items.Count));
    }

    /// <summary>What a user said of an item; NaN for nothing.</summary>
    public float Of(int user, int item) => Values[user].Columns.BinarySearch(item) is var entry and >= 0 ? Values[user].Values[entry] : float.NaN;

    /// <summary>Those given before a moment; null when there are none.</summary>
    public Ratings? Before(Instant cut)
    {
        var (pairs, values, times) = (new PairTable(), new List<float>(), new List<Instant>());
        for (var user = 0; user < Values.RowCount; user++)
            for (var entry = Values.Starts[user]; entry < Values.Starts[user + 1]; entry++)
                if (Times[entry] < cut)
                {
                    pairs.SlotOf(user, Values.Columns[entry]);
                    values.Add(Values.Values[entry]);
                    times.Add(Times[entry]);
                }
        return pairs.Count == 0 ? null : Of(pairs, [.. values], [.. times], (Values.RowCount, Values.ColumnCount));
    }

    private static Ratings Of(PairTable pairs, float[] values, Instant[] times, (int Rows, int Columns) shape)
    {
        int[] rows = [.. Enumerable.Range(0, pairs.Count).Select(slot => pairs[slot].Left)], columns = [.. Enumerable.Range(0, pairs.Count).Select(slot => pairs[slot].Right)];
        var matrix = CsrMatrix.Of(shape.Rows, shape.Columns, rows, columns, values);
        var last = new Instant[pairs.Count];
        for (var row = 0; row < matrix.RowCount; row++)
            for (var entry = matrix.Starts[row]; entry < matrix.Starts[row + 1]; entry++)
                last[entry] = times[pairs.Find(row, matrix.Columns[entry])];
        return new(matrix, last);
    }
}
