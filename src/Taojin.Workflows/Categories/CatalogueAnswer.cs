using Taojin.Storage;

namespace Taojin.Workflows.Categories;

/// <summary>What came of classifying the whole catalogue.</summary>
public sealed record CatalogueAnswer
{
    private const int Listed = 5000;

    /// <summary>Version of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Products in the catalogue: the sum of all states.</summary>
    public int Products { get; init; }

    /// <summary>Products by state: answered, unsure, unknown, rejected.</summary>
    public required IReadOnlyDictionary<string, int> ByState { get; init; }

    /// <summary>Products that had no category of their own and were answered.</summary>
    public int Filled { get; init; }

    /// <summary>Whether the answers were written down.</summary>
    public bool IsWritten { get; init; }

    /// <summary>Rejected products by code.</summary>
    public required IReadOnlyDictionary<string, int> Rejected { get; init; }

    /// <summary>Products whose picture could not be read, by code; their words were answered all the same.</summary>
    public IReadOnlyDictionary<string, int> PictureFaults { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Products whose own category the model is sure is another, the surest first, five thousand at most. A model that learned from them doubts less than it should.</summary>
    public IReadOnlyList<DoubtedCategory> Doubted { get; init; } = [];

    /// <summary>All such products.</summary>
    public int DoubtedProducts { get; init; }

    /// <summary>All such products by the shop's category and the model's, the most frequent pair first.</summary>
    public IReadOnlyList<DoubtedPair> DoubtedPairs { get; init; } = [];

    internal static CatalogueAnswer Of(IReadOnlyList<ProductRow> rows, ClassifiedProduct[] said, (string Model, bool IsWritten) how)
    {
        var doubted = rows.Zip(said).Where(each => each.Second.State == "answered" && each.First.Known is { } known && known != each.Second.Category)
            .Select(each => new DoubtedCategory(each.First.ItemId, each.First.Title, each.First.Known!, each.Second.Category!, each.Second.Probability)).ToArray();
        return new()
        {
            Model = how.Model,
            IsWritten = how.IsWritten,
            Products = rows.Count,
            ByState = said.CountBy(each => each.State).OrderBy(each => each.Key, StringComparer.Ordinal).ToDictionary(),
            Rejected = said.Where(each => each.Fault is not null).CountBy(each => each.Fault!.Code).OrderBy(each => each.Key, StringComparer.Ordinal).ToDictionary(),
            PictureFaults = said.Where(each => each.PictureFault is not null).CountBy(each => each.PictureFault!.Code).OrderBy(each => each.Key, StringComparer.Ordinal).ToDictionary(),
            Filled = rows.Zip(said).Count(each => each.First.Known is null && each.Second.State == "answered"),
            Doubted = [.. doubted.OrderByDescending(each => each.Probability).ThenBy(each => each.ItemId, StringComparer.Ordinal).Take(Listed)],
            DoubtedProducts = doubted.Length,
            DoubtedPairs = [.. doubted.CountBy(each => (each.Category, each.Said)).OrderByDescending(each => each.Value).ThenBy(each => each.Key.Category, StringComparer.Ordinal).ThenBy(each => each.Key.Said, StringComparer.Ordinal)
                .Select(each => new DoubtedPair(each.Key.Category, each.Key.Said, each.Value))],
        };
    }
}

/// <summary>A product whose category may be wrong.</summary>
public sealed record DoubtedCategory(string ItemId, string? Title, string Category, string Said, double Probability);

/// <summary>How often the shop says one category and the model another.</summary>
/// <param name="Category">The shop's.</param>
/// <param name="Said">The model's.</param>
/// <param name="Products">Products.</param>
public sealed record DoubtedPair(string Category, string Said, int Products);
