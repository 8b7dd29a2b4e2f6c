using System.Text.RegularExpressions;
using Taojin.Server.Dashboard.Reading;

namespace Taojin.Server.Dashboard.Frame;

/// <summary>What came of a task, in the reader's language: tasks keep it in English.</summary>
internal static partial class TaskOutcome
{
    public static string? In(string? outcome, Reader read) => outcome switch
    {
        null => null,
        _ when !read.IsChinese => outcome,
        _ when Trained().Match(outcome) is { Success: true } said => (said.Groups["published"].Value, said.Groups["why"].Value) switch
        {
            ("none", "nobody asked for it") => read["outcome.not-asked", said.Groups["made"].Value],
            ("none", var why) => read["outcome.not-published", said.Groups["made"].Value, why],
            var (published, why) => read["outcome.published", said.Groups["made"].Value, published, why],
        },
        _ when outcome.StartsWith("The server ended", StringComparison.Ordinal) => read[outcome.Contains("trials are kept", StringComparison.Ordinal) ? "outcome.search-left" : "outcome.server-ended"],
        _ => outcome,
    };

    [GeneratedRegex("^trained (?<made>.+?); published (?<published>.+?): (?<why>.+)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Trained();
}
