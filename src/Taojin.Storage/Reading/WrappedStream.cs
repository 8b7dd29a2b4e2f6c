namespace Taojin.Storage.Reading;

/// <summary>A stream that is only read, forwards, through another.</summary>
internal abstract class WrappedStream(Stream inner) : Stream
{
    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The stream below.</summary>
    protected Stream Inner { get; } = inner;

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Counts the bytes that are read.</summary>
internal sealed class CountingStream(Stream inner) : WrappedStream(inner)
{
    /// <summary>Number of bytes read so far.</summary>
    public long Count { get; private set; }

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        Count += read;
        return read;
    }
}

/// <summary>Ends where a packed stream breaks off, and remembers that it did: what was whole before stays usable.</summary>
internal sealed class CutAwareStream(Stream inner) : WrappedStream(inner)
{
    /// <summary>Why the stream ended early; null when it did not.</summary>
    public string? Cut { get; private set; }

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (Cut is not null)
            return 0;
        try
        {
            return Inner.Read(buffer);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            Cut = exception.Message;
            return 0;
        }
    }
}
