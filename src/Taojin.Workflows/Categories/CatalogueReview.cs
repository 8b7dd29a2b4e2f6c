using System.Text.Json;
using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Pictures;
using Taojin.Storage;
using Taojin.Storage.Pictures;

namespace Taojin.Workflows.Categories;

/// <summary>What is wrong with the catalogue itself: products told twice, categories that disagree, attributes that are missing or stand only in the title.</summary>
public sealed record CatalogueReview
{
    private const double Similarity = 0.8, CommonShare = 0.5;
    private const int Listed = 5000, FewestSiblings = 5;

    /// <summary>Products looked at.</summary>
    public int Products { get; init; }

    /// <summary>Products without title, without category.</summary>
    public int WithoutTitle { get; init; }

    /// <summary>Products without a category of their own or by a person.</summary>
    public int WithoutCategory { get; init; }

    /// <summary>Groups of equal and nearly equal titles, five thousand at most.</summary>
    public IReadOnlyList<SameProducts> Duplicates { get; init; } = [];

    /// <summary>All such groups.</summary>
    public int DuplicateGroups { get; init; }

    /// <summary>Groups whose members stand in different categories.</summary>
    public int ConflictingGroups { get; init; }

    /// <summary>Categories of the shop that the given taxonomy does not hold, with their products, five thousand at most; empty where none was given.</summary>
    public IReadOnlyDictionary<string, int> OutsideTaxonomy { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Groups of equal and nearly equal pictures, five thousand at most.</summary>
    public IReadOnlyList<SameProducts> SamePictures { get; init; } = [];

    /// <summary>All such groups.</summary>
    public int PictureGroups { get; init; }

    /// <summary>Pictures that cannot be read, five thousand at most.</summary>
    public IReadOnlyList<FaultyPicture> FaultyPictures { get; init; } = [];

    /// <summary>All such pictures by code.</summary>
    public required IReadOnlyDictionary<string, int> PictureFaults { get; init; }

    /// <summary>Attributes that at least half of a category's products have and others of it lack, the most frequent gaps first, five thousand at most.</summary>
    public IReadOnlyList<MissingAttribute> Missing { get; init; } = [];

    /// <summary>All such gaps.</summary>
    public int MissingAttributes { get; init; }

    /// <summary>How many products name each attribute in their title while the catalogue does not hold it.</summary>
    public required IReadOnlyDictionary<string, int> InTitleOnly { get; init; }

    /// <summary>Looks at the catalogue.</summary>
    public static CatalogueReview Of(Mine mine, FitContext context, TaxonomyPlaces? taxonomy = null)
    {
        var rows = mine.Workspace.Products.All();
        var groups = TitleDuplicates.Find([.. rows.Select(row => row.Title)], Similarity, context);
        var same = groups.Select(group => Same(rows, group)).ToArray();
        var (signs, faults) = Pictures(mine, rows, context);
        var pictures = PictureDuplicates.Find(signs, context).Select(group => Same(rows, group)).ToArray();
        var attributes = rows.Select(Attributes).ToArray();
        var gaps = Gaps(rows, attributes).ToArray();
        var titles = new TitleAttributes(rows.Select(row => row.Brand).OfType<string>().Distinct(StringComparer.Ordinal));
        return new()
        {
            Products = rows.Count,
            WithoutTitle = rows.Count(row => string.IsNullOrWhiteSpace(row.Title)),
            WithoutCategory = rows.Count(row => row.Known is null),
            Duplicates = [.. same.OrderByDescending(each => each.Categories.Count).ThenByDescending(each => each.ItemIds.Count).Take(Listed)],
            DuplicateGroups = same.Length,
            ConflictingGroups = same.Count(each => each.Categories.Count > 1),
            OutsideTaxonomy = taxonomy is null ? new Dictionary<string, int>(StringComparer.Ordinal) : rows.Select(row => row.Known).OfType<string>().CountBy(category => category, StringComparer.Ordinal)
                .Where(each => taxonomy.Of(each.Key).Number is null).OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).Take(Listed).ToDictionary(StringComparer.Ordinal),
            SamePictures = [.. pictures.OrderByDescending(each => each.Categories.Count).ThenByDescending(each => each.ItemIds.Count).Take(Listed)],
            PictureGroups = pictures.Length,
            FaultyPictures = [.. faults.Take(Listed)],
            PictureFaults = faults.CountBy(each => each.Fault.Code).OrderBy(each => each.Key, StringComparer.Ordinal).ToDictionary(),
            Missing = [.. gaps.OrderByDescending(gap => gap.Lacking).ThenBy(gap => gap.Category + gap.Attribute, StringComparer.Ordinal).Take(Listed)],
            MissingAttributes = gaps.Length,
            InTitleOnly = rows.Zip(attributes).SelectMany(each => titles.Of(each.First.Title ?? "").Where(found => !each.Second.Contains(found.Name)).Select(found => found.Name))
                .CountBy(name => name).OrderBy(each => each.Key, StringComparer.Ordinal).ToDictionary(),
        };
    }

    private static SameProducts Same(IReadOnlyList<ProductRow> rows, DuplicateGroup group) => new(
        [.. group.Items.Select(item => rows[item].ItemId)], rows[group.Items[0]].Title ?? rows[group.Items[0]].ItemId, group.IsExact,
        [.. group.Items.Select(item => rows[item].Known).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>What each picture is compared by, and those that cannot be read. The points themselves are let go: a catalogue's would fill the memory.</summary>
    private static (PictureSign?[] Signs, FaultyPicture[] Faults) Pictures(Mine mine, IReadOnlyList<ProductRow> rows, FitContext context)
    {
        var (signs, faults, facts) = (new PictureSign?[rows.Count], new FaultyPicture?[rows.Count], new CatalogueFacts(mine));
        context.ForEachRow(rows.Count, row =>
        {
            var (product, fault) = facts.Of(rows[row]);
            signs[row] = product.Picture is null ? null : PictureSign.Of(product.Picture);
            faults[row] = fault is null ? null : new(rows[row].ItemId, rows[row].Image, fault);
        });
        return (signs, [.. faults.OfType<FaultyPicture>()]);
    }

    private static IEnumerable<MissingAttribute> Gaps(IReadOnlyList<ProductRow> rows, HashSet<string>[] attributes)
    {
        foreach (var category in Enumerable.Range(0, rows.Count).Where(row => rows[row].Known is not null).GroupBy(row => rows[row].Known!, StringComparer.Ordinal).Where(group => group.Count() >= FewestSiblings))
            foreach (var (name, having) in category.SelectMany(row => attributes[row]).CountBy(name => name))
                if (having >= CommonShare * category.Count() && having < category.Count())
                    yield return new(category.Key, name, category.Count() - having, category.Count());
    }

    /// <summary>Names of what the catalogue holds of a product; JSON that cannot be read says nothing.</summary>
    private static HashSet<string> Attributes(ProductRow row)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (row.Brand is not null)
            names.Add("brand");
        if (row.Attributes is null)
            return names;
        try
        {
            using var json = JsonDocument.Parse(row.Attributes);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                names.UnionWith(json.RootElement.EnumerateObject().Where(each => each.Value.ValueKind != JsonValueKind.Null).Select(each => each.Name));
        }
        catch (JsonException)
        {
            // It was imported as it stands; the gap shows that nothing could be read.
        }
        return names;
    }
}

/// <summary>A picture that cannot be read.</summary>
/// <param name="ItemId">Of which item.</param>
/// <param name="Image">Where the catalogue says that it stands.</param>
/// <param name="Fault">What is wrong with it.</param>
public sealed record FaultyPicture(string ItemId, string? Image, PictureFault Fault);

/// <summary>Products with one title or one picture.</summary>
public sealed record SameProducts(IReadOnlyList<string> ItemIds, string Title, bool IsExact, IReadOnlyList<string> Categories);

/// <summary>An attribute that some products of a category lack.</summary>
public sealed record MissingAttribute(string Category, string Attribute, int Lacking, int Products);
