using System.Globalization;
using System.Text.RegularExpressions;

namespace Taojin.Server.Gorse;

/// <summary>Durations as Go writes them: <c>10m</c>, <c>1h30m</c>, <c>0h0m30s</c>.</summary>
internal static partial class GorseDuration
{
    public static TimeSpan Of(string? text)
    {
        if (string.IsNullOrEmpty(text) || text == "0")
            return TimeSpan.Zero;
        if (!Whole().IsMatch(text))
            throw new GorseException(400, $"time: invalid duration \"{text[..Math.Min(40, text.Length)]}\"");
        var seconds = Part().Matches(text).Sum(part => double.Parse(part.Groups["number"].Value, CultureInfo.InvariantCulture) * part.Groups["unit"].Value switch
        {
            "h" => 3600, "m" => 60, "s" => 1, "ms" => 1e-3, "ns" => 1e-9, _ => 1e-6,
        });
        return seconds <= 10 * 366 * 86400d ? TimeSpan.FromSeconds(seconds) : throw new GorseException(400, $"time: invalid duration \"{text[..Math.Min(40, text.Length)]}\"");
    }

    [GeneratedRegex(@"^(\d{1,12}(\.\d{1,9})?(h|ms|m|s|us|µs|ns))+$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<number>\d+(\.\d+)?)(?<unit>h|ms|m|s|us|µs|ns)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();
}
