using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Taojin.Numerics;

/// <summary>
/// The rows of the highest products with one vector, exactly, for a quarter of the memory that the rows themselves would have to be read from:
/// a copy of one byte a value says who may be among the best, the rows decide. What the copy can be wrong by is bounded by Cauchy and Schwarz.
/// </summary>
/// <remarks>
/// |q·x − q̂·x̂| ≤ |q||x − x̂| + |q − q̂||x̂|, and both differences are known. Costs rows·columns byte products and a few hundred exact ones;
/// 100 thousand rows of 64 values take a third of a millisecond on one core.
/// </remarks>
public sealed unsafe class CoarseRows
{
    private const int Lanes = 16;
    private readonly DenseRows _rows;
    private readonly sbyte[] _bytes; // blocks of 16 rows; in a block, two columns at a time, the pair of each row side by side
    private readonly float[] _scales, _residuals, _norms;
    private readonly int _pairs;

    /// <summary>Makes the copy.</summary>
    /// <param name="rows">Shape [rows × columns]; shared, and must not change.</param>
    public CoarseRows(DenseRows rows)
    {
        var blocks = (rows.RowCount + Lanes - 1) / Lanes;
        (_rows, _pairs) = (rows, (rows.ColumnCount + 1) / 2);
        _bytes = new sbyte[(long)blocks * Lanes * _pairs * 2];
        (_scales, _residuals, _norms) = (new float[blocks * Lanes], new float[blocks * Lanes], new float[blocks * Lanes]);
        for (var row = 0; row < rows.RowCount; row++)
            Copy(row);
    }

    /// <summary>Writes the rows of the highest products, best first; equal products go to the lower row, NaN is never picked.</summary>
    /// <param name="vector">Shape [columns].</param>
    /// <param name="best">Receives rows; its length is k.</param>
    /// <param name="products">Receives their products, shape [k].</param>
    /// <returns>How many were written: fewer than k when there are fewer rows.</returns>
    public int Write(ReadOnlySpan<float> vector, Span<int> best, Span<float> products)
    {
        if (best.IsEmpty || _rows.RowCount == 0)
            return 0;
        var scratch = Scratch.Of(_pairs, best.Length);
        var count = Candidates(scratch, Coarse(vector, scratch), best.Length);
        var exact = Exact(vector, scratch, count);
        var written = TopK.Write(exact, best); // candidates stand in order of their rows, so ties go to the lower one here too
        for (var place = 0; place < written; place++)
            (products[place], best[place]) = (exact[best[place]], scratch.Rows[best[place]]);
        return written;
    }

    private void Copy(int row)
    {
        var values = _rows[row];
        var most = TensorPrimitives.MaxMagnitude<float>(values);
        _scales[row] = Math.Abs(most) / 127;
        if (most == 0)
            return;
        var (start, residual, norm) = ((long)(row / Lanes) * Lanes * _pairs * 2 + (row % Lanes * 2), 0.0, 0.0);
        for (var column = 0; column < values.Length; column++)
        {
            var rounded = (sbyte)Math.Clamp(MathF.Round(values[column] / _scales[row]), -127, 127);
            _bytes[start + ((long)(column / 2) * Lanes * 2) + (column % 2)] = rounded;
            var (exact, coarse) = ((double)values[column], (double)rounded * _scales[row]);
            residual += (exact - coarse) * (exact - coarse);
            norm += coarse * coarse;
        }
        var rounding = (values.Length + 8) * 1.2e-7; // of the exact product in floats, and of the coarse one
        (_residuals[row], _norms[row]) = ((float)((Math.Sqrt(residual) * (1 + rounding)) + (Math.Sqrt(norm) * rounding)), (float)(Math.Sqrt(norm) * (1 + rounding)));
    }

    /// <summary>Rounds the vector to two bytes a value; gives what one step is worth, its length, and the length of what the rounding leaves off.</summary>
    private (float Step, float Length, float Off) Coarse(ReadOnlySpan<float> vector, Scratch scratch)
    {
        var most = Math.Abs(TensorPrimitives.MaxMagnitude(vector));
        var step = most / Math.Min(32_767, int.MaxValue / 127 / Math.Max(1, 2 * _pairs));
        var (length, off) = (0.0, 0.0);
        for (var column = 0; column < vector.Length; column++)
        {
            var rounded = step > 0 ? (short)MathF.Round(vector[column] / step) : (short)0;
            scratch.Vector[column / 2] |= (rounded & 0xFFFF) << (16 * (column % 2));
            length += (double)vector[column] * vector[column];
            off += Math.Pow(vector[column] - ((double)rounded * step), 2);
        }
        return (step, (float)(Math.Sqrt(length) * 1.00001), (float)(Math.Sqrt(off) * 1.00001));
    }

    /// <summary>Rows whose product may be among the k highest, in their order: as high as the k-th highest of what products are at least. One pass over the copies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Candidates(Scratch scratch, (float Step, float Length, float Off) vector, int k)
    {
        var (bar, count) = (float.NegativeInfinity, 0);
        fixed (sbyte* bytes = _bytes)
        fixed (int* query = scratch.Vector)
            for (var row = 0; row < _rows.RowCount; row += Lanes)
            {
                var products = Block(bytes + ((long)row * _pairs * 2), query) * (Vector512.LoadUnsafe(ref _scales[row]) * vector.Step);
                var errors = (Vector512.LoadUnsafe(ref _residuals[row]) * vector.Length) + (Vector512.LoadUnsafe(ref _norms[row]) * vector.Off);
                var most = products + errors;
                for (var bits = Vector512.GreaterThanOrEqual(most, Vector512.Create(bar)).ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
                {
                    var lane = System.Numerics.BitOperations.TrailingZeroCount(bits);
                    if (row + lane >= _rows.RowCount)
                        break;
                    scratch.Note(count++, row + lane, most[lane]);
                    bar = scratch.Bar(products[lane] - errors[lane], k);
                }
            }
        return scratch.Keep(count, bar);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> Block(sbyte* bytes, int* query)
    {
        if (Avx512BW.IsSupported)
        {
            var (even, odd) = (Vector512<int>.Zero, Vector512<int>.Zero);
            var pair = 0;
            for (; pair + 1 < _pairs; pair += 2, bytes += 4 * Lanes)
            {
                even += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.Load(bytes)), Vector512.Create(query[pair]).AsInt16());
                odd += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.Load(bytes + (2 * Lanes))), Vector512.Create(query[pair + 1]).AsInt16());
            }
            if (pair < _pairs)
                even += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.Load(bytes)), Vector512.Create(query[pair]).AsInt16());
            return Vector512.ConvertToSingle(even + odd);
        }
        var sums = Vector512<float>.Zero;
        for (var lane = 0; lane < Lanes; lane++)
        {
            var sum = 0;
            for (var pair = 0; pair < _pairs; pair++)
                sum += (bytes[(pair * 2 * Lanes) + (lane * 2)] * (short)query[pair]) + (bytes[(pair * 2 * Lanes) + (lane * 2) + 1] * (query[pair] >> 16));
            sums = sums.WithElement(lane, sum);
        }
        return sums;
    }

    private Span<float> Exact(ReadOnlySpan<float> vector, Scratch scratch, int count)
    {
        var exact = scratch.Exact(count);
        for (var place = 0; place < count; place++)
            exact[place] = TensorPrimitives.Dot(vector, _rows[scratch.Rows[place]]);
        return exact;
    }

    /// <summary>What a thread keeps from call to call.</summary>
    private sealed class Scratch
    {
        [ThreadStatic] private static Scratch? _own;
        private float[] _exact = [], _most = new float[256], _least = [];
        private int _held;

        /// <summary>The vector, two columns a number.</summary>
        public int[] Vector { get; private set; } = [];

        public int[] Rows { get; private set; } = new int[256];

        public static Scratch Of(int pairs, int k)
        {
            var own = _own ??= new();
            if (own.Vector.Length < pairs)
                own.Vector = new int[pairs];
            Array.Clear(own.Vector);
            if (own._least.Length < k)
                own._least = new float[k];
            own._held = 0;
            return own;
        }

        public Span<float> Exact(int count)
        {
            if (_exact.Length < count)
                _exact = new float[count * 2];
            return _exact.AsSpan(0, count);
        }

        public void Note(int place, int row, float most)
        {
            if (place == Rows.Length)
                (Rows, _most) = ([.. Rows, .. Rows], [.. _most, .. _most]);
            (Rows[place], _most[place]) = (row, most);
        }

        /// <summary>Hears what one more product is at least; gives the k-th highest of all that were heard.</summary>
        public float Bar(float least, int k)
        {
            var heap = _least.AsSpan(0, k); // the lowest stands first
            if (_held < k)
            {
                var place = _held++;
                for (; place > 0 && heap[(place - 1) / 2] > least; place = (place - 1) / 2)
                    heap[place] = heap[(place - 1) / 2];
                heap[place] = least;
            }
            else if (least > heap[0])
            {
                var place = 0;
                for (var child = 1; child < k; child = (2 * place) + 1)
                {
                    child += child + 1 < k && heap[child + 1] < heap[child] ? 1 : 0;
                    if (heap[child] >= least)
                        break;
                    (heap[place], place) = (heap[child], child);
                }
                heap[place] = least;
            }
            return _held < k ? float.NegativeInfinity : heap[0];
        }

        /// <summary>Leaves out what was noted while the bar was lower; gives how many are left.</summary>
        public int Keep(int count, float bar)
        {
            var kept = 0;
            for (var place = 0; place < count; place++)
                if (_most[place] >= bar)
                    Rows[kept++] = Rows[place];
            return kept;
        }
    }
}
