using System.Numerics;
using System.Runtime.Intrinsics;

namespace Taojin.Storage.Reading;

/// <summary>Reads rows of separated fields from UTF-8 bytes: spans into its buffer, no allocation a row, the exact line of every fault.</summary>
/// <remarks>
/// RFC 4180 quotes; rows end with LF, CR LF or, in files without LF, CR. After a fault the next row begins on the next line.
/// Why it is ours: docs/decisions/0003-own-delimited-reader.md.
/// </remarks>
internal sealed class DelimitedReader
{
    private readonly LineBuffer _lines;
    private readonly DelimitedShape _shape;
    private readonly byte _separator;
    private readonly QuotedFields _quoted;
    private int[] _starts = new int[32];
    private int[] _ends = new int[32];
    private bool _isQuoted;

    /// <summary>Reads from the current position of a stream, which begins with line <paramref name="firstLine"/>.</summary>
    public DelimitedReader(Stream stream, DelimitedShape shape, long firstLine = 1)
    {
        (_shape, _separator) = (shape, shape.Separator[0]);
        _lines = new LineBuffer(stream, shape.RowLimit, firstLine);
        _quoted = new QuotedFields(shape);
    }

    /// <summary>Line on which the row begins, from 1.</summary>
    public long Line => _lines.Line;

    /// <summary>Number of fields of the row.</summary>
    public int FieldCount { get; private set; }

    /// <summary>What is wrong with the row; its fields are then not to be used.</summary>
    public RowFault Fault { get; private set; }

    /// <summary>Whether a line end follows the row: only the last one of a file may lack it.</summary>
    public bool IsEnded => _lines.IsEnded;

    /// <summary>The row as it stands in the file, without its line end.</summary>
    public ReadOnlySpan<byte> Raw => _lines.Current;

    /// <summary>A field without its quotes. Valid until the next row.</summary>
    public ReadOnlySpan<byte> this[int field] => _isQuoted
        ? _quoted.Field(field)
        : _lines.Buffer.AsSpan(_starts[field], _ends[field] - _starts[field]);

    /// <summary>Goes to the next row that is not blank.</summary>
    /// <returns>False at the end.</returns>
    public bool Next()
    {
        while (_lines.Next())
        {
            var line = _lines.Current;
            if (line.IsEmpty && !_lines.IsTooLong)
                continue;
            (Fault, _isQuoted, FieldCount) = (RowFault.None, false, 0);
            if (_lines.IsTooLong)
                Fault = RowFault.TooLong;
            else
                Split(line);
            return true;
        }
        return false;
    }

    private void Split(ReadOnlySpan<byte> line)
    {
        var special = _shape.Quotes ? line.IndexOfAny((byte)'"', (byte)0) : line.IndexOf((byte)0);
        if (special >= 0 && line.Contains((byte)0))
            Fault = RowFault.Nul;
        else if (special >= 0)
            (Fault, _isQuoted, FieldCount) = (_quoted.Split(_lines), true, _quoted.Count);
        else if (_shape.Separator.Length == 1)
            SplitAtByte(line);
        else
            SplitAtBytes(line);
    }

    /// <summary>Thirty-two bytes at a time, also where fewer are left: the buffer reaches so far beyond its last byte, and the mask hides what is not the line's.</summary>
    private void SplitAtByte(ReadOnlySpan<byte> line)
    {
        var (offset, count, buffer) = (_lines.Start, 0, _lines.Buffer);
        _starts[0] = offset;
        for (var place = 0; place < line.Length; place += Vector256<byte>.Count)
        {
            var bytes = Vector256.Create(buffer.AsSpan(offset + place, Vector256<byte>.Count));
            var found = Vector256.Equals(bytes, Vector256.Create(_separator)).ExtractMostSignificantBits();
            if (line.Length - place < Vector256<byte>.Count)
                found &= (1u << (line.Length - place)) - 1;
            for (; found != 0; found &= found - 1)
                count = EndField(count, offset + place + BitOperations.TrailingZeroCount(found));
        }
        _ends[count] = offset + line.Length;
        FieldCount = count + 1;
    }

    private int EndField(int count, int at)
    {
        if (count + 2 > _starts.Length)
            Grow();
        _ends[count] = at;
        _starts[count + 1] = at + 1;
        return count + 1;
    }

    private void SplitAtBytes(ReadOnlySpan<byte> line)
    {
        var (start, count) = (0, 0);
        while (true)
        {
            if (count + 1 >= _starts.Length)
                Grow();
            var length = line[start..].IndexOf(_shape.Separator);
            _starts[count] = _lines.Start + start;
            _ends[count++] = _lines.Start + (length < 0 ? line.Length : start + length);
            if (length < 0)
                break;
            start += length + _shape.Separator.Length;
        }
        FieldCount = count;
    }

    private void Grow()
    {
        Array.Resize(ref _starts, _starts.Length * 2);
        Array.Resize(ref _ends, _ends.Length * 2);
    }
}
