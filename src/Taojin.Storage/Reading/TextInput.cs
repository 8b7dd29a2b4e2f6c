using System.Buffers;
using System.Text;
using Taojin.Data;

namespace Taojin.Storage.Reading;

/// <summary>The text of an input as UTF-8 without a byte order mark, with its beginning at hand for detection.</summary>
/// <remarks>Every reader of text goes through here, so that an encoding is known in one place.</remarks>
internal sealed class TextInput
{
    /// <summary>How much of the beginning is looked at.</summary>
    public const int HeadSize = 256 * 1024;

    private TextInput(string encoding, byte[] head, Stream content) => (Encoding, Head, Content) = (encoding, head, content);

    /// <summary>Name of the encoding in the file.</summary>
    public string Encoding { get; }

    /// <summary>The beginning, in UTF-8; all of it when it is shorter than <see cref="HeadSize"/>.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>All of it from the first byte on, in UTF-8.</summary>
    public Stream Content { get; }

    /// <summary>Decodes a stream: as told, or else by its byte order mark, or else UTF-8 when it is that.</summary>
    /// <exception cref="TaojinException">import.encoding-unknown.</exception>
    public static TextInput Open(Stream stream, string? encoding = null)
    {
        var head = ReadHead(stream);
        var name = encoding ?? TextEncodings.Detect(head);
        Stream whole = new PeekedStream(head, stream);
        if (TextEncodings.IsUtf8(name))
        {
            var mark = head.AsSpan().StartsWith(Mark) ? Mark.Length : 0;
            return new("utf-8", head[mark..], mark == 0 ? whole : new PeekedStream(head[mark..], stream));
        }
        whole = new UndecodedStream(System.Text.Encoding.CreateTranscodingStream(whole, TextEncodings.Of(name), new UTF8Encoding(false)));
        var decoded = ReadHead(whole);
        var skipped = decoded.AsSpan().StartsWith(Mark) ? Mark.Length : 0;
        return new(name, decoded[skipped..], new PeekedStream(decoded[skipped..], whole));
    }

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    private static byte[] ReadHead(Stream stream)
    {
        var head = ArrayPool<byte>.Shared.Rent(HeadSize);
        var length = stream.ReadAtLeast(head.AsSpan(0, HeadSize), HeadSize, throwOnEndOfStream: false);
        var copy = head.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(head);
        return copy;
    }
}

/// <summary>A stream whose beginning was read already.</summary>
internal sealed class PeekedStream(byte[] head, Stream rest) : WrappedStream(rest)
{
    private int _given;

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (_given == head.Length)
            return Inner.Read(buffer);
        var count = Math.Min(buffer.Length, head.Length - _given);
        head.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }
}

/// <summary>Makes what could not be decoded bytes that are no UTF-8, so that its row is rejected and not changed.</summary>
internal sealed class UndecodedStream(Stream inner) : WrappedStream(inner)
{
    private byte _before;
    private byte _beforeThat;

    /// <summary>What stands for bytes that are no text: no letter of any language.</summary>
    public static string Mark => "\uFFFF";

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        foreach (ref var each in buffer[..read])
        {
            var value = each;
            if (value == 0xBF && _before == 0xBF && _beforeThat == 0xEF) // U+FFFF in UTF-8
                each = 0xFF;
            (_beforeThat, _before) = (_before, value);
        }
        return read;
    }
}
