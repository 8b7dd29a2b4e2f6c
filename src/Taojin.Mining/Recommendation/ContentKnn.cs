using System.ComponentModel.DataAnnotations;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;

namespace Taojin.Mining.Recommendation;

/// <summary>How items are read and histories summed.</summary>
public sealed record ContentKnnOptions
{
    /// <summary>Characters of the shortest runs that are compared.</summary>
    [Range(1, 16)] public int ShortestGram { get; init; } = 2;

    /// <summary>Characters of the longest runs; no fewer than the shortest.</summary>
    [Range(1, 16)] public int LongestGram { get; init; } = 4;

    /// <summary>Characters of a description that are read.</summary>
    [Range(0, 100_000)] public int DescriptionLength { get; init; } = 400;

    /// <summary>Weight of an item against the one that was touched after it: 1 forgets nothing.</summary>
    [Range(0.01, 1)] public double Decay { get; init; } = 0.9;
}

/// <summary>Items whose texts are alike: recommends what nobody has touched yet.</summary>
/// <remarks>
/// An item is the TF-IDF vector of the runs of characters in its title, description, category, brand and attributes, of length 1; a history is
/// the weighted mean of its items' vectors; the score is their product, −1 to 1 (Lops, de Gemmis &amp; Semeraro 2011,
/// doi:10.1007/978-0-387-85820-3_3; runs of characters as in McNamee &amp; Mayfield 2004, doi:10.1023/B:INRT.0000009441.78971.be). Weights
/// of the history decay from the last touch backwards. Costs two passes over the texts; a score costs the runs of all items once.
/// </remarks>
public sealed class ContentKnn(ContentKnnOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, ContentKnnModel>
{
    private readonly ContentKnnOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<ContentKnnOptions, ContentKnnModel>(
        "content-knn", "Items alike by their texts", "文本相似商品", MiningTask.Recommend, "doi:10.1007/978-0-387-85820-3_3",
        options => new ContentKnn(options)) with { Needs = [DataNeed.Users(20), DataNeed.TitledItems(10)] };

    /// <inheritdoc />
    /// <exception cref="TooLittleDataException">No two items share any text.</exception>
    public ContentKnnModel Fit(Interactions data, FitContext context)
    {
        var vectors = TfIdf.Of(data.Items.Count, (item, grams) => AddGrams(data.Items, item, grams), context.Cancellation);
        if (vectors.EntryCount == 0)
            throw new TooLittleDataException("No two items share any text: titles or descriptions are needed.", "没有任何两个商品有相同的文字：需要标题或描述。");
        return new(data, vectors, _options.Decay);
    }

    /// <summary>Each field for itself, so that no run crosses from one into the next.</summary>
    private void AddGrams(Catalogue items, int item, List<ulong> grams)
    {
        Add(At(items.Title, item));
        if (At(items.Description, item) is { } description)
            Add(description.Length <= _options.DescriptionLength ? description : description[.._options.DescriptionLength]);
        Add(items.CategoryOf(item) is >= 0 and var category ? items.Categories.IdAt(category) : null);
        Add(At(items.Brand, item));
        Add(At(items.Attributes, item));

        void Add(string? text)
        {
            if (text is not null)
                CharacterGrams.AddTo(FoldedText.Of(text), _options.ShortestGram, _options.LongestGram, grams);
        }
    }

    private static string? At(string?[] values, int item) => item < values.Length ? values[item] : null;
}
