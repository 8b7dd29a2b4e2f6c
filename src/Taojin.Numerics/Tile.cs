using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Taojin.Numerics;

/// <summary>A place in a matrix and how far its next row is.</summary>
internal readonly unsafe struct Panel(float* start, int stride)
{
    public readonly float* Start = start;

    public readonly int Stride = stride;
}

/// <summary>The product of a thin left and a thin right panel, Σₖ leftₖ rightₖᵀ, of 8 rows and 32 columns: all dense kernels are made of it.</summary>
/// <remarks>The sum over k is in order, in registers; the bits depend on the width of the machine's vectors only where it cannot round once.</remarks>
internal static unsafe class Tile
{
    public const int Rows = 8, Columns = 32;

    /// <summary>target += Σ.</summary>
    public static void Add(Panel left, Panel right, int depth, Panel target) => Run<Added>(left, right, depth, target);

    /// <summary>target −= Σ.</summary>
    public static void Subtract(Panel left, Panel right, int depth, Panel target) => Run<Subtracted>(left, right, depth, target);

    /// <summary>target = Σ.</summary>
    public static void Write(Panel left, Panel right, int depth, Panel target) => Run<Written>(left, right, depth, target);

    private static void Run<TEnd>(Panel left, Panel right, int depth, Panel target)
        where TEnd : struct, IEnd
    {
        if (Vector512.IsHardwareAccelerated)
            EightRows<Lanes16, Vector512<float>, TEnd>(left, right, depth, target);
        else if (Vector256.IsHardwareAccelerated)
            Parts<Lanes8, Vector256<float>, TEnd>(left, right, depth, target);
        else
            Parts<Lanes4, Vector128<float>, TEnd>(left, right, depth, target);
    }

    /// <summary>Where there are sixteen registers, four rows at a time leave none in memory.</summary>
    private static void Parts<TLanes, TVector, TEnd>(Panel left, Panel right, int depth, Panel target)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
        where TEnd : struct, IEnd
    {
        for (var column = 0; column < Columns; column += 2 * TLanes.Count)
            for (var row = 0; row < Rows; row += 4)
                FourRows<TLanes, TVector, TEnd>(
                    new(left.Start + row, left.Stride), new(right.Start + column, right.Stride), depth, new(target.Start + ((nint)row * target.Stride) + column, target.Stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightRows<TLanes, TVector, TEnd>(Panel left, Panel right, int depth, Panel target)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
        where TEnd : struct, IEnd
    {
        TVector a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        TVector e0 = default, e1 = default, f0 = default, f1 = default, g0 = default, g1 = default, h0 = default, h1 = default;
        float* x = left.Start, y = right.Start;
        for (var k = 0; k < depth; k++, x += left.Stride, y += right.Stride)
        {
            var (y0, y1) = (TLanes.Load(y), TLanes.Load(y + TLanes.Count));
            var s = TLanes.Of(x[0]);
            (a0, a1) = (TLanes.MultiplyAdd(s, y0, a0), TLanes.MultiplyAdd(s, y1, a1));
            s = TLanes.Of(x[1]);
            (b0, b1) = (TLanes.MultiplyAdd(s, y0, b0), TLanes.MultiplyAdd(s, y1, b1));
            s = TLanes.Of(x[2]);
            (c0, c1) = (TLanes.MultiplyAdd(s, y0, c0), TLanes.MultiplyAdd(s, y1, c1));
            s = TLanes.Of(x[3]);
            (d0, d1) = (TLanes.MultiplyAdd(s, y0, d0), TLanes.MultiplyAdd(s, y1, d1));
            s = TLanes.Of(x[4]);
            (e0, e1) = (TLanes.MultiplyAdd(s, y0, e0), TLanes.MultiplyAdd(s, y1, e1));
            s = TLanes.Of(x[5]);
            (f0, f1) = (TLanes.MultiplyAdd(s, y0, f0), TLanes.MultiplyAdd(s, y1, f1));
            s = TLanes.Of(x[6]);
            (g0, g1) = (TLanes.MultiplyAdd(s, y0, g0), TLanes.MultiplyAdd(s, y1, g1));
            s = TLanes.Of(x[7]);
            (h0, h1) = (TLanes.MultiplyAdd(s, y0, h0), TLanes.MultiplyAdd(s, y1, h1));
        }
        End<TLanes, TVector, TEnd>(target, 0, a0, a1);
        End<TLanes, TVector, TEnd>(target, 1, b0, b1);
        End<TLanes, TVector, TEnd>(target, 2, c0, c1);
        End<TLanes, TVector, TEnd>(target, 3, d0, d1);
        End<TLanes, TVector, TEnd>(target, 4, e0, e1);
        End<TLanes, TVector, TEnd>(target, 5, f0, f1);
        End<TLanes, TVector, TEnd>(target, 6, g0, g1);
        End<TLanes, TVector, TEnd>(target, 7, h0, h1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows<TLanes, TVector, TEnd>(Panel left, Panel right, int depth, Panel target)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
        where TEnd : struct, IEnd
    {
        TVector a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        float* x = left.Start, y = right.Start;
        for (var k = 0; k < depth; k++, x += left.Stride, y += right.Stride)
        {
            var (y0, y1) = (TLanes.Load(y), TLanes.Load(y + TLanes.Count));
            var s = TLanes.Of(x[0]);
            (a0, a1) = (TLanes.MultiplyAdd(s, y0, a0), TLanes.MultiplyAdd(s, y1, a1));
            s = TLanes.Of(x[1]);
            (b0, b1) = (TLanes.MultiplyAdd(s, y0, b0), TLanes.MultiplyAdd(s, y1, b1));
            s = TLanes.Of(x[2]);
            (c0, c1) = (TLanes.MultiplyAdd(s, y0, c0), TLanes.MultiplyAdd(s, y1, c1));
            s = TLanes.Of(x[3]);
            (d0, d1) = (TLanes.MultiplyAdd(s, y0, d0), TLanes.MultiplyAdd(s, y1, d1));
        }
        End<TLanes, TVector, TEnd>(target, 0, a0, a1);
        End<TLanes, TVector, TEnd>(target, 1, b0, b1);
        End<TLanes, TVector, TEnd>(target, 2, c0, c1);
        End<TLanes, TVector, TEnd>(target, 3, d0, d1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void End<TLanes, TVector, TEnd>(Panel target, int row, TVector first, TVector second)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
        where TEnd : struct, IEnd
    {
        var place = target.Start + ((nint)row * target.Stride);
        TEnd.Put<TLanes, TVector>(first, place);
        TEnd.Put<TLanes, TVector>(second, place + TLanes.Count);
    }

    /// <summary>What becomes of a finished sum.</summary>
    private interface IEnd
    {
        static abstract void Put<TLanes, TVector>(TVector sum, float* place)
            where TLanes : struct, ILanes<TVector>
            where TVector : unmanaged;
    }

    private readonly struct Added : IEnd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Put<TLanes, TVector>(TVector sum, float* place)
            where TLanes : struct, ILanes<TVector>
            where TVector : unmanaged => TLanes.Store(TLanes.MultiplyAdd(TLanes.Of(1), sum, TLanes.Load(place)), place);
    }

    private readonly struct Subtracted : IEnd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Put<TLanes, TVector>(TVector sum, float* place)
            where TLanes : struct, ILanes<TVector>
            where TVector : unmanaged => TLanes.Store(TLanes.MultiplyAdd(TLanes.Of(-1), sum, TLanes.Load(place)), place);
    }

    private readonly struct Written : IEnd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Put<TLanes, TVector>(TVector sum, float* place)
            where TLanes : struct, ILanes<TVector>
            where TVector : unmanaged => TLanes.Store(sum, place);
    }
}
