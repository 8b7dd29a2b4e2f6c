namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>A text with the terms in it that something is said of.</summary>
/// <param name="Text">The text.</param>
/// <param name="Terms">Start and length of each term, ascending, none within another.</param>
public sealed record MarkedText(string Text, IReadOnlyList<(int Start, int Length)> Terms);
