using System.Buffers.Text;

namespace Taojin.Storage.Import;

/// <summary>Reads amounts from UTF-8 text. Empty text is no amount and no fault.</summary>
internal static class NumberText
{
    /// <summary>The amount, or NaN when there is none.</summary>
    /// <returns>A code of <see cref="RejectCodes"/>, or null.</returns>
    public static string? TryParse(ReadOnlySpan<byte> text, out float value)
    {
        value = float.NaN;
        text = text.Trim((byte)' ');
        if (text.IsEmpty)
            return null;
        if (!Utf8Parser.TryParse(text, out double number, out var used) || used != text.Length)
            return RejectCodes.NumberInvalid;
        value = (float)number;
        return float.IsFinite(value) ? null : RejectCodes.NumberNotFinite;
    }

    /// <summary>A whole number, or <paramref name="none"/> when there is none.</summary>
    /// <returns>A code of <see cref="RejectCodes"/>, or null.</returns>
    public static string? TryParse(ReadOnlySpan<byte> text, int none, out int value)
    {
        value = none;
        text = text.Trim((byte)' ');
        if (text.IsEmpty)
            return null;
        return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length ? null : RejectCodes.NumberInvalid;
    }
}
