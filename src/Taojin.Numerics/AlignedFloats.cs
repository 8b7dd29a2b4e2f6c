using System.Runtime.InteropServices;

namespace Taojin.Numerics;

/// <summary>Zeroed scratch memory that starts on a line of the cache and does not move; the collector gives it back.</summary>
internal sealed unsafe class AlignedFloats
{
    private readonly float[] _values;

    public AlignedFloats(long length)
    {
        _values = GC.AllocateArray<float>(checked((int)(length + 16)), pinned: true);
        var start = (float*)Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0);
        Start = (float*)(((nint)start + 63) & ~(nint)63);
        Length = (int)length;
    }

    public float* Start { get; }

    public int Length { get; }

    public Span<float> Span => new(Start, Length);

    public void Clear() => Span.Clear();
}
