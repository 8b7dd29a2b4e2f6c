using System.Globalization;

namespace Taojin.Cli.Screens;

/// <summary>Picks the reader's language. A message is written in both where it is said.</summary>
internal sealed class Words(string? asked)
{
    public bool IsChinese { get; } = (asked ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) == "zh";

    /// <summary>Numbers, dates and money as the reader writes them.</summary>
    public CultureInfo Culture => CultureInfo.GetCultureInfo(IsChinese ? "zh-CN" : "en-US");

    public string this[string english, string chinese] => IsChinese ? chinese : english;

    public string Count(long value) => value.ToString("N0", Culture);

    public string Share(double value) => value.ToString(Math.Abs(value) < 0.01 ? "P2" : "P1", Culture);

    public string Seconds(double value) => value < 10 ? $"{value.ToString("0.0", Culture)} s" : $"{value.ToString("0", Culture)} s";
}
