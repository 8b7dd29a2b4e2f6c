using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Taojin.Data;

namespace Taojin.Storage.Live;

/// <summary>One file of the journal: a header, then groups of consecutive numbers. Its space is taken when it is made.</summary>
/// <remarks>
/// Header, little-endian: magic 8, number of the first group 8, number of the last acknowledged group 8. The last is written behind every
/// flush and needs none of its own: it says after a kill which groups must be whole. What stands behind them may be torn, for nobody was told of it.
/// </remarks>
internal sealed class JournalSegment : IDisposable
{
    private const ulong Magic = 0x314C4E524A4F4154; // TAOJRNL1
    private const int HeaderSize = 24, AcknowledgedAt = 16;
    private readonly IJournalDisk _disk;
    private readonly SafeFileHandle _file;
    private readonly long _capacity;
    private long _end = HeaderSize, _last, _nextToDrain;

    private JournalSegment(IJournalDisk disk, string path, SafeFileHandle file, long first) =>
        (_disk, Path, _file, _capacity, First, _last, _nextToDrain) = (disk, path, file, RandomAccess.GetLength(file), first, first - 1, first);

    /// <summary>Its file.</summary>
    public string Path { get; }

    /// <summary>Number of its first group.</summary>
    public long First { get; }

    /// <summary>Number of its last durable group; one less than the first while there is none.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>Behind its last durable group.</summary>
    public long End => Volatile.Read(ref _end);

    /// <summary>Where the groups begin that are not in the database yet.</summary>
    public long DrainedTo { get; private set; } = HeaderSize;

    public static JournalSegment Create(IJournalDisk disk, string path, long first, long bytes)
    {
        var segment = new JournalSegment(disk, path, disk.Create(path, bytes), first);
        segment.WriteHeader();
        return segment;
    }

    /// <summary>Opens what an earlier process left.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="path">The file.</param>
    /// <param name="before">Number of the first group of the next file: one that failed here was written again there.</param>
    /// <returns>Null for a file whose making was cut off before its header: nothing but zeros, or nothing at all.</returns>
    /// <exception cref="TaojinException">journal.damaged: its header, or a group that was acknowledged, is not whole.</exception>
    public static JournalSegment? Open(IJournalDisk disk, string path, long before)
    {
        var bytes = File.ReadAllBytes(path);
        if (!bytes.AsSpan().ContainsAnyExcept((byte)0))
            return null;
        if (bytes.Length < HeaderSize)
            throw Damaged(path, bytes.Length, "it ends within its header");
        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic)
            throw Damaged(path, 0, "its header is not one of a journal");
        var segment = new JournalSegment(disk, path, File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8)));
        for (var at = HeaderSize; segment._last + 1 < before && GroupBuffer.TryRead(bytes.AsSpan(at), segment._last + 1, out var records); at += GroupBuffer.HeaderSize + records.Length)
            (segment._last, segment._end) = (segment._last + 1, at + GroupBuffer.HeaderSize + records.Length);
        var acknowledged = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(AcknowledgedAt));
        if (segment._last >= acknowledged)
            return segment;
        segment.Dispose();
        throw Damaged(path, segment._end, $"group {segment._last + 1} of {acknowledged} is not what was written");
    }

    /// <summary>Whether a group of so many bytes finds room.</summary>
    public bool HasRoomFor(int bytes) => bytes <= _capacity - _end;

    /// <summary>Adds the next group; it is durable when this returns. After a fault nothing more may be added.</summary>
    public void Append(ReadOnlySpan<byte> group)
    {
        _disk.Write(_file, group, _end);
        _disk.Flush(_file);
        Span<byte> acknowledged = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(acknowledged, _last + 1);
        _disk.Write(_file, acknowledged, AcknowledgedAt);
        Volatile.Write(ref _last, _last + 1);
        Volatile.Write(ref _end, _end + group.Length);
    }

    /// <summary>Makes a group unreadable whose writing failed: nobody was told of it, and it may stand there whole.</summary>
    public void Spoil()
    {
        try
        {
            _disk.Write(_file, stackalloc byte[GroupBuffer.HeaderSize], _end);
        }
        catch (IOException)
        {
            // The disk takes nothing at all; the next file begins with the same number and stands in its place.
        }
    }

    /// <summary>Gives the groups that are durable and not in the database yet to <paramref name="write"/>.</summary>
    /// <param name="write">Takes the groups, one behind the other, and the number of the first; gives the number behind the last.</param>
    public void Drain(Func<byte[], long, long> write)
    {
        var end = End;
        if (end == DrainedTo)
            return;
        var bytes = new byte[end - DrainedTo];
        for (var read = 0; read < bytes.Length;)
        {
            var count = RandomAccess.Read(_file, bytes.AsSpan(read), DrainedTo + read);
            read += count > 0 ? count : throw Damaged(Path, DrainedTo + read, "it ends before its last group");
        }
        _nextToDrain = write(bytes, _nextToDrain);
        DrainedTo = end;
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private void WriteHeader()
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        BinaryPrimitives.WriteUInt64LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], First);
        BinaryPrimitives.WriteInt64LittleEndian(header[AcknowledgedAt..], First - 1);
        _disk.Write(_file, header, 0);
        _disk.Flush(_file);
    }

    public static TaojinException Damaged(string path, long place, string how) => new(
        "journal.damaged", $"'{path}' is damaged at byte {place}: {how}.",
        "Nothing was changed. Restore a backup into another folder (./taojin restore); to go on without the live events from there on, move the file out of the workspace.");
}
