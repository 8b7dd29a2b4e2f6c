using System.Text.RegularExpressions;

namespace Taojin.House.Tests;

/// <summary>What the front pages say can be done is what is done: the same commands in both languages, and code that is a piece of a sample.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string[] Shells = ["bash", "sh", "shell", "console", "cmd", "powershell"];

    public static TheoryData<string> Pages => ["README.md", "README.zh-CN.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_front_page_shows_commands_and_code(string page)
    {
        var blocks = Blocks(page);

        blocks.ShouldContain(block => Shells.Contains(block.Language), $"{page} shows no command in a ```bash block.");
        blocks.ShouldContain(block => block.Language == "csharp", $"{page} shows no C#.");
    }

    [Fact]
    public void Both_languages_have_the_same_commands_in_the_same_order() => Commands("README.zh-CN.md").ShouldBe(Commands("README.md"));

    [Theory]
    [MemberData(nameof(Pages))]
    [InlineData("docs/guide/library.md")]
    [InlineData("docs/guide/client.md")]
    public void Every_piece_of_CSharp_stands_in_a_sample(string page)
    {
        var samples = Source.Under("samples").Where(file => file.Path.EndsWith("/Program.cs", StringComparison.Ordinal)).Select(file => Plain(file.Syntax.ToFullString())).ToArray();
        samples.ShouldNotBeEmpty();

        var strays = Blocks(page).Where(block => block.Language == "csharp" && !samples.Any(sample => sample.Contains(Plain(block.Text), StringComparison.Ordinal))).Select(block => block.Text);

        strays.ShouldBeEmpty($"{page} shows C# that is no piece of samples/*/Program.cs: nobody has compiled it.");
    }

    /// <summary>Lines of shell blocks without prompts, comments and empty lines; blocks of another language, or of none, are text and output.</summary>
    private static IReadOnlyList<string> Commands(string page) => [.. Blocks(page).Where(block => Shells.Contains(block.Language))
        .SelectMany(block => block.Text.Split('\n')).Select(line => CommentOfLine().Replace(line, "").TrimStart('$', ' ').TrimEnd()).Where(line => line.Length > 0)];

    private static IReadOnlyList<(string Language, string Text)> Blocks(string page)
    {
        var path = House.PathOf(page);
        File.Exists(path).ShouldBeTrue($"{page} does not exist yet: write it at the root of the repository, in both languages, with commands in ```bash blocks and C# from samples/*/Program.cs.");
        return [.. Fence().Matches(File.ReadAllText(path).ReplaceLineEndings("\n")).Select(match => (Language(match.Groups["language"].Value), match.Groups["text"].Value.TrimEnd('\n')))];
    }

    private static string Language(string name) => name.Trim().ToLowerInvariant() is var plain && plain is "cs" or "c#" ? "csharp" : plain;

    private static string Plain(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex(@"^ {0,3}```(?<language>[^\n`]*)\n(?<text>.*?)^ {0,3}```\s*?$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(^|\s+)#.*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex CommentOfLine();
}
