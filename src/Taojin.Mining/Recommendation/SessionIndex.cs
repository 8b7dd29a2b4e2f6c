using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>The most recent sessions of each item, and how rare the item is.</summary>
/// <param name="Starts">Where each item's sessions start, shape [items + 1].</param>
/// <param name="Sessions">Sessions of all items, item by item, newest first.</param>
/// <param name="Rarity">log(1 + sessions ÷ sessions with it) of each item, all sessions counted, shape [items]; 0 for items nobody touched.</param>
internal sealed record SessionIndex(int[] Starts, int[] Sessions, float[] Rarity)
{
    /// <summary>The sessions of one item, newest first.</summary>
    public ReadOnlySpan<int> this[int item] => Sessions.AsSpan(Starts[item], Starts[item + 1] - Starts[item]);

    /// <summary>Indexes sessions, which are the rows of a matrix.</summary>
    /// <param name="matrix">Shape [sessions × items].</param>
    /// <param name="newestFirst">All sessions in order.</param>
    /// <param name="sampleSize">At most so many sessions an item.</param>
    public static SessionIndex Of(CsrMatrix matrix, int[] newestFirst, int sampleSize)
    {
        var counts = new int[matrix.ColumnCount];
        foreach (var item in matrix.Columns)
            counts[item]++;
        var starts = new int[counts.Length + 1];
        for (var item = 0; item < counts.Length; item++)
            starts[item + 1] = starts[item] + Math.Min(sampleSize, counts[item]);
        var (next, sessions) = (starts.AsSpan(0, counts.Length).ToArray(), new int[starts[^1]]);
        foreach (var session in newestFirst)
            foreach (var item in matrix[session].Columns)
                if (next[item] < starts[item + 1])
                    sessions[next[item]++] = session;
        return new(starts, sessions, Array.ConvertAll(counts, count => count == 0 ? 0 : (float)Math.Log(1 + (matrix.RowCount / (double)count))));
    }

    public void Save(IArtifactWriter writer)
    {
        writer.Array<int>("index.starts", Starts);
        writer.Array<int>("index.sessions", Sessions);
        writer.Array<float>("index.rarity", Rarity);
    }

    public static SessionIndex Load(IArtifactReader reader) =>
        new(reader.Array<int>("index.starts"), reader.Array<int>("index.sessions"), reader.Array<float>("index.rarity"));
}
