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
        try
        {
            var file = new FileStream(Path.Combine(folder, "taojin.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            DurableFile.Write(OwnerPath(folder), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new(file);
        }
        catch (IOException exception)
        {
            var owner = File.Exists(OwnerPath(folder)) ? File.ReadAllText(OwnerPath(folder)) : "(unknown)";
            throw new TaojinException(
                "workspace.in-use",
                $"Process {owner} has the workspace '{folder}' open.",
                $"Wait until it ends, or end it (kill {owner}); a running server answers in its place.",
                exception);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    /// <summary>Who holds the lock; beside it, because a locked file cannot be read by others.</summary>
    private static string OwnerPath(string folder) => Path.Combine(folder, "taojin.pid");
}
