using Taojin.Storage.Import;

namespace Taojin.Storage;

/// <summary>Why rows and events are rejected, in the language that is read.</summary>
public static class RejectWords
{
    /// <summary>What is wrong and what to do about it.</summary>
    /// <param name="code">Such as <c>time.implausible</c>: a key of <see cref="ImportReceipt.RejectedByCode"/>, a code of an <see cref="EventStatus"/>.</param>
    /// <param name="isChinese">Whether Chinese is read.</param>
    /// <returns>A sentence or two; empty for a code that no import gives.</returns>
    public static string Of(string code, bool isChinese) => RejectCodes.WordsOf(code) is var words && isChinese ? words.Chinese : words.English;
}
