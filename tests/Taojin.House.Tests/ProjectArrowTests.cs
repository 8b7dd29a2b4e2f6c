namespace Taojin.House.Tests;

/// <summary>Who may see whom (DESIGN §3). A project exists to forbid an arrow; these are the arrows.</summary>
public sealed class ProjectArrowTests
{
    private static readonly Dictionary<string, string[]> MaySee = new(StringComparer.Ordinal)
    {
        ["Taojin.Numerics"] = [],
        ["Taojin.Data"] = ["Taojin.Numerics"],
        ["Taojin.Mining"] = ["Taojin.Data", "Taojin.Numerics"],
        ["Taojin.Mining.Torch"] = ["Taojin.Mining", "Taojin.Data", "Taojin.Numerics"],
        ["Taojin.Storage"] = ["Taojin.Mining", "Taojin.Data", "Taojin.Numerics"],
        ["Taojin.Workflows"] = ["Taojin.Storage", "Taojin.Mining", "Taojin.Data", "Taojin.Numerics"],
        ["Taojin.Cluster"] = ["Taojin.Workflows", "Taojin.Storage", "Taojin.Mining", "Taojin.Data", "Taojin.Numerics"],
        ["Taojin.Server"] = ["Taojin.Workflows", "Taojin.Storage", "Taojin.Mining", "Taojin.Data", "Taojin.Numerics"],
        ["Taojin.Client"] = [],
        ["Taojin.Testing"] = ["Taojin.Mining", "Taojin.Data", "Taojin.Numerics"],
    };

    /// <summary>Heavy or outward packages and the only project that names each.</summary>
    private static readonly Dictionary<string, string> OnlyIn = new(StringComparer.Ordinal)
    {
        ["TorchSharp"] = "Taojin.Mining.Torch",
        ["libtorch-cpu-linux-x64"] = "Taojin.Mining.Torch",
        ["DuckDB.NET.Data.Full"] = "Taojin.Storage",
        ["LightGBM"] = "Taojin.Mining",
        ["Google.OrTools"] = "Taojin.Mining",
        ["Microsoft.Orleans.Server"] = "Taojin.Cluster",
        ["Microsoft.Orleans.Clustering.Redis"] = "Taojin.Cluster",
        ["Microsoft.Orleans.Dashboard"] = "Taojin.Cluster",
        ["Microsoft.ML.OnnxRuntime"] = "Taojin.Mining",
        ["Microsoft.Extensions.AI.OpenAI"] = "Taojin.Workflows",
        ["ModelContextProtocol"] = "Taojin.Cli",
        ["System.CommandLine"] = "Taojin.Cli",
        ["Spectre.Console"] = "Taojin.Cli",
    };

    public static TheoryData<string> Bound => [.. MaySee.Keys];

    [Theory]
    [MemberData(nameof(Bound))]
    public void A_project_sees_only_what_stands_before_it(string project) =>
        House.SeenBy(project).Except(MaySee[project]).ShouldBeEmpty($"{House.ProjectFile(project)} may see only: {string.Join(", ", MaySee[project])}.");

    [Theory]
    [MemberData(nameof(Bound))]
    public void What_was_compiled_refers_to_no_other_project_either(string project) =>
        House.AssemblyOf(project).GetReferencedAssemblies().Select(each => each.Name!).Where(name => name.StartsWith("Taojin", StringComparison.Ordinal))
            .Except(MaySee[project]).ShouldBeEmpty();

    [Fact]
    public void Every_project_of_src_has_its_place_in_the_order() =>
        Directory.GetDirectories(House.PathOf("src")).Select(Path.GetFileName).ShouldBe(House.Projects, ignoreOrder: true);

    [Fact]
    public void Heavy_packages_are_named_by_one_project_each()
    {
        var strays = House.Projects.SelectMany(project => House.PackagesOf(project).Where(package => OnlyIn.TryGetValue(package, out var home) && home != project).Select(package => $"{project} names {package}"));

        strays.ShouldBeEmpty();
    }

    [Fact]
    public void The_server_never_sees_Torch()
    {
        House.SeenBy("Taojin.Server").ShouldNotContain("Taojin.Mining.Torch");
        House.AssemblyOf("Taojin.Server").GetReferencedAssemblies().ShouldNotContain(each => each.Name!.Contains("Torch", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_program_sees_everything() => House.Projects.Where(project => House.SeenBy(project).Contains("Taojin.Server")).ShouldBe(["Taojin.Cli"]);
}
