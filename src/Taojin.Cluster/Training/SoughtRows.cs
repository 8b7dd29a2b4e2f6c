using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Taojin.Numerics;

namespace Taojin.Cluster.Training;

/// <summary>Vectors of a block while they are sought, which are sent from where they stand.</summary>
/// <param name="rows">The most rows of a block.</param>
/// <param name="factors">Length of each vector.</param>
internal sealed unsafe class SoughtRows(int rows, int factors) : MemoryManager<byte>
{
    /// <summary>The vectors, shape [rows × factors].</summary>
    public DenseRows Rows { get; } = new(rows, factors, GC.AllocateUninitializedArray<float>(rows * factors, pinned: true));

    /// <summary>The first vectors.</summary>
    public Span<float> First(int count) => Rows.Values.AsSpan(0, count * factors);

    /// <summary>The first vectors as bytes.</summary>
    public ReadOnlyMemory<byte> BytesOf(int count) => Memory[..(count * factors * sizeof(float))];

    public override Span<byte> GetSpan() => MemoryMarshal.AsBytes(Rows.Values.AsSpan());

    public override MemoryHandle Pin(int elementIndex = 0) => new(Unsafe.AsPointer(ref GetSpan()[elementIndex])); // the array never moves

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
