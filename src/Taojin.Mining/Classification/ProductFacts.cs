using Taojin.Mining.Learning.Pictures;
using Taojin.Mining.Text;
using Taojin.Numerics;

namespace Taojin.Mining.Classification;

/// <summary>What is known of a product before its category: any side may be missing.</summary>
public sealed record ProductFacts
{
    /// <summary>Its title, in any language.</summary>
    public string? Title { get; init; }

    /// <summary>Its description.</summary>
    public string? Description { get; init; }

    /// <summary>Its brand.</summary>
    public string? Brand { get; init; }

    /// <summary>Its main picture.</summary>
    public Picture? Picture { get; init; }

    /// <summary>A number in [0, 1) by the folded words, or by the points where there are none: equal products have equal numbers, so that parts of the data can be told without parting them.</summary>
    /// <param name="purpose">Another purpose gives another number.</param>
    internal double Chance(string purpose)
    {
        var hash = 14695981039346656037UL;
        if (Text is { Length: > 0 } text)
            foreach (var character in FoldedText.Of(text))
                hash = (hash ^ character) * 1099511628211UL;
        else if (Picture is not null)
            foreach (var point in Picture.Points)
                hash = (hash ^ point) * 1099511628211UL;
        return SplitMix64.Stream(hash, purpose).NextDouble();
    }

    /// <summary>All words of the product as one text, the title first.</summary>
    public string Text => string.Join('\n', new[] { Title, Brand, Description }.Where(text => !string.IsNullOrWhiteSpace(text)));
}
