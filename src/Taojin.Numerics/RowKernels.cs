using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Taojin.Numerics;

/// <summary>Products of many short rows with one vector: four rows at a time, so that the vector is loaded once for four.</summary>
internal static unsafe class RowKernels
{
    /// <summary>target += Σ weight · (row·vector + shift) · row over some rows: one product with a sum of outer products that is never formed.</summary>
    public static void AddProducts(in PickedRows rows, float shift, float* vector, float* target)
    {
        if (Vector512.IsHardwareAccelerated && rows.Length % 16 == 0)
            Rows<Lanes16, Vector512<float>>(rows, shift, vector, target);
        else if (Vector256.IsHardwareAccelerated && rows.Length % 8 == 0)
            Rows<Lanes8, Vector256<float>>(rows, shift, vector, target);
        else
            Rows<Lanes4, Vector128<float>>(rows, shift, vector, target);
    }

    /// <summary>target += Σ weight · row.</summary>
    public static void AddRows(in PickedRows rows, float* target)
    {
        for (var place = 0; place < rows.Count; place++)
            if (Vector512.IsHardwareAccelerated && rows.Length % 16 == 0)
                AddOne<Lanes16, Vector512<float>>(rows.First + ((nint)rows.Picked[place] * rows.Length), rows.Weights[place], target, rows.Length);
            else
                AddOne<Lanes4, Vector128<float>>(rows.First + ((nint)rows.Picked[place] * rows.Length), rows.Weights[place], target, rows.Length);
    }

    /// <summary>target += M vector for a whole symmetric M by rows, shape [length × length].</summary>
    public static void AddSymmetric(float* square, int length, float* vector, float* target)
    {
        if (Vector512.IsHardwareAccelerated && length % 16 == 0)
            Square<Lanes16, Vector512<float>>(square, length, vector, target);
        else if (Vector256.IsHardwareAccelerated && length % 8 == 0)
            Square<Lanes8, Vector256<float>>(square, length, vector, target);
        else
            Square<Lanes4, Vector128<float>>(square, length, vector, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TLanes, TVector>(in PickedRows rows, float shift, float* vector, float* target)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var (length, count) = (rows.Length, rows.Count);
        float* weights = rows.Weights, first = rows.First;
        var picked = rows.Picked;
        var place = 0;
        for (; place + 4 <= count; place += 4)
        {
            float* a = first + ((nint)picked[place] * length), b = first + ((nint)picked[place + 1] * length);
            float* c = first + ((nint)picked[place + 2] * length), d = first + ((nint)picked[place + 3] * length);
            var four = Dots<TLanes, TVector>(new(a, b, c, d), vector, length);
            four = (four + Vector128.Create(shift)) * Vector128.Load(weights + place);
            AddFour<TLanes, TVector>(new(a, b, c, d), four, target, length);
        }
        for (; place < count; place++)
        {
            var row = first + ((nint)picked[place] * length);
            AddOne<TLanes, TVector>(row, weights[place] * (Dot<TLanes, TVector>(row, vector, length) + shift), target, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Square<TLanes, TVector>(float* square, int length, float* vector, float* target)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var place = 0;
        for (; place + (4 * TLanes.Count) <= length; place += 4 * TLanes.Count)
        {
            TVector a = TLanes.Load(target + place), b = TLanes.Load(target + place + TLanes.Count);
            TVector c = TLanes.Load(target + place + (2 * TLanes.Count)), d = TLanes.Load(target + place + (3 * TLanes.Count));
            var row = square + place;
            for (var line = 0; line < length; line++, row += length)
            {
                var factor = TLanes.Of(vector[line]);
                a = TLanes.MultiplyAdd(TLanes.Load(row), factor, a);
                b = TLanes.MultiplyAdd(TLanes.Load(row + TLanes.Count), factor, b);
                c = TLanes.MultiplyAdd(TLanes.Load(row + (2 * TLanes.Count)), factor, c);
                d = TLanes.MultiplyAdd(TLanes.Load(row + (3 * TLanes.Count)), factor, d);
            }
            TLanes.Store(a, target + place);
            TLanes.Store(b, target + place + TLanes.Count);
            TLanes.Store(c, target + place + (2 * TLanes.Count));
            TLanes.Store(d, target + place + (3 * TLanes.Count));
        }
        for (; place < length; place++)
            target[place] += Dot<TLanes, TVector>(square + ((nint)place * length), vector, length); // the matrix is its own transpose
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Dots<TLanes, TVector>(FourRows rows, float* vector, int length)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector a = default, b = default, c = default, d = default;
        var place = 0;
        for (; place + TLanes.Count <= length; place += TLanes.Count)
        {
            var v = TLanes.Load(vector + place);
            a = TLanes.MultiplyAdd(TLanes.Load(rows.A + place), v, a);
            b = TLanes.MultiplyAdd(TLanes.Load(rows.B + place), v, b);
            c = TLanes.MultiplyAdd(TLanes.Load(rows.C + place), v, c);
            d = TLanes.MultiplyAdd(TLanes.Load(rows.D + place), v, d);
        }
        var sums = Vector128.Create(TLanes.Sum(a), TLanes.Sum(b), TLanes.Sum(c), TLanes.Sum(d));
        for (; place < length; place++)
            sums += Vector128.Create(rows.A[place], rows.B[place], rows.C[place], rows.D[place]) * vector[place];
        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Dot<TLanes, TVector>(float* row, float* vector, int length)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector a = default;
        var place = 0;
        for (; place + TLanes.Count <= length; place += TLanes.Count)
            a = TLanes.MultiplyAdd(TLanes.Load(row + place), TLanes.Load(vector + place), a);
        var sum = TLanes.Sum(a);
        for (; place < length; place++)
            sum += row[place] * vector[place];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour<TLanes, TVector>(FourRows rows, Vector128<float> factors, float* target, int length)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var (a, b, c, d) = (TLanes.Of(factors[0]), TLanes.Of(factors[1]), TLanes.Of(factors[2]), TLanes.Of(factors[3]));
        var place = 0;
        for (; place + TLanes.Count <= length; place += TLanes.Count)
        {
            var sum = TLanes.MultiplyAdd(TLanes.Load(rows.A + place), a, TLanes.Load(target + place));
            sum = TLanes.MultiplyAdd(TLanes.Load(rows.B + place), b, sum);
            sum = TLanes.MultiplyAdd(TLanes.Load(rows.C + place), c, sum);
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(rows.D + place), d, sum), target + place);
        }
        for (; place < length; place++)
            target[place] += (rows.A[place] * factors[0]) + (rows.B[place] * factors[1]) + (rows.C[place] * factors[2]) + (rows.D[place] * factors[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddOne<TLanes, TVector>(float* row, float factor, float* target, int length)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var scale = TLanes.Of(factor);
        var place = 0;
        for (; place + TLanes.Count <= length; place += TLanes.Count)
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(row + place), scale, TLanes.Load(target + place)), target + place);
        for (; place < length; place++)
            target[place] += row[place] * factor;
    }

    private readonly struct FourRows(float* a, float* b, float* c, float* d)
    {
        public readonly float* A = a, B = b, C = c, D = d;
    }
}

/// <summary>Some rows of a matrix with a weight each.</summary>
internal readonly unsafe struct PickedRows
{
    /// <summary>The matrix's first row.</summary>
    public required float* First { get; init; }

    /// <summary>Length of a row.</summary>
    public required int Length { get; init; }

    /// <summary>Which rows, shape [count].</summary>
    public required int* Picked { get; init; }

    /// <summary>Weight of each, shape [count].</summary>
    public required float* Weights { get; init; }

    public required int Count { get; init; }
}
