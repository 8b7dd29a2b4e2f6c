using Taojin.Data;
using Taojin.Mining.Marketing.Association;

namespace Taojin.Testing.Sets;

/// <summary>Reads the baskets of the Groceries set: one a line, items parted by commas.</summary>
public static class Groceries
{
    /// <summary>The 9,835 baskets of <c>Groceries.baskets.csv.gz</c>.</summary>
    public static Baskets Read(string path)
    {
        var items = new Vocabulary();
        var baskets = PublishedSets.Lines(path).Select(line => line.Split(',').Select(items.Add).ToArray()).ToArray();
        return Baskets.Of(items, baskets);
    }
}
