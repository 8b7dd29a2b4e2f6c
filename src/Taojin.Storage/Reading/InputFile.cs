using System.IO.Compression;
using Taojin.Data;

namespace Taojin.Storage.Reading;

/// <summary>One stream of bytes to import: a plain file, an unpacked .gz, or one entry of a .zip. What it is tells from its first bytes, not from its name.</summary>
internal sealed class InputFile : IDisposable
{
    private readonly IReadOnlyList<IDisposable> _owned;

    private InputFile(string name, Stream content, CountingStream packed, IReadOnlyList<IDisposable> owned)
    {
        (Name, Packed, _owned) = (name, packed, owned);
        Content = new CutAwareStream(content);
    }

    /// <summary>Name for people and for the rejects file: the file's name, with the entry's name in a zip.</summary>
    public string Name { get; }

    /// <summary>The bytes, unpacked.</summary>
    public CutAwareStream Content { get; }

    /// <summary>Counts the packed bytes read so far, for progress.</summary>
    public CountingStream Packed { get; }

    /// <summary>All inputs of a file, in order: one, or the entries of a zip. Each is to be disposed of before the next.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">Say how far packed files may grow.</param>
    /// <exception cref="TaojinException">import.file-missing, import.file-damaged; import.unpacked-too-large while reading.</exception>
    public static IEnumerable<InputFile> Open(string path, WorkspaceSettings settings)
    {
        if (!File.Exists(path))
            throw new TaojinException("import.file-missing", $"There is no file '{path}'.", "Check the path after the colon.");
        var kind = Sniff(path);
        if (kind != Packing.Zip)
        {
            yield return OpenFile(path, kind, settings);
            yield break;
        }
        var limit = new UnpackLimit(path, settings);
        using var archive = OpenZip(path);
        foreach (var entry in archive.Entries.Where(entry => entry.Length > 0 && !IsHousekeeping(entry.FullName)))
        {
            var counted = new CountingStream(OpenEntry(path, entry));
            yield return new InputFile($"{Path.GetFileName(path)}/{entry.FullName}", new LimitedStream(counted, limit), counted, [counted]);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var each in _owned)
            each.Dispose();
    }

    private static InputFile OpenFile(string path, Packing packing, WorkspaceSettings settings)
    {
        var counted = new CountingStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan));
        return packing == Packing.Gzip
            ? new InputFile(Path.GetFileName(path), new LimitedStream(new GzipInput(path, counted), new UnpackLimit(path, settings)), counted, [counted])
            : new InputFile(Path.GetFileName(path), counted, counted, [counted]);
    }

    private static ZipArchive OpenZip(string path)
    {
        try
        {
            var archive = ZipFile.OpenRead(path);
            _ = archive.Entries.Count; // reads the directory now
            return archive;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new TaojinException("import.file-damaged", $"'{path}' is not a whole zip file: {exception.Message}", "Fetch the file again.", exception);
        }
    }

    private static ZipEntryInput OpenEntry(string path, ZipArchiveEntry entry)
    {
        try
        {
            return new ZipEntryInput(entry, entry.Open());
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException)
        {
            throw new TaojinException(
                "import.file-damaged", $"'{entry.FullName}' in '{path}' cannot be unpacked: {exception.Message}", "Fetch the file again, or unpack it yourself if it has a password.", exception);
        }
    }

    private static bool IsHousekeeping(string entry) => entry.EndsWith('/') || entry.StartsWith("__MACOSX/", StringComparison.Ordinal);

    private static Packing Sniff(string path)
    {
        Span<byte> start = stackalloc byte[4];
        try
        {
            using var stream = File.OpenRead(path);
            start = start[..stream.ReadAtLeast(start, 4, throwOnEndOfStream: false)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TaojinException("import.file-unreadable", $"'{path}' cannot be read: {exception.Message}", "Check who may read it, and that no other program holds it.", exception);
        }
        return start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? Packing.Gzip : start.StartsWith("PK\u0003\u0004"u8) ? Packing.Zip : Packing.None;
    }

    private enum Packing
    {
        None,
        Gzip,
        Zip,
    }
}
