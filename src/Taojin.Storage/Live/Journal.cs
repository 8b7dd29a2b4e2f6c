using System.Globalization;
using Taojin.Data;

namespace Taojin.Storage.Live;

/// <summary>What live ingest needs of the disk.</summary>
/// <param name="SegmentBytes">Size of a file of the journal, at least that of the largest group.</param>
/// <param name="ReserveBytes">Room that live events leave free, so that the database can still take over what was acknowledged.</param>
internal sealed record JournalOptions(long SegmentBytes = 32 << 20, long ReserveBytes = 64 << 20)
{
    /// <summary>The disk.</summary>
    public IJournalDisk Disk { get; init; } = new JournalDisk();
}

/// <summary>Live events on their way into the database: groups in files of their own, each flushed once for all who wait in it.</summary>
/// <remarks>One thread appends, one at a time drains; both may at once.</remarks>
internal sealed class Journal : IDisposable
{
    private readonly string _folder;
    private readonly JournalOptions _options;
    private readonly Lock _turn = new(), _appending = new();
    private readonly List<JournalSegment> _segments;
    private JournalSegment? _open;
    private long _last;

    private Journal(string folder, JournalOptions options, List<JournalSegment> segments, long drained)
    {
        (_folder, _options, _segments) = (folder, options, segments);
        _last = Math.Max(drained, segments.Count > 0 ? segments[^1].Last : drained);
    }

    /// <summary>Number of the last group that was appended.</summary>
    public long Last => Interlocked.Read(ref _last);

    /// <summary>Bytes that are not in the database yet.</summary>
    public long UndrainedBytes
    {
        get
        {
            lock (_turn)
                return _segments.Sum(segment => segment.End - segment.DrainedTo);
        }
    }

    /// <summary>Whether the disk has room for the database to take the journal over.</summary>
    public bool CanDrain => _options.Disk.FreeBytes(_folder) >= Math.Min(_options.ReserveBytes / 4, 2 * UndrainedBytes + (1 << 20));

    /// <summary>Opens the journal of a workspace; what an earlier process left in it is to be drained first.</summary>
    /// <param name="folder">Its folder; made when there is something to write.</param>
    /// <param name="drained">Number of the last group that the database holds.</param>
    /// <param name="options">Sizes, and the disk.</param>
    /// <exception cref="TaojinException">journal.damaged, journal.gap.</exception>
    public static Journal Open(string folder, long drained, JournalOptions options)
    {
        var (segments, before) = (new List<JournalSegment>(), long.MaxValue);
        foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.journal").OrderDescending(StringComparer.Ordinal).ToArray() : [])
        {
            if (JournalSegment.Open(options.Disk, path, before) is not { } segment)
            {
                File.Delete(path);
                continue;
            }
            segments.Insert(0, segment);
            before = segment.First;
        }
        var next = drained + 1;
        foreach (var segment in segments)
        {
            if (segment.First > next)
                throw new TaojinException(
                    "journal.gap", $"The database holds live events up to group {next - 1}, and '{segment.Path}' begins with group {segment.First}.",
                    "The two are not of one time. Put back the file that is missing, or restore both from one backup: ./taojin restore");
            next = Math.Max(next, segment.Last + 1);
        }
        return new(folder, options, segments, drained);
    }

    /// <summary>Adds a group; it is durable when this returns.</summary>
    /// <exception cref="IOException">It could not be written; the next group begins a new file, and nothing of this one counts.</exception>
    public void Append(GroupBuffer group)
    {
        lock (_appending)
        {
            var bytes = group.Sealed(_last + 1);
            if (_open?.HasRoomFor(bytes.Length) != true)
                Begin(bytes.Length);
            try
            {
                _open!.Append(bytes);
            }
            catch
            {
                _open!.Spoil();
                _open = null;
                throw;
            }
            _last++;
        }
    }

    /// <summary>Lets the next group begin a new file, so that the next drain leaves none of the older bytes on disk.</summary>
    public void Seal()
    {
        lock (_appending)
            lock (_turn)
                _open = null;
    }

    /// <summary>Gives each run of groups that the database lacks to <paramref name="write"/>, and forgets what it took.</summary>
    /// <param name="write">Takes groups durably and the number of the first, which the database may hold already; gives the number behind the last.</param>
    public void Drain(Func<byte[], long, long> write)
    {
        JournalSegment[] segments;
        lock (_turn)
            segments = [.. _segments];
        foreach (var segment in segments)
        {
            segment.Drain(write);
            lock (_turn)
                Forget(segment);
        }
    }

    /// <summary>Drains everything and begins a new file, so that no file holds a byte of what was written until now. Who appends waits.</summary>
    /// <param name="drain">Drains.</param>
    public void Renew(Action drain)
    {
        lock (_appending)
        {
            drain();
            lock (_turn)
            {
                _open = null;
                foreach (var segment in _segments.ToArray())
                    Forget(segment);
            }
        }
    }

    /// <summary>Closes; the files stay unless everything in them was drained.</summary>
    public void Dispose()
    {
        lock (_turn)
        {
            foreach (var segment in _segments)
            {
                segment.Dispose();
                if (segment.DrainedTo == segment.End)
                    File.Delete(segment.Path);
            }
            _segments.Clear();
        }
    }

    private void Forget(JournalSegment segment)
    {
        if (segment == _open || segment.DrainedTo < segment.End)
            return;
        _segments.Remove(segment);
        segment.Dispose();
        File.Delete(segment.Path);
    }

    private void Begin(int bytes)
    {
        lock (_turn)
            _open = null;
        Directory.CreateDirectory(_folder);
        var size = Math.Max(_options.SegmentBytes, bytes + 64);
        if (_options.Disk.FreeBytes(_folder) < size + _options.ReserveBytes)
            throw new IOException($"The disk has less than {(size + _options.ReserveBytes) >> 20} MiB left.");
        var segment = JournalSegment.Create(_options.Disk, FreePath(_last + 1), _last + 1, size);
        lock (_turn)
        {
            _segments.Add(segment);
            _open = segment;
        }
    }

    /// <summary>A file that failed before its first group stands under the number of the one that follows.</summary>
    private string FreePath(long first)
    {
        for (var attempt = 0; ; attempt++)
        {
            var path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{first:D19}-{attempt:D4}.journal"));
            if (!File.Exists(path))
                return path;
        }
    }
}
