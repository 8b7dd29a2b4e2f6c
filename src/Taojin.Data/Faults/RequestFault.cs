using System.Globalization;

namespace Taojin.Data.Faults;

/// <summary>Requests for more than there can be, with the bounds in both languages.</summary>
public static class RequestFault
{
    /// <summary>A number lies outside of its range.</summary>
    /// <param name="name">What was asked for by it, as the caller wrote it.</param>
    /// <param name="value">The number.</param>
    /// <param name="range">What it may be.</param>
    public static TaojinException OutOfRange(string name, double value, (double Least, double Most) range) => new Bilingual(
        "request.out-of-range",
        (Invariant($"{name} is {value}."), Invariant($"{name} 是 {value}，超出了范围。")),
        (Invariant($"Ask for {range.Least} to {range.Most}."), Invariant($"请给出 {range.Least} 到 {range.Most}。")));

    /// <summary>A text is none of those that are known.</summary>
    /// <param name="name">What was asked for by it, as the caller wrote it.</param>
    /// <param name="value">The text.</param>
    /// <param name="known">What it may be.</param>
    public static TaojinException Unknown(string name, string value, IEnumerable<string> known) => new Bilingual(
        "request.out-of-range",
        ($"{name} is '{Short(value)}'.", $"{name} 是“{Short(value)}”，无法识别。"),
        ($"Ask for one of: {string.Join(", ", known)}.", $"可以选择：{string.Join(", ", known)}"));

    /// <summary>More was sent at a time than is taken.</summary>
    /// <param name="count">How much was sent.</param>
    /// <param name="most">How much may be.</param>
    public static TaojinException TooMany(int count, int most) => new Bilingual(
        "request.too-many",
        (Invariant($"{count} were sent."), Invariant($"一次发送了 {count} 个。")),
        (Invariant($"Send at most {most} at a time."), Invariant($"每次最多发送 {most} 个。")));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Short(string text) => text[..Math.Min(40, text.Length)];

    private sealed class Bilingual(string code, (string English, string Chinese) message, (string English, string Chinese) remedy) : TaojinException(code, message.English, remedy.English)
    {
        public override string MessageZh => message.Chinese;

        public override string RemedyZh => remedy.Chinese;
    }
}
