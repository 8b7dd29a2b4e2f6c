using Taojin.Data;

namespace Taojin.Storage.Resources;

/// <summary>An item as the shop describes it. What is null is not known.</summary>
/// <param name="ItemId">Its id.</param>
public sealed record ItemRecord(string ItemId)
{
    /// <summary>Title.</summary>
    public string? Title { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Whole path of its category, levels parted by <c>" > "</c>.</summary>
    public string? Category { get; init; }

    /// <summary>Brand.</summary>
    public string? Brand { get; init; }

    /// <summary>Price in the shop's currency.</summary>
    public float? Price { get; init; }

    /// <summary>What it costs the shop.</summary>
    public float? Cost { get; init; }

    /// <summary>Units in stock.</summary>
    public int? Stock { get; init; }

    /// <summary>Address of its picture.</summary>
    public string? Image { get; init; }

    /// <summary>Further attributes, a JSON object.</summary>
    public string? Attributes { get; init; }

    /// <summary>When it can first be bought.</summary>
    public Instant? AvailableFrom { get; init; }

    /// <summary>Whether lists must not show it.</summary>
    public bool Hidden { get; init; }
}
