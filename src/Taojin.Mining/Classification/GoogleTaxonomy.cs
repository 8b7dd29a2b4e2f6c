using System.Globalization;
using Taojin.Data;

namespace Taojin.Mining.Classification;

/// <summary>Google's product taxonomy in one language: paths by number, which are the same in every language.</summary>
/// <param name="Paths">Path of each number, levels parted by <c>" > "</c>.</param>
/// <param name="Version">What the file says of itself, such as <c>2021-09-21</c>; null when it says nothing.</param>
public sealed record GoogleTaxonomy(IReadOnlyDictionary<int, string> Paths, string? Version)
{
    /// <summary>Reads lines of <c>taxonomy-with-ids.LANGUAGE.txt</c>: a comment with the version, then <c>number - A > B > C</c>.</summary>
    /// <exception cref="TaojinException">taxonomy.unreadable: a line is none such; its number is named.</exception>
    public static GoogleTaxonomy Of(IEnumerable<string> lines)
    {
        var (paths, version, place) = (new Dictionary<int, string>(), default(string), 0);
        foreach (var line in lines)
        {
            place++;
            if (line.StartsWith('#'))
                version ??= line[(line.LastIndexOf(' ') + 1)..];
            else if (line.Split(" - ", 2) is [var number, var path] && int.TryParse(number.Trim(), CultureInfo.InvariantCulture, out var id))
                paths[id] = path.Trim();
            else if (!string.IsNullOrWhiteSpace(line))
                throw new TaojinException("taxonomy.unreadable", $"Line {place} of the taxonomy is no 'number - path'.", "Give taxonomy-with-ids.LANGUAGE.txt as Google publishes it.");
        }
        return new(paths, version);
    }

    /// <summary>The tree of all paths.</summary>
    public CategoryTree Tree() => new(Paths.OrderBy(path => path.Key).Select(path => path.Value));

    /// <summary>Each path of this language with that of the other, by number; numbers that only one of them has are left out.</summary>
    public IReadOnlyDictionary<string, string> AlignedTo(GoogleTaxonomy other) => Paths.Where(path => other.Paths.ContainsKey(path.Key))
        .GroupBy(path => path.Value, StringComparer.Ordinal).ToDictionary(same => same.Key, same => other.Paths[same.Min(path => path.Key)], StringComparer.Ordinal);

    /// <summary>Numbers that both have, at different depths: languages are published in different years.</summary>
    public IEnumerable<int> MovedAgainst(GoogleTaxonomy other) => Paths.Where(path => other.Paths.TryGetValue(path.Key, out var there) && Depth(path.Value) != Depth(there)).Select(path => path.Key);

    private static int Depth(string path) => path.Split(CategoryTree.Separator).Length;
}
