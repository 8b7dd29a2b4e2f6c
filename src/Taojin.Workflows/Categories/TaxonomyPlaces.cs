using Taojin.Data;
using Taojin.Mining.Classification;

namespace Taojin.Workflows.Categories;

/// <summary>Where a category stands in Google's taxonomy.</summary>
/// <param name="Number">Its number, the same in every language; null when the taxonomy has no such path.</param>
/// <param name="Path">Its path in the second language; null without one, or where that language lacks the number.</param>
public sealed record TaxonomyPlace(int? Number, string? Path);

/// <summary>Google's taxonomy in the language of the shop's categories and, if given, in another.</summary>
public sealed class TaxonomyPlaces
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly GoogleTaxonomy? _other;

    private TaxonomyPlaces(GoogleTaxonomy own, GoogleTaxonomy? other)
    {
        foreach (var (number, path) in own.Paths.OrderBy(each => each.Key))
            _numbers.TryAdd(path, number);
        _other = other;
    }

    /// <summary>Reads <c>taxonomy-with-ids.LANGUAGE.txt</c>, plain or gzip.</summary>
    /// <param name="files">The file in the language of the shop's categories; a second one in the language of the answers.</param>
    /// <exception cref="TaojinException">taxonomy.missing, taxonomy.unreadable, taxonomy.too-many.</exception>
    public static TaxonomyPlaces Read(IReadOnlyList<string> files) => files.Count is 1 or 2
        ? new(File(files[0]), files.Count > 1 ? File(files[1]) : null)
        : throw new TaojinException("taxonomy.too-many", $"{files.Count} taxonomy files were given.", "Give one file, or one and its translation.");

    /// <summary>The place of a category.</summary>
    public TaxonomyPlace Of(string category) => _numbers.TryGetValue(category, out var number)
        ? new(number, _other?.Paths.GetValueOrDefault(number))
        : new(null, null);

    private static GoogleTaxonomy File(string path)
    {
        if (!System.IO.File.Exists(path))
            throw new TaojinException("taxonomy.missing", $"'{path}' is not there.", "Download taxonomy-with-ids.LANGUAGE.txt from Google and name it.");
        using var file = System.IO.File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        return GoogleTaxonomy.Of(reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n'));
    }
}
