namespace Taojin.Storage.Reading;

/// <summary>Lines of a stream as runs of one buffer. A line over the limit is skipped to its end and marked.</summary>
internal sealed class LineBuffer(Stream stream, int limit, long firstLine)
{
    /// <summary>Bytes that may be read behind the last one; they hold nothing.</summary>
    public const int Slack = 32;

    private int _end;        // bytes in the buffer
    private int _next;       // where the next line begins
    private bool _isAtEnd;
    private byte _lineEnd;   // 0: not known yet
    private long _nextLine = firstLine;
    private (int Length, int Next, bool IsEnded) _first; // of the first line, from Start

    /// <summary>The buffer that <see cref="Start"/> points into.</summary>
    public byte[] Buffer { get; private set; } = new byte[128 * 1024]; // stays in the second-level cache

    /// <summary>Where the current line begins.</summary>
    public int Start { get; private set; }

    /// <summary>Bytes of the current line, without its end.</summary>
    public int Length { get; private set; }

    /// <summary>Number of the current line.</summary>
    public long Line { get; private set; }

    /// <summary>Whether the current line is followed by a line end.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Whether the line was longer than the limit; then only its beginning is here.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The current line.</summary>
    public ReadOnlySpan<byte> Current => Buffer.AsSpan(Start, Length);

    /// <summary>Goes to the next line.</summary>
    public bool Next()
    {
        Start = _next;
        (Length, IsTooLong, Line) = (0, false, _nextLine);
        if (!Extend(maySkip: true))
            return false;
        _first = (Length, _next - Start, IsEnded);
        return true;
    }

    /// <summary>Takes the following line into the current one, with the line end between.</summary>
    /// <returns>False at the end of the stream, or when the row would be over the limit.</returns>
    public bool Join() => IsEnded && Extend(maySkip: false) && !IsTooLong;

    /// <summary>Gives back the lines that were joined: the next line is the one after the first.</summary>
    public void KeepFirst() =>
        (Length, _next, IsEnded, IsTooLong, _nextLine) = (_first.Length, Start + _first.Next, _first.IsEnded, false, Line + 1);

    private bool Extend(bool maySkip)
    {
        while (true)
        {
            var found = FindLineEnd();
            if (found >= 0)
            {
                TakeTo(found, found + 1, isEnded: true);
                return true;
            }
            if (_end - Start > limit)
            {
                if (maySkip)
                    Skip();
                return maySkip;
            }
            if (Fill())
                continue;
            if (_next >= _end)
                return false;
            TakeTo(_end, _end, isEnded: false);
            return true;
        }
    }

    private int FindLineEnd()
    {
        var rest = Buffer.AsSpan(_next, _end - _next);
        if (_lineEnd == 0 && (_isAtEnd || rest.Length > limit / 2 || rest.Contains((byte)'\n')))
            _lineEnd = rest.Contains((byte)'\n') || !rest.Contains((byte)'\r') ? (byte)'\n' : (byte)'\r';
        if (_lineEnd == 0)
            return -1;
        var found = rest.IndexOf(_lineEnd);
        return found < 0 ? -1 : _next + found;
    }

    private void TakeTo(int end, int next, bool isEnded)
    {
        if (isEnded && end > Start && Buffer[end - 1] == '\r')
            end--;
        (Length, _next, IsEnded) = (end - Start, next, isEnded);
        IsTooLong = Length > limit;
        _nextLine++;
    }

    private void Skip()
    {
        // Keep the beginning for the rejects file, and read over the rest.
        var kept = Math.Min(4096, _end - Start);
        Buffer.AsSpan(Start, kept).CopyTo(Buffer);
        (Start, Length, IsTooLong, IsEnded) = (0, kept, true, false);
        while (true)
        {
            _end = kept + stream.Read(Buffer.AsSpan(kept, Buffer.Length - Slack - kept));
            _next = kept;
            if (_end == kept)
                break;
            var found = Buffer.AsSpan(kept, _end - kept).IndexOf((byte)'\n');
            if (found < 0)
                continue;
            (_next, IsEnded) = (kept + found + 1, true);
            break;
        }
        if (_end == kept)
            (_isAtEnd, _next) = (true, _end);
        _nextLine++;
    }

    private bool Fill()
    {
        if (_isAtEnd)
            return false;
        if (Start > 0)
        {
            Buffer.AsSpan(Start, _end - Start).CopyTo(Buffer);
            (_end, _next, Start) = (_end - Start, _next - Start, 0);
        }
        if (_end == Buffer.Length - Slack)
        {
            var larger = new byte[Buffer.Length * 2];
            Buffer.AsSpan(0, _end).CopyTo(larger);
            Buffer = larger;
        }
        var read = stream.Read(Buffer.AsSpan(_end, Buffer.Length - Slack - _end));
        _end += read;
        _isAtEnd = read == 0;
        return true;
    }
}
