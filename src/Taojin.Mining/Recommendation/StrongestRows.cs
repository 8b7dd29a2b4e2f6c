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
        context.ForEachRow(size, () => new Picking(size, most), (row, picking) => (columns[row], values[row]) = picking.Of(square.AsSpan(row * size, size)));
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

    /// <summary>Scratch space of one thread.</summary>
    internal sealed class Picking(int size, int most)
    {
        private readonly float[] _strength = new float[size];
        private readonly int[] _best = new int[Math.Min(most, size)];

        /// <summary>The strongest entries of one row, by column.</summary>
        public (int[] Columns, float[] Values) Of(ReadOnlySpan<float> line)
        {
            TensorPrimitives.Abs(line, _strength);
            _strength.AsSpan().Replace(0, float.NaN);
            var places = _best.AsSpan(0, TopK.Write(_strength, _best)).ToArray();
            Array.Sort(places);
            var values = new float[places.Length];
            for (var place = 0; place < places.Length; place++)
                values[place] = line[places[place]];
            return (places, values);
        }
    }
}
