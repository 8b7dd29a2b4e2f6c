using System.Text.Json;
using System.Text.Json.Nodes;
using Taojin.Mining.Recommendation;
using Taojin.Storage;

namespace Taojin.Quality.Recommenders;

/// <summary>A blend as it stands in a file of options.</summary>
internal sealed record BlendRecipe
{
    /// <summary>Names of the algorithms.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>A weight of each; none before they were found.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [];

    /// <summary>How scores are made comparable.</summary>
    public BlendScale Scale { get; init; } = BlendScale.Deviation;

    /// <summary>What the weights reached where they were found.</summary>
    public string? Measured { get; init; }

    /// <summary>Null when nothing is there.</summary>
    public static BlendRecipe? Of(JsonNode? node) => node?.Deserialize<BlendRecipe>(Snake.Json);
}
