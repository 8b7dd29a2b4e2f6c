using Taojin.Mining.Text;

namespace Taojin.Mining.Classification;

/// <summary>What a title says of a product beside its category.</summary>
/// <param name="Name">brand, colour, size, gender or season.</param>
/// <param name="Value">One word for all spellings: <c>red</c> for Red and 红色; a size as it stands.</param>
public readonly record struct TitleAttribute(string Name, string Value);

/// <summary>Reads brand, colour, size, gender and season from titles, in English and Chinese.</summary>
/// <param name="brands">Brands that the shop knows; the longest that stands in a title is its brand.</param>
public sealed class TitleAttributes(IEnumerable<string> brands)
{
    private const int LongestBrand = 5;
    private readonly Dictionary<string, string> _brands = brands.Where(brand => FoldedText.Of(brand).Length > 1)
        .GroupBy(FoldedText.Of, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Order(StringComparer.Ordinal).First(), StringComparer.Ordinal);

    /// <summary>The attributes of a title, each name at most once, in the order brand, colour, size, gender, season.</summary>
    /// <param name="title">Any text; an empty one says nothing.</param>
    public IReadOnlyList<TitleAttribute> Of(string title)
    {
        var folded = FoldedText.Of(title);
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = new List<TitleAttribute>();
        Add("brand", Brand(folded, words));
        Add("colour", AttributeWords.Colours.First(folded, words));
        Add("size", AttributeWords.Size(words));
        Add("gender", AttributeWords.Genders.First(folded, words));
        Add("season", AttributeWords.Seasons.First(folded, words));
        return found;

        void Add(string name, string? value)
        {
            if (value is not null)
                found.Add(new(name, value));
        }
    }

    private string? Brand(string folded, string[] words)
    {
        for (var length = Math.Min(LongestBrand, words.Length); length > 0; length--)
            for (var start = 0; start + length <= words.Length; start++)
                if (_brands.TryGetValue(string.Join(' ', words[start..(start + length)]), out var brand))
                    return brand;
        return _brands.Where(brand => brand.Key.Any(letter => letter > 0x2E80) && folded.Contains(brand.Key, StringComparison.Ordinal)) // Chinese brands stand without blanks
            .OrderByDescending(brand => brand.Key.Length).ThenBy(brand => brand.Key, StringComparer.Ordinal).Select(brand => brand.Value).FirstOrDefault();
    }
}
