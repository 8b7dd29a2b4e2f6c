using System.ComponentModel.DataAnnotations;

namespace Taojin.Mining.Text;

/// <summary>A text, and what kind of thing it speaks of.</summary>
/// <param name="Text">The words, in any language.</param>
/// <param name="Topic">The kind, such as the top category of the reviewed product; null when it is not known.</param>
public readonly record struct TopicText(string Text, string? Topic = null);

/// <summary>How words may mean different things of different kinds: 薄 praises a laptop and blames a coat.</summary>
public record TopicTextOptions : EncodedTextOptions
{
    /// <summary>How freely a kind departs from what holds for all, against 1; 0 learns no kinds.</summary>
    [Range(0, 10)] public double TopicWeight { get; init; } = 0.8;

    /// <summary>Texts that a kind must have before it is told apart.</summary>
    [Range(1, 1_000_000)] public int FewestOfTopic { get; init; } = 100;

    /// <summary>Most kinds; the most frequent ones are kept.</summary>
    [Range(0, 200)] public int MostTopics { get; init; } = 20;
}
