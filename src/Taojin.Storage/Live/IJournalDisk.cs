using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Taojin.Storage.Live;

/// <summary>The few things that the journal asks of a disk, so that a test can let each of them fail.</summary>
internal interface IJournalDisk
{
    /// <summary>Makes a new file whose space is taken from the disk at once, so that later writes into it find room.</summary>
    SafeFileHandle Create(string path, long bytes);

    /// <summary>Writes at a place of the file.</summary>
    void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Returns when what was written is on disk.</summary>
    void Flush(SafeFileHandle file);

    /// <summary>Bytes that the disk of a folder still has room for.</summary>
    long FreeBytes(string folder);
}

/// <summary>The disk itself.</summary>
internal sealed class JournalDisk : IJournalDisk
{
    public SafeFileHandle Create(string path, long bytes)
    {
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, FileOptions.None, bytes);
        try
        {
            RandomAccess.SetLength(file, bytes); // space alone leaves the length at 0, and a file that grows flushes in twice the time
            RandomAccess.FlushToDisk(file);
            DurableFile.FlushFolder(Path.GetDirectoryName(path)!);
            return file;
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(file, bytes, offset);

    /// <summary>The file's size stands, so only its data is flushed: half the time of a flush with the inode.</summary>
    public void Flush(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
            RandomAccess.FlushToDisk(file);
        else if (DataSync(file) != 0)
            throw new IOException($"The journal could not be flushed to disk (errno {Marshal.GetLastPInvokeError()}).");
    }

    public long FreeBytes(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DataSync(SafeFileHandle file);
}
