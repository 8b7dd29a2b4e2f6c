using System.Globalization;

namespace Taojin.Quality.Frame;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Name">The benchmark, or null for the list.</param>
/// <param name="Data">Folder of the data sets.</param>
/// <param name="IsJson">Whether the figures are printed as one JSON document.</param>
internal sealed record BenchOptions(string? Name, string Data, bool IsJson)
{
    /// <summary>The only part of the benchmark that is wanted, or null for all.</summary>
    public string? Only { get; init; }

    /// <summary>A folder that keeps the files of a run, so that the next one finds what took long to make; null: they are deleted behind it.</summary>
    public string? Keep { get; init; }

    /// <summary>How long a benchmark of a steady state runs, in minutes; null for its own length.</summary>
    public double? Minutes { get; init; }

    public static BenchOptions Parse(string[] args)
    {
        var data = After(args, "--data") ?? Environment.GetEnvironmentVariable("TAOJIN_DATA") ?? Path.Combine(Root, "..", "shared", "data");
        var name = args.Where((arg, index) => !arg.StartsWith("--", StringComparison.Ordinal) && (index == 0 || args[index - 1] is not ("--data" or "--only" or "--keep" or "--minutes"))).FirstOrDefault();
        return new(name, Path.GetFullPath(data), args.Contains("--json")) { Only = After(args, "--only"), Keep = After(args, "--keep"), Minutes = double.TryParse(After(args, "--minutes"), CultureInfo.InvariantCulture, out var minutes) ? minutes : null };
    }

    /// <summary>Folder of the project: the one above the program that holds <c>Taojin.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    private static string? After(string[] args, string option) => Array.IndexOf(args, option) is var place and >= 0 && place + 1 < args.Length ? args[place + 1] : null;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Taojin.slnx")))
                return folder.FullName;
        return Directory.GetCurrentDirectory();
    }
}
