using Taojin.Data;
using Taojin.Mining.Recommendation.Lists;
using Taojin.Storage.Settings;

namespace Taojin.Storage.Tests.Settings;

/// <summary>Placements as they are written in <c>taojin.toml</c>.</summary>
public sealed class PlacementTableTests
{
    [Fact]
    public void The_example_of_the_file_is_a_placement()
    {
        var text = string.Join('\n', PlacementTable.Example.Split('\n').Where(line => line.StartsWith("# ", StringComparison.Ordinal) && (line.Contains('[') || line.Contains('='))
            && !line.Contains("推荐位", StringComparison.Ordinal)).Select(line => line[2..]));

        var home = SettingsFile.Read(text).Placements["home"];

        home.Filters.Select(rule => rule.Text).ShouldBe(["not item.stock < 1", "item.price between 10 and 500"]);
        home.Boosts.Single().Factor.ShouldBe(1.5);
        home.Boosts.Single().When.Text.ShouldContain("新品");
        home.Pins.ShouldBe([new Pin("p1", 1)]);
        (home.Objective, home.ExplorationKind).ShouldBe((ListObjective.Relevance, ExplorationKind.Epsilon));
        (home.Diversity, home.CategoryCap, home.Rotation, home.Exploration).ShouldBe((0.2, 3, 0.7, 0.05));
    }

    [Theory]
    [InlineData("divercity = 0.2", "settings.key-unknown", "diversity")]
    [InlineData("diversity = 2", "settings.value-invalid", "diversity")]
    [InlineData("objective = \"sales\"", "settings.value-invalid", "objective")]
    [InlineData("filters = [\"item.prize < 3\"]", "rule.invalid", "item.prize")]
    [InlineData("pins = [{ item = \"p1\" }]", "settings.value-invalid", "pins")]
    [InlineData("retrievers = [\"purchase@live\"]", "settings.value-invalid", "retrievers")]
    public void A_fault_names_its_key(string line, string code, string named)
    {
        var fault = Should.Throw<TaojinException>(() => SettingsFile.Read($"[placements.\"首页\"]\n{line}\n"));

        fault.Code.ShouldBe(code);
        (fault.Message + fault.Remedy).ShouldContain(named);
    }
}
