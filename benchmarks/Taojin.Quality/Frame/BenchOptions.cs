namespace Taojin.Quality.Frame;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Name">The benchmark, or null for the list.</param>
/// <param name="Data">Folder of the data sets.</param>
/// <param name="IsJson">Whether the figures are printed as one JSON document.</param>
internal sealed record BenchOptions(string? Name, string Data, bool IsJson)
{
    public static BenchOptions Parse(string[] args)
    {
        var place = Array.IndexOf(args, "--data");
        var data = place >= 0 && place + 1 < args.Length ? args[place + 1] : Environment.GetEnvironmentVariable("TAOJIN_DATA") ?? Path.Combine(Root, "..", "shared", "data");
        var name = args.Where((arg, index) => !arg.StartsWith("--", StringComparison.Ordinal) && (place < 0 || index != place + 1)).FirstOrDefault();
        return new(name, Path.GetFullPath(data), args.Contains("--json"));
    }

    /// <summary>Folder of the project: the one above the program that holds <c>Taojin.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Taojin.slnx")))
                return folder.FullName;
        return Directory.GetCurrentDirectory();
    }
}
