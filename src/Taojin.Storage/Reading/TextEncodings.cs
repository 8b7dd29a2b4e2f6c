using System.Text;
using Taojin.Data;

namespace Taojin.Storage.Reading;

/// <summary>The encodings of text files, by name and by looking at the first bytes. A new one is a line in <see cref="Of"/> and in <see cref="Detect"/>.</summary>
internal static class TextEncodings
{
    /// <summary>Whether a name means UTF-8.</summary>
    public static bool IsUtf8(string name) => name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || name.Equals("utf8", StringComparison.OrdinalIgnoreCase);

    /// <summary>The encoding of a name.</summary>
    /// <exception cref="TaojinException">import.encoding-unknown.</exception>
    public static Encoding Of(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException exception)
        {
            throw new TaojinException("import.encoding-unknown", $"There is no encoding '{name}'.", "Known: utf-8, utf-16, utf-16be, gb18030, latin1.", exception);
        }
    }

    /// <summary>The encoding by the byte order mark; without one UTF-8 where the bytes are that.</summary>
    /// <exception cref="TaojinException">import.encoding-unknown.</exception>
    public static string Detect(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return "utf-16";
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return "utf-16be";
        return "utf-8";
    }
}
