using System.Globalization;
using Taojin.Data;

namespace Taojin.Server.Dashboard.Reading;

/// <summary>Who reads a page: the language, and numbers, dates and money as they are written in it.</summary>
/// <param name="Language"><c>en</c> or <c>zh</c>.</param>
/// <param name="Calendar">The shop's days.</param>
/// <param name="Currency">The shop's currency, such as <c>CNY</c>; empty when it has told none.</param>
public sealed record Reader(string Language, ShopCalendar Calendar, string Currency)
{
    /// <summary>Whether Chinese is read.</summary>
    public bool IsChinese => Language == "zh";

    /// <summary>Who it is: the id of a key, <c>env</c>, or <c>loopback</c>.</summary>
    public string Key { get; init; } = "-";

    /// <summary>Whether the reader may tell the shop something: labels, messages.</summary>
    public bool MayWrite { get; init; }

    /// <summary>Whether the reader may import and publish.</summary>
    public bool MayManage { get; init; }

    /// <summary>Rules of numbers and dates.</summary>
    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(Language == "zh" ? "zh-CN" : "en-US");

    /// <summary>A text by its key.</summary>
    public string this[string key] => Words.Of(key, IsChinese);

    /// <summary>A text with figures in it.</summary>
    public string this[string key, params ReadOnlySpan<object?> parts] => string.Format(Culture, Words.Of(key, IsChinese), parts);

    /// <summary>The word for a name of a small closed set, such as a kind of event; the name itself when there is none.</summary>
    public string Name(string set, string name) => Words.Find($"{set}.{name}", IsChinese) ?? name;

    /// <summary>What workflows say in both languages.</summary>
    public string Pick(string english, string chinese) => IsChinese ? chinese : english;

    /// <summary>1,234.</summary>
    public string Count(double value) => double.IsNaN(value) ? "–" : value.ToString("N0", Culture);

    /// <summary>12.3 %.</summary>
    public string Share(double value) => double.IsNaN(value) ? "–" : value.ToString(Math.Abs(value) is < 0.01 and > 0 ? "P2" : "P1", Culture);

    /// <summary>+12.3 %.</summary>
    public string Change(double value) => double.IsNaN(value) || double.IsInfinity(value) ? "–" : (value > 0 ? "+" : value < 0 ? "−" : "±") + Math.Abs(value).ToString("P1", Culture);

    /// <summary>0.123, with as many decimals as a figure of quality needs.</summary>
    public string Figure(double value, int decimals = 3) => double.IsNaN(value) ? "–" : value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), Culture).Replace('-', '−');

    /// <summary>A figure with its interval.</summary>
    public string Interval(double low, double high, int decimals = 3) => double.IsNaN(low) || double.IsNaN(high) ? "" : $"{Figure(low, decimals)}–{Figure(high, decimals)}";

    /// <summary>Money in the shop's currency.</summary>
    public string Money(double value, int decimals = 0) => double.IsNaN(value) ? "–" : $"{(value < 0 ? "−" : "")}{Sign}{Math.Abs(value).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), Culture)}";

    /// <summary>How pictures write money on an axis: short, with the shop's sign.</summary>
    public string MoneyAxis => Currency.Length == 0 ? "@short" : $"@money-short:{Sign}";

    /// <summary>How pictures write money beside a mark.</summary>
    public string MoneyMark => Currency.Length == 0 ? "@count" : $"@money:{Sign}";

    /// <summary>“1 in 5” beside the share; of what is likelier than not, “98 in 100”.</summary>
    public string Odds(double probability) => probability is > 0 and <= 0.5 ? this["odds", Count(Math.Round(1 / probability))] : this["odds-of-hundred", Count(Math.Floor(100 * probability))];

    /// <summary>A day and an hour in the shop's time.</summary>
    public string Time(Instant time) => Local(time).ToString(IsChinese ? "yyyy-MM-dd HH:mm" : "MMM d, yyyy HH:mm", Culture);

    /// <summary>A day in the shop's time.</summary>
    public string Day(Instant time) => Day(DateOnly.FromDateTime(Local(time).DateTime));

    /// <summary>A day.</summary>
    public string Day(DateOnly day) => day.ToString(IsChinese ? "yyyy-MM-dd" : "MMM d, yyyy", Culture);

    /// <summary>Seconds as people say them.</summary>
    public string Seconds(double seconds) => seconds < 1 ? $"{(seconds * 1000).ToString("N0", Culture)} ms" : seconds < 120 ? $"{seconds.ToString("N1", Culture)} s" : $"{(seconds / 60).ToString("N1", Culture)} min";

    /// <summary>Bytes as people say them.</summary>
    public string Bytes(double bytes) => bytes < 1 << 20 ? $"{(bytes / (1 << 10)).ToString("N1", Culture)} KiB" : bytes < 1 << 30 ? $"{(bytes / (1 << 20)).ToString("N1", Culture)} MiB" : $"{(bytes / (1 << 30)).ToString("N1", Culture)} GiB";

    private string Sign => CurrencySign.Of(Currency);

    private DateTimeOffset Local(Instant time) => time.ToDateTimeOffset().ToOffset(Calendar.Offset);
}
