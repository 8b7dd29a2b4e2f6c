using System.Text;
using System.Text.Unicode;
using Taojin.Data;

namespace Taojin.Storage.Reading;

/// <summary>The encodings of text files, by name and by looking at the first bytes. A new one is a line in <see cref="Of"/> and in <see cref="Detect"/>.</summary>
internal static class TextEncodings
{
    /// <summary>Whether a name means UTF-8.</summary>
    public static bool IsUtf8(string name) => name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || name.Equals("utf8", StringComparison.OrdinalIgnoreCase);

    /// <summary>The encoding of a name. What is no text in it becomes <see cref="UndecodedStream.Mark"/>.</summary>
    /// <exception cref="TaojinException">import.encoding-unknown.</exception>
    public static Encoding Of(string name)
    {
        var (encode, decode) = (EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(UndecodedStream.Mark));
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, encode, decode) ?? Encoding.GetEncoding(name, encode, decode);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new TaojinException("import.encoding-unknown", $"There is no encoding '{name}'.", "Known: utf-8, utf-16, utf-16be, gb18030, latin1.", exception);
        }
    }

    /// <summary>The encoding by the byte order mark; without one UTF-8, unless the bytes are clearly UTF-16 or GB18030.</summary>
    public static string Detect(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return "utf-16";
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return "utf-16be";
        if (Utf16WithoutMark(head) is { } utf16)
            return utf16;
        return Utf8.IsValid(head) || !LooksChinese(head) ? "utf-8" : "gb18030";
    }

    /// <summary>In UTF-16 the digits and separators of a file have a zero byte, always on the same side.</summary>
    private static string? Utf16WithoutMark(ReadOnlySpan<byte> head)
    {
        var zeros = (Even: 0, Odd: 0);
        for (var place = 0; place < head.Length; place++)
        {
            if (head[place] != 0)
                continue;
            if (place % 2 == 0)
                zeros.Even++;
            else
                zeros.Odd++;
        }
        if (Math.Max(zeros.Even, zeros.Odd) * 10 < head.Length || Math.Min(zeros.Even, zeros.Odd) * 20 > Math.Max(zeros.Even, zeros.Odd))
            return null;
        return zeros.Even > zeros.Odd ? "utf-16be" : "utf-16";
    }

    /// <summary>Whether nine in ten of all letters that are not ASCII are, in GB18030, the Chinese ones of everyday; damaged bytes count as letters.</summary>
    private static bool LooksChinese(ReadOnlySpan<byte> head)
    {
        var (letters, everyday) = (0, 0);
        for (var place = 0; place < head.Length - 3; place++)
        {
            if (head[place] < 0x80)
                continue;
            var (lead, trail) = (head[place], head[place + 1]);
            var isFour = trail is >= 0x30 and <= 0x39 && head[place + 2] is >= 0x81 and <= 0xFE && head[place + 3] is >= 0x30 and <= 0x39;
            letters++;
            everyday += lead is (>= 0xA1 and <= 0xA3) or (>= 0xB0 and <= 0xF7) && trail is >= 0xA1 and <= 0xFE ? 1 : 0;
            place += isFour ? 3 : trail < 0x40 ? 0 : 1;
        }
        return letters > 1 && everyday * 10 >= letters * 9;
    }
}
