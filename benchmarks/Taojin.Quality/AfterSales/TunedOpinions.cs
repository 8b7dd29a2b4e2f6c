using Taojin.Mining.AfterSales.Opinions;
using Taojin.Quality.Classification;

namespace Taojin.Quality.AfterSales;

/// <summary>Options chosen on a fifth of the training rows (by the CRC-32 of "v" and the folded text): contrast 0.5, 0.75, 1; cost 0.1, 0.25, 0.5; runs of 2 or 3 tokens.</summary>
internal static class TunedOpinions
{
    /// <summary>Accuracy .944 on the validation fifth.</summary>
    public static SentimentOptions Shopping { get; } = new() { Words = 3, Contrast = 1, Cost = 0.5 };

    /// <summary>AUC .9597 on the validation fifth.</summary>
    public static SentimentOptions Clothing { get; } = new() { Words = 2, Contrast = 0.5, Cost = 0.25 };

    /// <summary>What was searched for fasttext on the same fifth: every combination.</summary>
    public static string FastTextSearched => "dim 50; epoch 5, 15; lr 0.05, 0.1, 0.25, 0.5; word n-grams 1 to 3; bucket 2,000,000; softmax";

    /// <summary>The best of <see cref="FastTextSearched"/> by accuracy.</summary>
    public static FastTextSettings FastTextShopping { get; } = new(50, 5, 0.25, 3, 0, 0) { Buckets = 2_000_000 };

    /// <summary>The best of <see cref="FastTextSearched"/> by AUC.</summary>
    public static FastTextSettings FastTextClothing { get; } = new(50, 10, 0.1, 2, 0, 0) { Buckets = 2_000_000 };
}
