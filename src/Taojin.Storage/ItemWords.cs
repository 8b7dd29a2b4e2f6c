using System.Data.Common;

namespace Taojin.Storage;

/// <summary>Texts of items on their way into the catalogue: equal ones are one string.</summary>
internal sealed class ItemWords
{
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    public List<string?> Descriptions { get; } = [];

    public List<string?> Brands { get; } = [];

    public List<string?> Attributes { get; } = [];

    public List<string?> Images { get; } = [];

    /// <summary>Adds where an item's picture stands.</summary>
    public void AddImage(DbDataReader row, int column) => Images.Add(row.IsDBNull(column) ? null : row.GetString(column));

    /// <summary>Adds an item's description, brand and attributes, which stand side by side.</summary>
    public void Add(DbDataReader row, int first)
    {
        Descriptions.Add(row.IsDBNull(first) ? null : row.GetString(first));
        Brands.Add(Shared(row, first + 1));
        Attributes.Add(Shared(row, first + 2));
    }

    /// <summary>The texts, or none when no item has one.</summary>
    public static string?[] OrNone(List<string?> texts) => texts.Exists(text => text is not null) ? [.. texts] : [];

    private string? Shared(DbDataReader row, int column)
    {
        if (row.IsDBNull(column))
            return null;
        var text = row.GetString(column);
        if (_known.TryGetValue(text, out var known))
            return known;
        return _known[text] = text;
    }
}
