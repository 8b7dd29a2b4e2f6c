using System.Text.RegularExpressions;

namespace Taojin.Mining.AfterSales;

/// <summary>Checks that what a language model writes stands in its sources: numbers, order and tracking numbers, links, and the sources that it names.</summary>
/// <remarks>Words are not checked: a model that turns a rule round in words alone is not caught. Numbers written as words are not either.</remarks>
public static partial class GroundedText
{
    /// <summary>The first fault of a text, or null.</summary>
    /// <param name="text">What the model wrote, or a sentence of it. Sources are named in square brackets: <c>[policy/refund-time]</c>.</param>
    /// <param name="sources">All that it was given to read: passages and answers of tools.</param>
    /// <returns><c>source</c>, <c>number</c> or <c>link</c>; null when all stands in the sources.</returns>
    /// <param name="ids">Ids of the sources.</param>
    public static string? FaultOf(string text, IReadOnlyCollection<string> sources, IReadOnlyCollection<string> ids)
    {
        if (Named(text).Any(id => !ids.Contains(id)))
            return "source";
        var words = SourceName().Replace(text, " ");
        if (Link().Matches(words).Any(link => !sources.Any(source => source.Contains(link.Value, StringComparison.OrdinalIgnoreCase))))
            return "link";
        var known = sources.SelectMany(NumbersOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return NumbersOf(words).Any(number => !known.Contains(number)) ? "number" : null;
    }

    /// <summary>Ids of the sources that a text names, in order.</summary>
    public static IReadOnlyList<string> Named(string text) => [.. SourceName().Matches(text).Select(match => match.Groups["id"].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>The text without the names of its sources.</summary>
    public static string WithoutNames(string text) => SourceName().Replace(text, "").Trim();

    /// <summary>A number is its digits with the letters that touch them: 1,000 is 1000, LN240301 is itself.</summary>
    private static IEnumerable<string> NumbersOf(string text) => Number().Matches(text.Replace(",", "", StringComparison.Ordinal)).Select(match => match.Value.TrimEnd('.'));

    [GeneratedRegex(@"\s?[\[【](?<id>(policy|fact|answer|order|tool)/[^\]】\s]+)[\]】]", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex SourceName();

    [GeneratedRegex(@"(https?://|www\.)[^\s)\]]+|[\w.+-]+@[\w-]+\.[\w.]+|\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|net|org|cn|io|example)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"[A-Za-z]*[0-9][A-Za-z0-9.]*", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
