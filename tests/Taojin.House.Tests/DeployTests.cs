using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Taojin.House.Tests;

/// <summary>What is deployed names nothing that is not there, and is closed as the guide says.</summary>
public sealed partial class DeployTests
{
    private static string Deploy(string name) => File.ReadAllText(Path.Combine(House.Root, "deploy", name));

    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("compose.yaml")]
    [InlineData("taojin.service")]
    public void Variables_that_are_set_are_read_by_the_program(string name)
    {
        var program = string.Concat(Source.Under("src").Select(file => file.Syntax.ToString()));

        Variable().Matches(Deploy(name)).Select(each => each.Value).Distinct().Where(variable => !program.Contains($"\"{variable}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_image_runs_as_nobody_special_and_serves()
    {
        var lines = Deploy("Dockerfile").Split('\n');

        lines.Last(line => line.StartsWith("USER ", StringComparison.Ordinal)).ShouldBe("USER 10001:10001");
        Array.FindIndex(lines, line => line.StartsWith("USER ", StringComparison.Ordinal)).ShouldBeLessThan(Array.FindIndex(lines, line => line.StartsWith("ENTRYPOINT ", StringComparison.Ordinal)));
        lines.ShouldContain("CMD [\"serve\", \"--address\", \"0.0.0.0\", \"--workspace\", \"/data\"]");
        lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).ShouldAllBe(line => line.Contains(":10.0", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal));
        foreach (var closed in new[] { "read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "service_healthy" })
            Deploy("compose.yaml").ShouldContain(closed);
    }

    [Fact]
    public void The_unit_is_one_that_systemd_takes()
    {
        var unit = Deploy("taojin.service");
        foreach (var closed in new[] { "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=\n", "User=taojin" })
            unit.ShouldContain(closed);
        Assert.SkipWhen(!File.Exists("/usr/bin/systemd-analyze"), "systemd-analyze is not installed: sudo apt-get install -y systemd");

        var folder = Directory.CreateTempSubdirectory("taojin-unit-").FullName;
        var path = Path.Combine(folder, "taojin.service");
        File.WriteAllText(path, unit.Replace("/opt/taojin/taojin serve", "/bin/true serve", StringComparison.Ordinal)); // the program is not installed here
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/systemd-analyze", ["verify", "--man=no", path]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Directory.Delete(folder, recursive: true);

        said.Split('\n').Where(line => line.Contains("taojin.service", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex("TAOJIN_[A-Z_]+", RegexOptions.NonBacktracking)]
    private static partial Regex Variable();
}
