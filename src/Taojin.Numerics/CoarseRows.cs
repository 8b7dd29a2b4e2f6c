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
        var scratch = Scratch.Of(_scales.Length, best.Length);
        var (length, off) = Approximate(vector, scratch);
        var bar = Bar(scratch, (length, off), best.Length);
        var count = Candidates(scratch, (length, off), bar);
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

    /// <summary>Products of the copies; gives the length of the vector and of what its own rounding leaves off.</summary>
    private (float Length, float Off) Approximate(ReadOnlySpan<float> vector, Scratch scratch)
    {
        var most = Math.Abs(TensorPrimitives.MaxMagnitude(vector));
        var step = most / Math.Min(32_767, int.MaxValue / 127 / Math.Max(1, 2 * _pairs));
        var pairs = scratch.Vector(_pairs);
        var (length, off) = (0.0, 0.0);
        for (var column = 0; column < vector.Length; column++)
        {
            var rounded = step > 0 ? (short)MathF.Round(vector[column] / step) : (short)0;
            pairs[column / 2] |= (rounded & 0xFFFF) << (16 * (column % 2));
            length += (double)vector[column] * vector[column];
            off += Math.Pow(vector[column] - ((double)rounded * step), 2);
        }
        fixed (sbyte* bytes = _bytes)
        fixed (float* sums = scratch.Products)
        fixed (int* query = pairs)
            for (var block = 0; block < _scales.Length / Lanes; block++)
                Block(bytes + ((long)block * Lanes * _pairs * 2), query, sums + (block * Lanes));
        var products = scratch.Products.AsSpan(0, _scales.Length);
        TensorPrimitives.Multiply(products, _scales, products);
        TensorPrimitives.Multiply(products, step, products);
        return ((float)(Math.Sqrt(length) * 1.00001), (float)(Math.Sqrt(off) * 1.00001));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Block(sbyte* bytes, int* query, float* sums)
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
            Vector512.ConvertToSingle(even + odd).Store(sums);
            return;
        }
        for (var lane = 0; lane < Lanes; lane++)
        {
            var sum = 0;
            for (var pair = 0; pair < _pairs; pair++)
                sum += (bytes[(pair * 2 * Lanes) + (lane * 2)] * (short)query[pair]) + (bytes[(pair * 2 * Lanes) + (lane * 2) + 1] * (query[pair] >> 16));
            sums[lane] = sum;
        }
    }

    /// <summary>What the k-th best exact product is at least.</summary>
    private float Bar(Scratch scratch, (float Length, float Off) vector, int k)
    {
        if (_rows.RowCount <= k)
            return float.NegativeInfinity;
        var count = TopK.Write(scratch.Products.AsSpan(0, _rows.RowCount), scratch.Best.AsSpan(0, k));
        var bar = count < k ? float.NegativeInfinity : float.PositiveInfinity;
        foreach (var row in scratch.Best.AsSpan(0, count))
            bar = Math.Min(bar, scratch.Products[row] - Error(row, vector));
        return bar;
    }

    /// <summary>Rows whose product may reach the bar.</summary>
    private int Candidates(Scratch scratch, (float Length, float Off) vector, float bar)
    {
        var (count, row) = (0, 0);
        for (; row + Lanes <= _rows.RowCount; row += Lanes)
        {
            var most = Vector512.LoadUnsafe(ref scratch.Products[row]) + (Vector512.LoadUnsafe(ref _residuals[row]) * vector.Length) + (Vector512.LoadUnsafe(ref _norms[row]) * vector.Off);
            for (var bits = Vector512.GreaterThanOrEqual(most, Vector512.Create(bar)).ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
                scratch.Note(count++, row + System.Numerics.BitOperations.TrailingZeroCount(bits));
        }
        for (; row < _rows.RowCount; row++)
            if (scratch.Products[row] + Error(row, vector) >= bar)
                scratch.Note(count++, row);
        return count;
    }

    private Span<float> Exact(ReadOnlySpan<float> vector, Scratch scratch, int count)
    {
        var exact = scratch.Exact(count);
        for (var place = 0; place < count; place++)
            exact[place] = TensorPrimitives.Dot(vector, _rows[scratch.Rows[place]]);
        return exact;
    }

    private float Error(int row, (float Length, float Off) vector) => (_residuals[row] * vector.Length) + (_norms[row] * vector.Off);

    /// <summary>What a thread keeps from call to call.</summary>
    private sealed class Scratch
    {
        [ThreadStatic] private static Scratch? _own;
        private float[] _exact = [];
        private int[] _vector = [];

        public float[] Products { get; private set; } = [];

        public int[] Best { get; private set; } = [];

        public int[] Rows { get; private set; } = new int[256];

        public static Scratch Of(int rows, int k)
        {
            var own = _own ??= new();
            if (own.Products.Length < rows)
                own.Products = new float[rows];
            if (own.Best.Length < k)
                own.Best = new int[k];
            return own;
        }

        public int[] Vector(int pairs)
        {
            if (_vector.Length < pairs)
                _vector = new int[pairs];
            Array.Clear(_vector);
            return _vector;
        }

        public Span<float> Exact(int count)
        {
            if (_exact.Length < count)
                _exact = new float[count * 2];
            return _exact.AsSpan(0, count);
        }

        public void Note(int place, int row)
        {
            if (place == Rows.Length)
                Rows = [.. Rows, .. Rows];
            Rows[place] = row;
        }
    }
}
