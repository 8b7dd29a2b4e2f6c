using System.Reflection;
using System.Xml.Linq;
using Taojin.Tests.Shops;

namespace Taojin.House.Tests;

/// <summary>Where everything stands: the repository that these tests were built in, its projects and its assemblies.</summary>
internal static class House
{
    public const string Tests = "Taojin.House.Tests";

    public static string Root { get; } = Approved.Root;

    /// <summary>What ships, by name, in the order of the data's way.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        ["Taojin.Numerics", "Taojin.Data", "Taojin.Mining", "Taojin.Mining.Torch", "Taojin.Storage", "Taojin.Workflows", "Taojin.Cluster", "Taojin.Server", "Taojin.Cli"];

    /// <summary>The libraries whose public face is approved: all but the program, and the contract suites that ship with them.</summary>
    public static IReadOnlyList<string> Libraries { get; } = [.. Projects.Where(name => name != "Taojin.Cli"), "Taojin.Testing"];

    public static Assembly AssemblyOf(string project) => Assembly.Load(project);

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Path below the repository, with slashes.</summary>
    public static string Short(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    public static string ProjectFile(string name) => PathOf(name.EndsWith("Testing", StringComparison.Ordinal) ? "tests" : "src", name, name + ".csproj");

    /// <summary>The projects that a project names; what those name in turn comes along.</summary>
    public static IReadOnlyList<string> ReferencesOf(string project) =>
    [
        .. XDocument.Load(ProjectFile(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)),
    ];

    /// <summary>The packages that a project names.</summary>
    public static IReadOnlyList<string> PackagesOf(string project) =>
        [.. XDocument.Load(ProjectFile(project)).Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value)];

    /// <summary>Everything that a project sees, directly or through others.</summary>
    public static IReadOnlySet<string> SeenBy(string project)
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        void Add(string name)
        {
            foreach (var other in ReferencesOf(name))
                if (seen.Add(other))
                    Add(other);
        }
        Add(project);
        return seen;
    }
}
