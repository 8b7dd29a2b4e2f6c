using System.Runtime.InteropServices;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage;

namespace Taojin.Workflows.Doctor;

/// <summary>What is looked at: a folder, and the machine as it is or as a test says.</summary>
/// <param name="Folder">Folder of the workspace.</param>
/// <param name="Clock">The machine's clock.</param>
public sealed record DoctorScene(string Folder, TimeProvider Clock)
{
    /// <summary>What can be learned here.</summary>
    public Algorithms Algorithms { get; init; } = new();

    /// <summary>Room on the disk, in bytes.</summary>
    public Func<string, long> FreeBytes { get; init; } = folder => new DriveInfo(folder).AvailableFreeSpace;

    /// <summary>Memory of the machine, in bytes.</summary>
    public Func<long> Memory { get; init; } = () => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Whether a native library loads.</summary>
    public Func<string, bool> Loads { get; init; } = name => NativeLibrary.TryLoad(name, out _);

    /// <summary>A variable of the environment, or null.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    internal Instant Now => Instant.Of(Clock.GetUtcNow());

    /// <summary>The settings, or null when they cannot be read.</summary>
    internal WorkspaceSettings? Settings
    {
        get
        {
            try
            {
                return Workspace.SettingsOf(Folder);
            }
            catch (TaojinException)
            {
                return null;
            }
        }
    }

    internal string PathOf(string name) => Path.Combine(Folder, name);
}
