using Taojin.Data;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Mining.Evaluation;

/// <summary>Takes pairs out of the data, with all their events, so that what is to be foretold cannot be seen.</summary>
internal static class PastOf
{
    /// <summary>The same users and items with the kept pairs alone.</summary>
    /// <param name="all">The data.</param>
    /// <param name="isKept">Whether each stored pair stays, shape [entries].</param>
    public static Interactions Keeping(Interactions all, bool[] isKept)
    {
        var (starts, columns, values, times) = (new int[all.Matrix.RowCount + 1], new List<int>(), new List<float>(), new List<Instant>());
        for (var row = 0; row < all.Matrix.RowCount; row++)
        {
            for (var entry = all.Matrix.Starts[row]; entry < all.Matrix.Starts[row + 1]; entry++)
                if (isKept[entry])
                {
                    columns.Add(all.Matrix.Columns[entry]);
                    values.Add(all.Matrix.Values[entry]);
                    times.Add(all.LastTimes[entry]);
                }
            starts[row + 1] = columns.Count;
        }
        var matrix = new CsrMatrix(all.Matrix.RowCount, all.Matrix.ColumnCount, starts, [.. columns], [.. values]);
        return new() { Users = all.Users, Items = all.Items, Matrix = matrix, LastTimes = [.. times], AsOf = all.AsOf, Sequences = Within(all.Sequences, matrix) };
    }

    /// <summary>The stored entry of a pair.</summary>
    public static int EntryOf(CsrMatrix matrix, int user, int item) => matrix.Starts[user] + matrix[user].Columns.BinarySearch(item);

    private static EventSequences Within(EventSequences all, CsrMatrix matrix)
    {
        var (starts, kept) = (new int[matrix.RowCount + 1], new List<int>());
        for (var user = 0; user < matrix.RowCount; user++)
        {
            for (var place = all.Starts[user]; place < all.Starts[user + 1]; place++)
                if (matrix[user].Columns.BinarySearch(all.Items[place]) >= 0)
                    kept.Add(place);
            starts[user + 1] = kept.Count;
        }
        return new(starts, [.. kept.Select(place => all.Items[place])], [.. kept.Select(place => all.Times[place])], [.. kept.Select(place => all.Kinds[place])]);
    }
}
