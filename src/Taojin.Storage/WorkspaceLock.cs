using System.Globalization;
using Taojin.Data;

namespace Taojin.Storage;

/// <summary>Lets one process at a time into a workspace. The lock is the operating system's on an open file, so that it goes with its owner, however that ends.</summary>
internal sealed class WorkspaceLock : IDisposable
{
    private readonly FileStream _file;

    private WorkspaceLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a folder, also over the traces of a dead owner.</summary>
    /// <exception cref="TaojinException">workspace.in-use: the message names the owner's process.</exception>
    public static WorkspaceLock Take(string folder)
    {
        var path = Path.Combine(folder, "taojin.lock");
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush(flushToDisk: false);
            return new(file);
        }
        catch (IOException exception)
        {
            var owner = OwnerOf(path);
            throw new TaojinException(
                "workspace.in-use",
                $"Process {owner} has the workspace '{folder}' open.",
                $"Wait until it ends, or end it (kill {owner}); a running server answers in its place.",
                exception);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private static string OwnerOf(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd() is { Length: > 0 } owner ? owner : "(unknown)";
        }
        catch (IOException)
        {
            return "(unknown)"; // Windows shows a locked file to nobody
        }
    }
}
