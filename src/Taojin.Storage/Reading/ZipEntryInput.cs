using System.IO.Compression;
using System.IO.Hashing;

namespace Taojin.Storage.Reading;

/// <summary>An unpacked entry of a .zip that fails where its bytes are not those that were packed; the framework's stream does not look.</summary>
internal sealed class ZipEntryInput(ZipArchiveEntry entry, Stream unpacked) : WrappedStream(unpacked)
{
    private readonly Crc32 _checksum = new();
    private long _length;

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        if (read > 0)
        {
            _checksum.Append(buffer[..read]);
            _length += read;
        }
        else if (buffer.Length > 0 && (_length != entry.Length || _checksum.GetCurrentHashAsUInt32() != entry.Crc32))
        {
            throw new InvalidDataException("The packed data are damaged.");
        }
        return read;
    }
}
