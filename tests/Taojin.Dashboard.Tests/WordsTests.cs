using System.Text.RegularExpressions;
using Taojin.Server.Dashboard.Reading;
using Taojin.Tests.Shops;

namespace Taojin.Dashboard.Tests;

/// <summary>Whatever a page says, it says in both languages; nothing is missing and nothing is left over.</summary>
public sealed partial class WordsTests
{
    private static readonly string Code = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Approved.Root, "src", "Taojin.Server", "Dashboard"), "*.*", SearchOption.AllDirectories)
        .Where(path => path.EndsWith(".razor", StringComparison.Ordinal) || path.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    [Fact]
    public void Every_text_stands_in_English_and_in_Chinese()
    {
        foreach (var (key, both) in Words.Texts)
        {
            both.Length.ShouldBe(2, key);
            both[0].ShouldNotBeNullOrWhiteSpace(key);
            both[0].ShouldNotContain(letter => letter > 0x2E80 && letter < 0xFF00, key);
            (both[1].Any(letter => letter > 0x2E80) || both[1] == both[0]).ShouldBeTrue($"{key}: {both[1]}");
            Places(both[1]).ShouldBe(Places(both[0]), ignoreOrder: true, key);
        }
    }

    [Fact]
    public void Every_key_that_a_page_uses_is_there() =>
        Used().Where(key => !Words.Texts.ContainsKey(key)).ShouldBeEmpty();

    [Fact]
    public void Every_key_that_is_there_is_used()
    {
        var sets = Sets().Matches(Code).Select(match => match.Groups["set"].Value + ".").Concat(Stems().Matches(Code).Select(match => match.Groups["stem"].Value)).ToHashSet(StringComparer.Ordinal);

        Words.Texts.Keys.Where(key => !Code.Contains($"\"{key}\"", StringComparison.Ordinal) && !sets.Any(set => key.StartsWith(set, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_field_that_a_column_can_hold_has_its_words() =>
        Storage.DetectedColumn.Fields.Where(field => !Words.Texts.ContainsKey($"field.{field}")).ShouldBeEmpty();

    private static IEnumerable<string> Used() => Keys().Matches(Code).Select(match => match.Groups["key"].Value).Distinct();

    private static IEnumerable<string> Places(string text) => Holes().Matches(text).Select(match => match.Groups["place"].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("""(?:\bT|\bread|\bthis|Say)[\[(]"(?<key>[a-z0-9.-]+)"|Words\.(?:Of|Find)\("(?<key>[a-z0-9.-]+)"|\? T\["(?<key>[a-z0-9.-]+)"\]""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Keys();

    [GeneratedRegex("""\.Name\("(?<set>[a-z0-9-]+)",""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Sets();

    [GeneratedRegex("""(?:\bT|\bread)\[\$"(?<stem>[a-z0-9.-]+)\{""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Stems();

    [GeneratedRegex("""\{(?<place>[0-9]+)""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Holes();
}
