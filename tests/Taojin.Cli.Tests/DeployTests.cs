using System.Text.RegularExpressions;
using Taojin.Tests.Shops;

namespace Taojin.Cli.Tests;

/// <summary>What stands in deploy/ calls this program as it is.</summary>
public sealed partial class DeployTests
{
    [Theory]
    [InlineData("compose.cluster.yaml", "serve")]
    [InlineData("kubernetes/taojin.yaml", "serve")]
    [InlineData("kubernetes/train.yaml", "train")]
    public async Task Commands_of_a_cluster_have_the_options_of_this_program(string file, string verb)
    {
        var calls = Call().Matches(Read(file));

        calls.Select(call => call.Groups["verb"].Value).ShouldBe(["init", verb]);
        foreach (Match call in calls)
        {
            var help = (await BuiltProgram.Taojin.Run(call.Groups["verb"].Value, "--help")).ShouldBeDone().Output;
            foreach (Match option in Option().Matches(call.Value))
                help.ShouldContain(option.Value + " ", customMessage: file);
        }
    }

    [Fact]
    public void Probes_ports_and_labels_of_the_manifests_fit_together()
    {
        var (parts, training) = (Read("kubernetes/taojin.yaml").Split("\n---\n"), Read("kubernetes/train.yaml"));
        var all = string.Join('\n', parts);

        parts.Select(part => Kind().Match(part).Groups["kind"].Value).ShouldBe(["Service", "Service", "PodDisruptionBudget", "StatefulSet", "NetworkPolicy", "NetworkPolicy"]);
        Named().Matches(all).Select(port => port.Groups["name"].Value).Distinct().ShouldBe(["http", "cluster", "blocks"], ignoreOrder: true);
        Path().Matches(all).Select(path => path.Groups["path"].Value).ShouldBe(["/health/live", "/health/live", "/health/ready"]);
        Label().Matches(all).Select(label => label.Groups["label"].Value).Distinct().ShouldBe(["taojin"]);
        all.ShouldContain("replicas: 3");
        all.ShouldContain("maxUnavailable: 1");
        var (cluster, blocks) = (PortOf(parts[3], "cluster"), PortOf(parts[3], "blocks"));
        parts[3].ShouldContain($"--cluster-port {cluster}");
        blocks.ShouldBe(cluster + 1);
        parts[3].ShouldNotContain("\t");
        (PortOf(training, "cluster"), PortOf(training, "blocks")).ShouldBe((cluster, blocks));
        parts[4].ShouldContain("- podSelector:\n            matchLabels: { app: taojin-trainer }"); // servers let trainers in,
        parts[5].ShouldContain("  podSelector:\n    matchLabels: { app: taojin-trainer }"); // and trainers the servers
        training.ShouldContain("labels: { app: taojin-trainer }");
        Regex.Count(all + training, "imagePullPolicy: IfNotPresent").ShouldBe(2);
    }

    private static int PortOf(string part, string name) =>
        int.Parse(Port().Matches(part).Single(port => port.Groups["name"].Value == name).Groups["port"].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static string Read(string file) => File.ReadAllText(System.IO.Path.Combine(Approved.Root, "deploy", file));

    [GeneratedRegex(@"name: (?<name>[a-z]+), containerPort: (?<port>[0-9]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Port();

    [GeneratedRegex(@"/app/taojin (?<verb>[a-z]+)[^\n]*", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Call();

    [GeneratedRegex(@"--[a-z][a-z-]*", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Option();

    [GeneratedRegex(@"^kind: (?<kind>\w+)", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Kind();

    [GeneratedRegex(@"(targetPort|port): (?<name>[a-z]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    [GeneratedRegex(@"path: (?<path>\S+),", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Path();

    [GeneratedRegex(@"app: (?<label>\w+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Label();
}
