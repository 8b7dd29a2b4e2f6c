namespace Taojin.Testing.Sets;

/// <summary>Where public data sets are: <c>$TAOJIN_DATA</c>, or the folder beside the project. They are never copied into it.</summary>
public static class DataSets
{
    /// <summary>Full path of a file or folder, or null when it is not here.</summary>
    public static string? Find(string path)
    {
        var full = Path.GetFullPath(Path.Combine(Environment.GetEnvironmentVariable("TAOJIN_DATA") ?? Path.Combine(RepositoryRoot(), "..", "shared", "data"), path));
        return Path.Exists(full) ? full : null;
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Taojin.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
