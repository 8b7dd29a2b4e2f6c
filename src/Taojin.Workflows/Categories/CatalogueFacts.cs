using Taojin.Mining.Classification;
using Taojin.Storage;
using Taojin.Storage.Pictures;

namespace Taojin.Workflows.Categories;

/// <summary>What is known of a product, and why its picture is not among it.</summary>
/// <param name="Product">Words and picture.</param>
/// <param name="Fault">What is wrong with its picture; null when it was read or none is given.</param>
internal readonly record struct KnownProduct(ProductFacts Product, PictureFault? Fault);

/// <summary>Products of the catalogue with their pictures, read when they are asked for.</summary>
/// <param name="mine">The shop.</param>
/// <param name="longestSide">Pictures are kept in no more points a side; a network of so many points sees the same.</param>
internal sealed class CatalogueFacts(Mine mine, int longestSide = PictureReader.LongestSide)
{
    private readonly PictureFolders _pictures = mine.Workspace.Pictures;
    private readonly Lazy<IReadOnlySet<string>> _own = new(mine.Workspace.Pictures.OwnNames);

    public KnownProduct Of(ProductRow row)
    {
        if (string.IsNullOrWhiteSpace(row.Image) && !MayHaveOwn(row.ItemId))
            return new(Words(row), null);
        var (picture, fault) = _pictures.Read(row.ItemId, row.Image);
        return new(Words(row) with { Picture = picture?.Within(longestSide) }, fault);
    }

    /// <summary>The folders are listed once: asking the disk eight times for each of a million products would take a minute.</summary>
    private bool MayHaveOwn(string itemId) => itemId.Contains('/', StringComparison.Ordinal) || itemId.Contains('\\', StringComparison.Ordinal) || _own.Value.Contains(itemId);

    public static ProductFacts Words(ProductRow row) => new() { Title = row.Title, Description = row.Description, Brand = row.Brand };
}
