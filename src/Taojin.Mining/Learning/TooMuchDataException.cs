namespace Taojin.Mining.Learning;

/// <summary>The model that was asked for does not fit into this machine's memory.</summary>
/// <param name="message">What is there and what would be needed, with numbers.</param>
/// <param name="messageZh">The same in Chinese.</param>
public sealed class TooMuchDataException(string message, string messageZh)
    : UnfitDataException("learn.too-much-data", message, messageZh, "Choose a model that keeps no table of all pairs of items, such as item-knn or implicit-als, or train on a machine with more memory.");
