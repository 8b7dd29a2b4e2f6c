using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage;

namespace Taojin.Workflows;

/// <summary>A workspace of another process's shop, made from the store that both share, and thrown away.</summary>
internal sealed class ShopCopy : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory(AbandonedCopies.Prefix).FullName;
    private readonly FileStream _owner; // held while this process lives

    /// <param name="settings">The shop's <c>taojin.toml</c>.</param>
    /// <param name="store">The PostgreSQL that holds the log, as this process reaches it.</param>
    /// <param name="algorithms">What can be learned here.</param>
    /// <param name="clock">The only clock.</param>
    /// <exception cref="TaojinException">The store cannot be reached, or the settings are wrong here.</exception>
    public ShopCopy(string settings, string store, Algorithms algorithms, TimeProvider clock)
    {
        _owner = new(Path.Combine(_folder, AbandonedCopies.Owner), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var told = FolderOf("told");
        File.WriteAllText(Path.Combine(told, "taojin.toml"), settings);
        Mine = Mine.Init(Path.Combine(_folder, "shop"), Workspace.SettingsOf(told) with { Store = store }, algorithms, clock);
    }

    public Mine Mine { get; }

    /// <summary>A folder that goes with the copy.</summary>
    public string FolderOf(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    public void Dispose()
    {
        Mine.Dispose();
        _owner.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
