using System.Globalization;
using Taojin.Data;

namespace Taojin.Cli.Screens;

/// <summary>Durations as people write them: 90s, 30m, 6h, 3d.</summary>
internal static class Durations
{
    public static TimeSpan? Parse(string? text)
    {
        if (text is null)
            return null;
        var isNumber = double.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.Float, CultureInfo.InvariantCulture, out var count);
        return (isNumber && count > 0 ? text[^1] : ' ') switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => throw new TaojinException("usage.duration", $"'{text}' is no duration.", "Write it as 90s, 30m, 6h or 3d."),
        };
    }
}
