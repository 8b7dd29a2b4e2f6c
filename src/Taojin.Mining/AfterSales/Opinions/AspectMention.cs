namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>A term in a text, of which something may be said.</summary>
/// <param name="Text">The whole text, in English or Chinese.</param>
/// <param name="Start">Where the term starts.</param>
/// <param name="Length">Its characters, 1 or more.</param>
public readonly record struct AspectMention(string Text, int Start, int Length);
