using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Taojin.Numerics;

/// <summary>An array that grows when a place beyond its end is written; places never written hold one given value.</summary>
public sealed class GrowingArray<T>(T initial = default)
    where T : unmanaged
{
    private const int Large = 1 << 18; // from here on a quarter of room to spare is enough, and twice the memory would not be

    private readonly bool _isZero = !MemoryMarshal.AsBytes([initial]).ContainsAnyExcept((byte)0);
    private T[] _values = [];

    /// <summary>All places up to the highest written one, and some more.</summary>
    public ReadOnlySpan<T> Values => _values;

    /// <summary>A place for writing; the array grows to hold it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At(int index)
    {
        if (index >= _values.Length)
            Grow(index);
        return ref _values[index];
    }

    /// <summary>What stands at a place; the initial value for negative and unwritten ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read(int index) => (uint)index < (uint)_values.Length ? _values[index] : initial;

    /// <summary>Replaces all values.</summary>
    public void Restore(T[] values) => _values = values;

    private void Grow(int index)
    {
        var length = _values.Length;
        Array.Resize(ref _values, Math.Max(index + 1, Math.Max(256, length < Large ? length * 2 : length + (length / 4))));
        if (!_isZero) // new memory is zero, and stays with the system until somebody writes there
            _values.AsSpan(length).Fill(initial);
    }
}
