namespace Taojin.Mining.AfterSales;

/// <summary>What sort of text answers a question.</summary>
public enum PassageKind
{
    /// <summary>What the shop promises and asks.</summary>
    Policy,

    /// <summary>What is known of a product.</summary>
    Fact,

    /// <summary>What a person answered before.</summary>
    Answer,

    /// <summary>How one order of the asking customer stands.</summary>
    Order,
}

/// <summary>One piece of text that an answer can quote.</summary>
/// <param name="Id">What a reader calls it, such as <c>policy/refund-time</c>; the same for all languages of a text.</param>
/// <param name="Kind">What sort of text it is.</param>
/// <param name="Language"><c>en</c> or <c>zh</c>.</param>
/// <param name="Title">Its title or, of an earlier answer, the question.</param>
/// <param name="Text">What is quoted.</param>
public sealed record Passage(string Id, PassageKind Kind, string Language, string Title, string Text);

/// <summary>Languages that questions are asked in.</summary>
public static class TextLanguage
{
    private const char FirstHan = '\u3400';
    private const char LastHan = '\u9fff';

    /// <summary><c>zh</c> when a Chinese character is in it, or else <c>en</c>.</summary>
    public static string Of(string text) => text.AsSpan().ContainsAnyInRange(FirstHan, LastHan) ? "zh" : "en";

    /// <summary>Whether it is a Chinese character.</summary>
    internal static bool IsHan(char letter) => letter is >= FirstHan and <= LastHan;
}
