using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Taojin.Storage.Sources.Jsonl;

/// <summary>The text of JSON values as UTF-8: of strings what they say, of all else how it is written. Nothing is copied unless it is escaped.</summary>
internal sealed class JsonText
{
    private byte[] _unescaped = new byte[1024];
    private int _used;

    /// <summary>Bytes that are no text, in the place of text that holds a NUL, so that it is refused as such.</summary>
    private static ReadOnlySpan<byte> NoText => [0xFF];

    /// <summary>Forgets the texts that were given.</summary>
    public void Clear() => _used = 0;

    /// <summary>The text of a value; nothing for null and for what is not there.</summary>
    public ReadOnlySpan<byte> Of(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return [];
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (value.ValueKind != JsonValueKind.String)
            return raw;
        return raw.Contains((byte)'\\') ? Unescaped(raw) : raw[1..^1];
    }

    /// <summary>The text of an id, a string or a number; nothing for all else.</summary>
    public ReadOnlySpan<byte> OfId(JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? Of(value).Trim((byte)' ') : [];

    /// <summary>An id made of another and a number.</summary>
    public ReadOnlySpan<byte> Numbered(ReadOnlySpan<byte> id, int number)
    {
        var room = Room(id.Length + 12);
        id.CopyTo(room);
        room[id.Length] = (byte)'/';
        Utf8Formatter.TryFormat(number, room[(id.Length + 1)..], out var digits);
        return Take(id.Length + 1 + digits);
    }

    private ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> raw)
    {
        var reader = new Utf8JsonReader(raw);
        reader.Read();
        var text = Take(reader.CopyString(Room(raw.Length)));
        return text.Contains((byte)0) ? NoText : text;
    }

    private Span<byte> Room(int length)
    {
        if (_unescaped.Length - _used < length)
            (_unescaped, _used) = (new byte[Math.Max(length, _unescaped.Length * 2)], 0); // what was given stays where it is
        return _unescaped.AsSpan(_used);
    }

    private Span<byte> Take(int length)
    {
        var text = _unescaped.AsSpan(_used, length);
        _used += length;
        return text;
    }
}
