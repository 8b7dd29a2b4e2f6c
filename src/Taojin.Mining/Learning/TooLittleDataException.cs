namespace Taojin.Mining.Learning;

/// <summary>The data cannot carry the model that was asked for.</summary>
/// <param name="message">What is there and what is needed, with numbers.</param>
/// <param name="messageZh">The same in Chinese.</param>
public sealed class TooLittleDataException(string message, string messageZh)
    : UnfitDataException("learn.too-little-data", message, messageZh, "Import more events, or choose a model that the readiness table marks as ready.");
