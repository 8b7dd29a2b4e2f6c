using Taojin.Data;

namespace Taojin.Mining.Learning;

/// <summary>The data and the model that was asked for do not fit one another.</summary>
/// <param name="code">What is the matter, for programs.</param>
/// <param name="message">What is there and what is needed, with numbers.</param>
/// <param name="messageZh">The same in Chinese.</param>
/// <param name="remedy">What to do.</param>
public abstract class UnfitDataException(string code, string message, string messageZh, string remedy) : TaojinException(code, message, remedy)
{
    /// <inheritdoc />
    public override string MessageZh { get; } = messageZh;
}
