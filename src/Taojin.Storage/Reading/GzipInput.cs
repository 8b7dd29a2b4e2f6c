using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Taojin.Storage.Reading;

/// <summary>An unpacked .gz file that fails where the file breaks off; the framework's stream just ends there.</summary>
/// <remarks>
/// A whole file ends with the checksum and the length of its last member. Usually there is one member, and they are those of all that was read;
/// else the last members are tried, as in files that were glued together.
/// </remarks>
internal sealed class GzipInput(string path, Stream packed) : WrappedStream(new GZipStream(packed, CompressionMode.Decompress))
{
    private const int MembersTried = 16;
    private readonly Crc32 _checksum = new();
    private ulong _length;

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        if (read > 0)
        {
            _checksum.Append(buffer[..read]);
            _length = unchecked(_length + (ulong)read);
        }
        else if (buffer.Length > 0 && !IsWhole())
        {
            throw new InvalidDataException("The packed data ends too early.");
        }
        return read;
    }

    private bool IsWhole()
    {
        using var file = File.OpenRead(path);
        if (file.Length < 18)
            return false;
        Span<byte> trailer = stackalloc byte[8];
        file.Seek(-8, SeekOrigin.End);
        file.ReadExactly(trailer);
        var (checksum, length) = (BinaryPrimitives.ReadUInt32LittleEndian(trailer), BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]));
        return (checksum == _checksum.GetCurrentHashAsUInt32() && length == unchecked((uint)_length))
            || LastMembers(file).Any(start => EndsWith(file, start, checksum, length));
    }

    /// <summary>Places where a member may begin, the last first.</summary>
    private static List<long> LastMembers(FileStream file)
    {
        var places = new List<long>();
        var buffer = new byte[1 << 20];
        for (long at = 0; at < file.Length - 3; at += buffer.Length - 3)
        {
            file.Seek(at, SeekOrigin.Begin);
            var bytes = buffer.AsSpan(0, file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
            for (var place = bytes.IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]); place >= 0;)
            {
                places.Add(at + place);
                var next = bytes[(place + 1)..].IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]);
                place = next < 0 ? -1 : place + 1 + next;
            }
        }
        places.Reverse();
        return [.. places.Distinct().Take(MembersTried)];
    }

    private static bool EndsWith(FileStream file, long start, uint checksum, uint length)
    {
        file.Seek(start, SeekOrigin.Begin);
        var (sum, count, buffer) = (new Crc32(), 0L, new byte[1 << 16]);
        try
        {
            using var member = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
            for (int read; (read = member.Read(buffer)) > 0; count += read)
                sum.Append(buffer.AsSpan(0, read));
        }
        catch (InvalidDataException)
        {
            return false; // no member begins here
        }
        return sum.GetCurrentHashAsUInt32() == checksum && unchecked((uint)count) == length;
    }
}
