using System.ComponentModel.DataAnnotations;

namespace Taojin.Mining.Classification;

/// <summary>How words and pictures come together.</summary>
public enum FusionWay
{
    /// <summary>Weights of the sides are learned from what models said of products that they had not learned from.</summary>
    Stacked,

    /// <summary>The mean of the probabilities: no further fits.</summary>
    Late,
}

/// <summary>Which models speak for words and for pictures, and how their answers become one.</summary>
public sealed record TextImageFusionOptions
{
    /// <summary>Name of the algorithm of words, with its default options.</summary>
    [MinLength(1)] public string Words { get; init; } = "linear-text";

    /// <summary>Name of the algorithm of pictures, with its default options.</summary>
    [MinLength(1)] public string Pictures { get; init; } = "image-cnn";

    /// <summary>How the answers become one.</summary>
    public FusionWay Way { get; init; } = FusionWay.Stacked;

    /// <summary>Parts of the data for stacking: each is answered by models of the others, so that all are fitted so many times more; equal products stay together.</summary>
    [Range(2, 20)] public int Folds { get; init; } = 3;

    /// <summary>L2 penalty on what stacking learns, per product.</summary>
    [Range(0, 10)] public double L2 { get; init; } = 1e-3;
}
