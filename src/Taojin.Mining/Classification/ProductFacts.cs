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

    /// <summary>All words of the product as one text, the title first.</summary>
    public string Text => string.Join('\n', new[] { Title, Brand, Description }.Where(text => !string.IsNullOrWhiteSpace(text)));
}
