using System.Text;
using System.Text.Json;

namespace Taojin.Storage.Privacy;

/// <summary>Byte strings by which a person is known in any file: the id as a word of its own, and what the person wrote; plain, and as JSON and URLs write them.</summary>
internal sealed class PersonSigns
{
    private const int LongId = 8;
    private readonly byte[][] _ids, _texts;

    public PersonSigns(string userId, IEnumerable<string> texts)
    {
        _ids = Forms(userId);
        _texts = [.. texts.SelectMany(Forms)];
    }

    /// <summary>Whether some bytes name the person or hold a word of theirs.</summary>
    public bool IsIn(ReadOnlySpan<byte> bytes)
    {
        foreach (var text in _texts)
            if (bytes.IndexOf(text) >= 0)
                return true;
        foreach (var id in _ids)
            if (HasWord(bytes, id))
                return true;
        return false;
    }

    /// <summary>Whether a name that somebody made up holds the id, where it is long enough not to be there by chance; a short one as a word.</summary>
    public bool IsNamedIn(string name) => _ids.Any(id => id.Length >= LongId && Encoding.UTF8.GetBytes(name).AsSpan().IndexOf(id) >= 0) || IsIn(Encoding.UTF8.GetBytes(name));

    /// <summary>An id within a longer one is somebody else: u1 is not in u10.</summary>
    private static bool HasWord(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> word)
    {
        for (var start = 0; start <= bytes.Length - word.Length;)
        {
            var at = bytes[start..].IndexOf(word);
            if (at < 0)
                return false;
            at += start;
            if ((at == 0 || !IsOfWord(bytes[at - 1])) && (at + word.Length == bytes.Length || !IsOfWord(bytes[at + word.Length])))
                return true;
            start = at + 1;
        }
        return false;
    }

    private static bool IsOfWord(byte letter) => char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'_' or (byte)'-' or >= 0x80;

    private static byte[][] Forms(string text) => [.. new[]
    {
        text, JsonSerializer.Serialize(text, Snake.Json)[1..^1], JsonSerializer.Serialize(text)[1..^1], Uri.EscapeDataString(text), text.Replace("\"", "\"\"", StringComparison.Ordinal), System.Net.WebUtility.HtmlEncode(text),
    }.Where(form => form.Length > 0).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];
}
