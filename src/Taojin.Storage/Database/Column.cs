using System.Text;
using DuckDB.NET.Native;
using Taojin.Storage.Postgres;

namespace Taojin.Storage.Database;

/// <summary>One column of rows on their way into a table.</summary>
internal abstract class Column(string name, DuckDBType type)
{
    /// <summary>Name in the table.</summary>
    public string Name { get; } = name;

    /// <summary>Type in the table.</summary>
    public DuckDBType Type { get; } = type;

    /// <summary>Forgets all values.</summary>
    public abstract void Clear();

    /// <summary>Copies a run of values into a vector of DuckDB.</summary>
    public abstract void Write(nint vector, int start, int count);

    /// <summary>Writes one value as PostgreSQL's COPY reads it.</summary>
    public abstract void Write(CopyBuffer buffer, int row);

    /// <summary>Marks one place of a vector as empty.</summary>
    protected static unsafe void SetNull(nint vector, int place)
    {
        NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
        NativeMethods.ValidityMask.DuckDBValiditySetRowValidity(NativeMethods.Vectors.DuckDBVectorGetValidity(vector), (ulong)place, false);
    }
}

/// <summary>A column of numbers; a value that equals <paramref name="empty"/> is stored as NULL.</summary>
internal sealed class Column<T>(string name, DuckDBType type, int capacity, T? empty = null) : Column(name, type)
    where T : unmanaged, IEquatable<T>
{
    private T[] _values = new T[capacity];

    /// <summary>Number of values.</summary>
    public int Count { get; private set; }

    /// <summary>All values.</summary>
    public ReadOnlySpan<T> Values => _values.AsSpan(0, Count);

    /// <summary>Adds a value.</summary>
    public void Add(T value)
    {
        if (Count == _values.Length)
            Array.Resize(ref _values, Math.Max(16, Count * 2));
        _values[Count++] = value;
    }

    /// <inheritdoc />
    public override void Clear() => Count = 0;

    /// <inheritdoc />
    public override void Write(CopyBuffer buffer, int row)
    {
        var value = _values[row];
        if (empty is { } nothing && value.Equals(nothing))
            buffer.Null();
        else
            buffer.Number(value, Type);
    }

    /// <inheritdoc />
    public override unsafe void Write(nint vector, int start, int count)
    {
        var values = _values.AsSpan(start, count);
        values.CopyTo(new Span<T>(NativeMethods.Vectors.DuckDBVectorGetData(vector), count));
        if (empty is not { } nothing)
            return;
        if (values.IndexOfAnyExcept(nothing) < 0)
        {
            NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
            new Span<ulong>(NativeMethods.Vectors.DuckDBVectorGetValidity(vector), (count + 63) / 64).Clear();
            return;
        }
        for (var place = values.IndexOf(nothing); place >= 0;)
        {
            SetNull(vector, place);
            var next = values[(place + 1)..].IndexOf(nothing);
            place = next < 0 ? -1 : place + 1 + next;
        }
    }
}

/// <summary>A column of UTF-8 text in one run of bytes; text that was not given is stored as NULL, empty text too.</summary>
internal sealed class TextColumn(string name, int capacity) : Column(name, DuckDBType.Varchar)
{
    private byte[] _bytes = new byte[capacity * 8];
    private int[] _ends = new int[capacity];
    private int _used;

    /// <summary>Number of values.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a text.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        if (Count == _ends.Length)
            Array.Resize(ref _ends, Math.Max(16, Count * 2));
        if (_used + text.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_used + text.Length, _bytes.Length * 2));
        text.CopyTo(_bytes.AsSpan(_used));
        _used += text.Length;
        _ends[Count++] = _used;
    }

    /// <summary>Adds a text.</summary>
    public void Add(string? text) => Add(text is null ? [] : Encoding.UTF8.GetBytes(text));

    /// <inheritdoc />
    public override void Clear() => (_used, Count) = (0, 0);

    /// <inheritdoc />
    public override void Write(CopyBuffer buffer, int row)
    {
        var begin = row == 0 ? 0 : _ends[row - 1];
        if (_ends[row] == begin)
            buffer.Null();
        else
            buffer.Text(_bytes.AsSpan(begin, _ends[row] - begin));
    }

    /// <inheritdoc />
    public override unsafe void Write(nint vector, int start, int count)
    {
        fixed (byte* bytes = _bytes)
        {
            for (var place = 0; place < count; place++)
            {
                var begin = start + place == 0 ? 0 : _ends[start + place - 1];
                var length = _ends[start + place] - begin;
                if (length == 0)
                    SetNull(vector, place);
                else
                    NativeMethods.Vectors.DuckDBVectorAssignStringElementLength(vector, (ulong)place, bytes + begin, length);
            }
        }
    }
}
