using System.Diagnostics;
using Taojin.Tests.Shops;

namespace Taojin.House.Tests;

/// <summary>The help of the program and of every verb is the approved one: the first thing that many read of Taojin.</summary>
public sealed class HelpTests
{
    private static readonly Lazy<Task<string>> Root = new(() => HelpAsync());

    [Fact]
    public async Task The_help_of_the_program_is_the_approved_one() => Approved.Check(House.Tests, "help/taojin.txt", await Root.Value);

    [Fact]
    public async Task The_help_of_each_verb_is_the_approved_one()
    {
        var verbs = await VerbsAsync();
        var help = await Task.WhenAll(verbs.Select(verb => HelpAsync(verb)));

        var faults = verbs.Zip(help).Select(each => Record.Exception(() => Approved.Check(House.Tests, $"help/{each.First}.txt", each.Second)));

        faults.OfType<Exception>().Select(fault => fault.Message).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_help_is_approved_of_a_verb_that_is_gone() => ApprovedVerbs().Except(["taojin"]).ShouldBe(await VerbsAsync(), ignoreOrder: true);

    [Fact]
    public async Task Every_verb_is_a_file_of_its_own() =>
        (await VerbsAsync()).Count.ShouldBe(Source.Under("src/Taojin.Cli/Verbs").Count(file => file.Path.EndsWith("Verb.cs", StringComparison.Ordinal)) - 1); // less IVerb.cs

    private static IEnumerable<string> ApprovedVerbs() => Directory.EnumerateFiles(Path.Combine(Approved.Folder(House.Tests), "help"), "*.txt")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => !name.EndsWith(".received", StringComparison.Ordinal));

    private static async Task<IReadOnlyList<string>> VerbsAsync()
    {
        var lines = (await Root.Value).Split('\n').Select(line => line.TrimEnd()).ToArray();
        return
        [
            .. lines.Skip(Array.IndexOf(lines, "Commands:") + 1)
                .TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal))
                .Where(line => line[2] != ' ') // a description that goes on in the next line
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]),
        ];
    }

    private static async Task<string> HelpAsync(params string[] verb)
    {
        var name = OperatingSystem.IsWindows() ? "taojin.exe" : "taojin";
        var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Taojin.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, name);
        using var child = Process.Start(new ProcessStartInfo(program, [.. verb, "--help"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = House.Root,
        })!;
        var (said, wrong) = (child.StandardOutput.ReadToEndAsync(), child.StandardError.ReadToEndAsync());
        await child.WaitForExitAsync();
        child.ExitCode.ShouldBe(0, await wrong);
        return await said;
    }
}
