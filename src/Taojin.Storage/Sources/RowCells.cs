using System.Text;

namespace Taojin.Storage.Sources;

/// <summary>The cells of a row, put in one by one in any order; columns that get none are empty.</summary>
internal sealed class RowCells(int width)
{
    private readonly (int Start, int Length)[] _at = new (int, int)[width];
    private byte[] _text = new byte[4096];

    /// <summary>Number of cells.</summary>
    public int Width => width;

    /// <summary>Bytes of all cells.</summary>
    public int Size { get; private set; }

    /// <summary>A cell. Valid until the next row.</summary>
    public ReadOnlySpan<byte> this[int column] => _text.AsSpan(_at[column].Start, _at[column].Length);

    /// <summary>All cells in the order they came, for the rejects file.</summary>
    public ReadOnlySpan<byte> All => _text.AsSpan(0, Size);

    /// <summary>Forgets all cells.</summary>
    public void Clear()
    {
        Array.Clear(_at);
        Size = 0;
    }

    /// <summary>Puts a cell in.</summary>
    public void Set(int column, ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Take(column, text.Length);
    }

    /// <summary>Puts a cell in.</summary>
    public void Set(int column, ReadOnlySpan<char> text) => Take(column, Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length))));

    /// <summary>Room for the next cell.</summary>
    private Span<byte> Room(int length)
    {
        if (_text.Length - Size < length)
            Array.Resize(ref _text, Math.Max(Size + length, _text.Length * 2));
        return _text.AsSpan(Size);
    }

    private void Take(int column, int length)
    {
        _at[column] = (Size, length);
        Size += length;
    }
}

/// <summary>A row of cells that were put in one by one.</summary>
internal readonly struct CellsRow(RowCells cells) : IRow
{
    /// <inheritdoc />
    public int FieldCount => cells.Width;

    /// <inheritdoc />
    public ReadOnlySpan<byte> this[int field] => cells[field];
}
