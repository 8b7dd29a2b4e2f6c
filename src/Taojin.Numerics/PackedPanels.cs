using System.Runtime.InteropServices;

namespace Taojin.Numerics;

/// <summary>Rows laid out for <see cref="Tile"/>: panel by panel of a fixed number of rows, and within a panel depth by depth. Missing rows are 0.</summary>
internal sealed unsafe class PackedPanels : IDisposable
{
    private readonly float* _values;

    /// <param name="rowCount">Rows held.</param>
    /// <param name="depth">Length of a row.</param>
    /// <param name="width">Rows of a panel: <see cref="Tile.Rows"/> on the left of a product, <see cref="Tile.Columns"/> on the right.</param>
    public PackedPanels(int rowCount, int depth, int width)
    {
        (Count, Depth, Width) = ((rowCount + width - 1) / width, depth, width);
        var bytes = (nuint)Math.Max(1, Count) * (nuint)Math.Max(1, depth) * (nuint)width * sizeof(float);
        _values = (float*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(_values, bytes);
    }

    /// <summary>Number of panels.</summary>
    public int Count { get; }

    public int Depth { get; }

    public int Width { get; }

    public Panel this[int panel] => new(_values + ((nint)panel * Depth * Width), Width);

    /// <summary>Where a row's first value stands; its next ones are <see cref="Width"/> apart.</summary>
    public float* Row(int row) => _values + ((nint)(row / Width) * Depth * Width) + (row % Width);

    /// <summary>Takes over a row, shape [depth].</summary>
    public void Put(int row, ReadOnlySpan<float> values)
    {
        var place = Row(row);
        for (var k = 0; k < values.Length; k++)
            place[(nint)k * Width] = values[k];
    }

    public static PackedPanels Of(DenseRows rows, int width)
    {
        var panels = new PackedPanels(rows.RowCount, rows.ColumnCount, width);
        for (var row = 0; row < rows.RowCount; row++)
            panels.Put(row, rows[row]);
        return panels;
    }

    public void Dispose() => NativeMemory.AlignedFree(_values);
}
