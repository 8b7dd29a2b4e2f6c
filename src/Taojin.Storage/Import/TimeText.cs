using System.Buffers.Text;
using Taojin.Data;

namespace Taojin.Storage.Import;

/// <summary>Reads times from UTF-8 text. A time without a zone is the shop's.</summary>
internal readonly struct TimeText(TimeFormat format, ShopCalendar calendar)
{
    private readonly long _offset = calendar.Offset.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The format.</summary>
    public TimeFormat Format => format;

    /// <summary>Microseconds since 1970 UTC.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out long time) => format switch
    {
        TimeFormat.UnixSeconds => TryUnix(text, Instant.PerSecond, 1, out time),
        TimeFormat.UnixMilliseconds => TryUnix(text, 1000, 1, out time),
        TimeFormat.UnixMicroseconds => TryUnix(text, 1, 1, out time),
        TimeFormat.UnixNanoseconds => TryUnix(text, 1, 1000, out time),
        _ => TryDate(text, out time),
    };

    private static bool TryUnix(ReadOnlySpan<byte> text, long times, long over, out long time)
    {
        if (text.Length is 0 or > 19)
            return TryDecimal(text, times / (double)over, out time);
        ulong number = 0;
        foreach (var letter in text)
        {
            var digit = unchecked((uint)(letter - '0'));
            if (digit > 9)
                return TryDecimal(text, times / (double)over, out time);
            number = (number * 10) + digit;
        }
        var high = Math.BigMul(over == 1 ? number : number / (ulong)over, (ulong)times, out var low);
        time = high == 0 && low <= long.MaxValue ? (long)low : long.MaxValue; // refused later as implausible
        return true;
    }

    private static bool TryDecimal(ReadOnlySpan<byte> text, double times, out long time)
    {
        time = 0;
        if (!Utf8Parser.TryParse(text, out double value, out var used) || used != text.Length || !double.IsFinite(value))
            return false;
        var micros = Math.Round(value * times);
        time = Math.Abs(micros) < 9e18 ? (long)micros : micros < 0 ? long.MinValue : long.MaxValue; // refused later as implausible
        return true;
    }

    private bool TryDate(ReadOnlySpan<byte> text, out long time)
    {
        time = 0;
        var place = 0;
        Span<int> date = stackalloc int[3];
        if (format == TimeFormat.Compact ? !TryCompactDate(text, date, ref place) : !TryPartedDate(text, date, ref place))
            return false;
        var (year, month, day) = format switch
        {
            TimeFormat.DayFirst => (date[2], date[1], date[0]),
            TimeFormat.MonthFirst => (date[2], date[0], date[1]),
            _ => (date[0], date[1], date[2]),
        };
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        var days = (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay;
        if (!ClockText.TryParse(text[place..], _offset, out var rest))
            return false;
        time = (days * Instant.PerDay) + rest;
        return true;
    }

    private static bool TryCompactDate(ReadOnlySpan<byte> text, Span<int> date, ref int place) =>
        ClockText.TryDigits(text, 4, 4, ref place, out date[0]) && ClockText.TryDigits(text, 2, 2, ref place, out date[1]) && ClockText.TryDigits(text, 2, 2, ref place, out date[2]);

    private static bool TryPartedDate(ReadOnlySpan<byte> text, Span<int> date, ref int place)
    {
        for (var part = 0; part < 3; part++)
        {
            if (part > 0 && !TryPart(text, part == 1 ? "年"u8 : "月"u8, ref place))
                return false;
            if (!ClockText.TryDigits(text, 1, 4, ref place, out date[part]))
                return false;
        }
        if (text[place..].StartsWith("日"u8))
            place += "日"u8.Length;
        return true;
    }

    private static bool TryPart(ReadOnlySpan<byte> text, ReadOnlySpan<byte> sign, ref int place)
    {
        var rest = text[place..];
        if (rest.StartsWith(sign))
            place += sign.Length;
        else if (!rest.IsEmpty && rest[0] is (byte)'-' or (byte)'/' or (byte)'.')
            place++;
        else
            return false;
        return true;
    }
}

/// <summary>Reads what follows a date: hour, minute, second, fraction, zone.</summary>
internal static class ClockText
{
    /// <summary>Microseconds of the day in UTC; nothing means midnight, no zone means <paramref name="offset"/> (microseconds east of UTC).</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, long offset, out long time)
    {
        time = -offset;
        if (text.IsEmpty)
            return true;
        var place = text[0] is (byte)'T' or (byte)' ' or (byte)'t' ? 1 : 0;
        long clock = 0;
        foreach (var (unit, limit) in ((long, int)[])[(Instant.PerHour, 23), (60 * Instant.PerSecond, 59), (Instant.PerSecond, 60)])
        {
            if (unit != Instant.PerHour && place < text.Length && text[place] == ':')
                place++;
            else if (unit != Instant.PerHour && (place >= text.Length || !char.IsAsciiDigit((char)text[place])))
                break;
            if (!TryDigits(text, 1, 2, ref place, out var value) || value > limit)
                return false;
            clock += value * unit;
        }
        clock += Fraction(text, ref place);
        if (!TryZone(text[place..].Trim((byte)' '), offset, out var zone))
            return false;
        time = clock - zone;
        return true;
    }

    /// <summary>A number of so many digits.</summary>
    public static bool TryDigits(ReadOnlySpan<byte> text, int least, int most, ref int place, out int value)
    {
        var start = place;
        value = 0;
        while (place < text.Length && place - start < most && char.IsAsciiDigit((char)text[place]))
            value = (value * 10) + (text[place++] - '0');
        return place - start >= least;
    }

    private static long Fraction(ReadOnlySpan<byte> text, ref int place)
    {
        if (place >= text.Length || text[place] is not ((byte)'.' or (byte)','))
            return 0;
        place++;
        long micros = 0;
        for (var unit = Instant.PerSecond / 10; place < text.Length && char.IsAsciiDigit((char)text[place]); unit /= 10)
            micros += unit * (text[place++] - '0');
        return micros;
    }

    private static bool TryZone(ReadOnlySpan<byte> text, long offset, out long zone)
    {
        zone = offset;
        if (text.IsEmpty)
            return true;
        zone = 0;
        if (text.SequenceEqual("Z"u8) || text.SequenceEqual("z"u8) || text.SequenceEqual("UTC"u8) || text.SequenceEqual("GMT"u8))
            return true;
        if (text[0] is not ((byte)'+' or (byte)'-'))
            return false;
        var place = 1;
        if (!TryDigits(text, 2, 2, ref place, out var hours))
            return false;
        if (place < text.Length && text[place] == ':')
            place++;
        var minutes = 0;
        if (place < text.Length && !TryDigits(text, 2, 2, ref place, out minutes))
            return false;
        zone = ((hours * Instant.PerHour) + (minutes * 60 * Instant.PerSecond)) * (text[0] == '-' ? -1 : 1);
        return place == text.Length && hours <= 18 && minutes <= 59;
    }
}
