using System.Globalization;
using Taojin.Data;

namespace Taojin.Cli.Screens;

/// <summary>A share as people write it: 10% or 0.1.</summary>
internal static class Shares
{
    /// <exception cref="TaojinException">It is none between 0 and 1.</exception>
    public static double? Parse(string? text)
    {
        if (text is null)
            return null;
        var isPercent = text.EndsWith('%');
        return double.TryParse(isPercent ? text.AsSpan(0, text.Length - 1) : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && (isPercent ? number / 100 : number) is > 0 and < 1 and var share
            ? share
            : throw new TaojinException("canary.share", $"'{text}' is no share of the users.", "Give one between 0 and 1, such as 10% or 0.1.");
    }
}
