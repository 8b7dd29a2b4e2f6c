namespace Taojin.Mining.Learning.Tables;

/// <summary>What kind of thing stands in a column.</summary>
public enum ColumnKind
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>One of a few words.</summary>
    Category,

    /// <summary>A day or a moment: becomes days since 1970, month, weekday and hour.</summary>
    Date,

    /// <summary>Nothing to learn from.</summary>
    Ignored,
}

/// <summary>A column and what is learned from it.</summary>
/// <param name="Name">Name in the table, in any language.</param>
/// <param name="Kind">What stands in it.</param>
/// <param name="Categories">The words of a category, the most frequent first; rarer ones count as one.</param>
/// <param name="Note">Why it is ignored, in English; null otherwise.</param>
/// <param name="NoteZh">The same in Chinese.</param>
public sealed record ColumnSchema(string Name, ColumnKind Kind, IReadOnlyList<string> Categories, string? Note = null, string? NoteZh = null)
{
    /// <summary>Names of the columns that models see.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Features => Kind switch
    {
        ColumnKind.Number or ColumnKind.Category => [Name],
        ColumnKind.Date => [$"{Name}.day", $"{Name}.month", $"{Name}.weekday", $"{Name}.hour"],
        _ => [],
    };

    /// <summary>Categories of each column that models see: 0 for numbers.</summary>
    internal int CategoryCount => Kind == ColumnKind.Category ? Categories.Count + 1 : 0;

    /// <summary>What a category's number stands for; number 0 is every word that is rare or new.</summary>
    public string? WordOf(int category) => category >= 1 && category <= Categories.Count ? Categories[category - 1] : null;
}
