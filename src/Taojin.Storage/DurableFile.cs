using System.Runtime.InteropServices;
using System.Text;

namespace Taojin.Storage;

/// <summary>Small files that are whole or not there.</summary>
public static class DurableFile
{
    /// <summary>Writes beside, flushes to disk, renames.</summary>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes beside, flushes to disk, renames.</summary>
    internal static void Write(string path, byte[] bytes)
    {
        var beside = path + ".new";
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Flushes a folder's own entries, so that a rename in it survives a power cut.</summary>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return; // NTFS journals renames by itself
        var folder = Open(path, 0);
        if (folder < 0 || Sync(folder) != 0)
            throw new IOException($"The folder {path} could not be flushed to disk (errno {Marshal.GetLastPInvokeError()}).");
        _ = Close(folder);
    }

    /// <summary>Bytes of a file, or of the files of a folder; 0 when there is none.</summary>
    public static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length
        : Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFiles().Sum(file => file.Length)
        : 0;

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int file);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int file);
}
