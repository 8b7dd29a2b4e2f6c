using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Taojin.Data.Faults;

/// <summary>
/// What faults are called in Chinese, by their codes: <c>zh.json</c> beside this file. <c>{0}</c> stands for the first name that the
/// English message quotes, <c>{like}</c> for the first that the remedy quotes, <c>{rest}</c> for what follows "Such as:" or the colon of the remedy.
/// </summary>
public static partial class FaultWords
{
    private const string SuchAs = "Such as:";
    private static readonly FrozenDictionary<string, string[]> Chinese = Read();

    /// <summary>Codes that have words.</summary>
    public static IEnumerable<string> Codes => Chinese.Keys;

    /// <summary>A fault in the language that is read.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="isChinese">Whether Chinese is read; English is what the fault says itself.</param>
    /// <returns>What happened and what to do; <c>Detail</c> is the English message where the Chinese one may leave a particular out.</returns>
    public static (string Message, string Remedy, string? Detail) Of(TaojinException fault, bool isChinese)
    {
        if (!isChinese || !Chinese.TryGetValue(fault.Code, out var words))
            return (fault.Message, fault.Remedy, null);
        var names = QuotedIn(fault.Message);
        return (fault.MessageZh ?? Filled(words[0], names, fault.Remedy), fault.RemedyZh ?? Filled(words[1], names, fault.Remedy), fault.MessageZh is null ? fault.Message : null);
    }

    private static string Filled(string words, string[] names, string remedy) => Holes().Replace(words, hole => hole.Groups["what"].Value switch
    {
        "like" => QuotedIn(remedy).FirstOrDefault() ?? "…",
        "rest" => RestOf(remedy),
        var place => names.ElementAtOrDefault(place[0] - '0') ?? "…",
    });

    private static string RestOf(string remedy)
    {
        if (remedy.IndexOf(SuchAs, StringComparison.Ordinal) is >= 0 and var example)
            return remedy[(example + SuchAs.Length)..].TrimStart(' ');
        return remedy.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var colon ? remedy[(colon + 2)..].TrimEnd('.') : remedy;
    }

    private static string[] QuotedIn(string text) => [.. Quoted().Matches(text).Select(match => match.Groups["name"].Value)];

    private static FrozenDictionary<string, string[]> Read()
    {
        using var stream = typeof(FaultWords).Assembly.GetManifestResourceStream("faults/zh.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex("'(?<name>[^']*)'", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{(?<what>[0-9]|rest|like)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Holes();
}
