namespace Taojin.Storage.Reading;

/// <summary>The slow path of <see cref="DelimitedReader"/>: rows with a double quote somewhere, which may run over several lines.</summary>
internal sealed class QuotedFields(DelimitedShape shape)
{
    private byte[] _text = new byte[4096];
    private int[] _ends = new int[32];
    private int _used;

    /// <summary>Number of fields.</summary>
    public int Count { get; private set; }

    /// <summary>A field without its quotes.</summary>
    public ReadOnlySpan<byte> Field(int field)
    {
        var start = field == 0 ? 0 : _ends[field - 1];
        return _text.AsSpan(start, _ends[field] - start);
    }

    /// <summary>Parts the current line of <paramref name="lines"/>, and takes in the following ones while a quote is open.</summary>
    /// <remarks>On a fault only the first line is used up, so that reading goes on with the line after it.</remarks>
    public RowFault Split(LineBuffer lines)
    {
        (_used, Count) = (0, 0);
        var (place, joined) = (0, 0);
        while (true)
        {
            var fault = lines.Length > place && lines.Current[place] == '"'
                ? TakeQuoted(lines, ref place, ref joined)
                : TakePlain(lines.Current, ref place);
            if (fault != RowFault.None)
            {
                lines.KeepFirst();
                return fault;
            }
            EndField();
            if (place >= lines.Length)
                return RowFault.None;
            place += shape.Separator.Length; // TakeX stops at a separator or at the end
        }
    }

    private RowFault TakePlain(ReadOnlySpan<byte> line, ref int place)
    {
        var length = line[place..].IndexOf(shape.Separator);
        var end = length < 0 ? line.Length : place + length;
        Add(line[place..end]);
        // A separator that ends the line opens one more, empty field: stand before it.
        place = end;
        return RowFault.None;
    }

    private RowFault TakeQuoted(LineBuffer lines, ref int place, ref int joined)
    {
        var searched = ++place;
        while (true)
        {
            var quote = lines.Current[searched..].IndexOf((byte)'"') + searched - place;
            if (quote < searched - place)
            {
                searched = lines.Length;
                if (++joined >= shape.QuotedLineLimit || !lines.Join())
                    return RowFault.QuoteOpen;
                continue;
            }
            Add(lines.Current.Slice(place, quote));
            place += quote + 1;
            if (place < lines.Length && lines.Current[place] == '"')
            {
                Add("\""u8);
                searched = ++place;
                continue;
            }
            var isAtEnd = place >= lines.Length || lines.Current[place..].StartsWith(shape.Separator);
            return isAtEnd ? RowFault.None : RowFault.QuoteBroken;
        }
    }

    private void EndField()
    {
        if (Count == _ends.Length)
            Array.Resize(ref _ends, Count * 2);
        _ends[Count++] = _used;
    }

    private void Add(ReadOnlySpan<byte> text)
    {
        if (_used + text.Length > _text.Length)
            Array.Resize(ref _text, Math.Max(_used + text.Length, _text.Length * 2));
        text.CopyTo(_text.AsSpan(_used));
        _used += text.Length;
    }
}
