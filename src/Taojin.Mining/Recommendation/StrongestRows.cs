using System.Numerics.Tensors;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>A large square matrix cut down to the strongest entries of each row.</summary>
internal static class StrongestRows
{
    /// <summary>Of each row the entries of the largest absolute value, but none that is 0; equal ones by the lower column.</summary>
    /// <param name="square">Shape [size × size].</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="most">Entries kept of a row, at most.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static CsrMatrix Of(float[] square, int size, int most, FitContext context)
    {
        var (columns, values) = (new int[size][], new float[size][]);
        context.ForEachRow(size, () => (Strength: new float[size], Best: new int[Math.Min(most, size)]), (row, scratch) =>
        {
            var line = square.AsSpan(row * size, size);
            TensorPrimitives.Abs<float>(line, scratch.Strength);
            scratch.Strength.AsSpan().Replace(0, float.NaN);
            var places = scratch.Best.AsSpan(0, TopK.Write(scratch.Strength, scratch.Best)).ToArray();
            Array.Sort(places);
            (columns[row], values[row]) = (places, Array.ConvertAll(places, place => square[(row * size) + place]));
        });
        return Stack(columns, values);
    }

    /// <summary>A square matrix of rows given one by one.</summary>
    internal static CsrMatrix Stack(int[][] columns, float[][] values)
    {
        var starts = new int[columns.Length + 1];
        for (var row = 0; row < columns.Length; row++)
            starts[row + 1] = starts[row] + columns[row].Length;
        return new(columns.Length, columns.Length, starts, [.. columns.SelectMany(row => row)], [.. values.SelectMany(row => row)]);
    }
}
