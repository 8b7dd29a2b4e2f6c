namespace Taojin.Storage.Privacy;

/// <summary>Rows of a text file of any length with their line ends, as bytes: what is kept of a file stays what it was, whatever its encoding.</summary>
/// <param name="stream">The file.</param>
/// <param name="hasQuotes">Whether a line end within quotes ends no row, as in CSV.</param>
internal sealed class ByteRows(Stream stream, bool hasQuotes)
{
    private const int MostOfRow = 16 << 20; // a quote that nobody closes must not make one row of the rest
    private byte[] _bytes = new byte[1 << 16];
    private int _start, _end;

    /// <summary>The next row; valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> row)
    {
        var isQuoted = false;
        for (var at = _start; ; at++)
        {
            if (at == _end)
            {
                at -= _start;
                if (!Fill())
                {
                    row = _bytes.AsSpan(_start, _end - _start);
                    _start = _end;
                    return row.Length > 0;
                }
            }
            isQuoted ^= hasQuotes && _bytes[at] == '"';
            if (_bytes[at] != '\n' || (isQuoted && at - _start < MostOfRow))
                continue;
            row = _bytes.AsSpan(_start, at + 1 - _start);
            _start = at + 1;
            return true;
        }
    }

    /// <summary>Moves what is begun to the front and reads on behind it.</summary>
    private bool Fill()
    {
        _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
        if (_end == _bytes.Length)
            Array.Resize(ref _bytes, 2 * _bytes.Length);
        var read = stream.Read(_bytes, _end, _bytes.Length - _end);
        _end += read;
        return read > 0;
    }
}
