using System.Text;
using System.Text.Json;

namespace Taojin.Storage.Privacy;

/// <summary>
/// Byte strings by which a person is known in any file: the id as a word of its own, and what the person wrote; plain, and as JSON and URLs
/// write them, in UTF-8 and in GB18030.
/// </summary>
internal sealed class PersonSigns
{
    private const int LongId = 8, LeastOfOther = 4, Block = 1 << 20;
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
    private readonly byte[][] _ids, _texts;
    private readonly int _longest;

    public PersonSigns(string userId, IEnumerable<string> texts)
        : this([userId], texts)
    {
    }

    /// <param name="userIds">All that the person is called.</param>
    /// <param name="texts">What the person wrote.</param>
    public PersonSigns(IEnumerable<string> userIds, IEnumerable<string> texts)
    {
        _ids = [.. userIds.Distinct(StringComparer.Ordinal).SelectMany(Forms)];
        _texts = [.. texts.SelectMany(Forms)];
        _longest = _ids.Concat(_texts).Select(sign => sign.Length).DefaultIfEmpty(0).Max();
    }

    /// <summary>Whether some bytes name the person or hold a word of theirs.</summary>
    public bool IsIn(ReadOnlySpan<byte> bytes) => IsIn(bytes, isFirst: true, isLast: true);

    /// <summary>Whether a row of CSV is of the person, whose id is its first cell, or holds what they wrote.</summary>
    public bool IsFirstOf(ReadOnlySpan<byte> row)
    {
        var (end, isQuoted) = (0, false);
        for (; end < row.Length && (isQuoted || row[end] != ','); end++)
            isQuoted ^= row[end] == '"';
        if (IsIn(row[..end]))
            return true;
        foreach (var text in _texts)
            if (row.IndexOf(text) >= 0)
                return true;
        return false;
    }

    /// <summary>Whether JSON does in any of its names and texts; what is no JSON is searched as it is.</summary>
    public bool IsInJson(ReadOnlySpan<byte> json)
    {
        try
        {
            for (var reader = new Utf8JsonReader(json); reader.Read();)
                if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && IsIn(reader.ValueSpan))
                    return true;
            return false;
        }
        catch (JsonException)
        {
            return IsIn(json);
        }
    }

    /// <summary>Whether a file of any length does: it is read in blocks, each of which begins with the end of the last.</summary>
    public bool IsIn(Stream stream)
    {
        var overlap = _longest + 2; // the letters before and after a word say whether it is one
        var bytes = new byte[Block + overlap];
        for (var (held, isFirst) = (0, true); ; isFirst = false)
        {
            var read = stream.ReadAtLeast(bytes.AsSpan(held), bytes.Length - held, throwOnEndOfStream: false);
            var isLast = read < bytes.Length - held;
            var all = bytes.AsSpan(0, held + read);
            if (IsIn(all, isFirst, isLast))
                return true;
            if (isLast)
                return false;
            all[^overlap..].CopyTo(bytes);
            held = overlap;
        }
    }

    /// <summary>Whether a name that somebody made up holds the id, where it is long enough not to be there by chance; a short one as a word.</summary>
    public bool IsNamedIn(string name) => _ids.Any(id => id.Length >= LongId && Encoding.UTF8.GetBytes(name).AsSpan().IndexOf(id) >= 0) || IsIn(Encoding.UTF8.GetBytes(name));

    private bool IsIn(ReadOnlySpan<byte> bytes, bool isFirst, bool isLast)
    {
        foreach (var text in _texts)
            if (bytes.IndexOf(text) >= 0)
                return true;
        foreach (var id in _ids)
            if (HasWord(bytes, id, isFirst, isLast))
                return true;
        return false;
    }

    /// <summary>An id within a longer one is somebody else: u1 is not in u10. At a border that is no end of the file the next block decides.</summary>
    private static bool HasWord(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> word, bool isFirst, bool isLast)
    {
        for (var start = 0; start <= bytes.Length - word.Length;)
        {
            var at = bytes[start..].IndexOf(word);
            if (at < 0)
                return false;
            at += start;
            var end = at + word.Length;
            if ((at == 0 ? isFirst : !IsOfWord(bytes[at - 1])) && (end == bytes.Length ? isLast : !IsOfWord(bytes[end])))
                return true;
            start = at + 1;
        }
        return false;
    }

    private static bool IsOfWord(byte letter) => char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'_' or (byte)'-' or >= 0x80;

    private static IEnumerable<byte[]> Forms(string text)
    {
        var forms = new[]
        {
            text, JsonSerializer.Serialize(text, Snake.Json)[1..^1], JsonSerializer.Serialize(text)[1..^1], Uri.EscapeDataString(text), text.Replace("\"", "\"\"", StringComparison.Ordinal), System.Net.WebUtility.HtmlEncode(text),
        }.Where(form => form.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        return [.. forms.Select(Encoding.UTF8.GetBytes), .. forms.Where(form => !Ascii.IsValid(form)).Select(Gb18030.GetBytes).Where(form => form.Length >= LeastOfOther)];
    }
}
