using System.Text;

namespace Taojin.Storage;

/// <summary>Small files that are whole or not there.</summary>
internal static class DurableFile
{
    /// <summary>Writes beside, flushes to disk, renames.</summary>
    public static void Write(string path, string text)
    {
        var beside = path + ".new";
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Bytes of a file, or of the files of a folder; 0 when there is none.</summary>
    public static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length
        : Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFiles().Sum(file => file.Length)
        : 0;
}
