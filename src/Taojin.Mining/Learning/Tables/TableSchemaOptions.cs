using System.ComponentModel.DataAnnotations;

namespace Taojin.Mining.Learning.Tables;

/// <summary>How columns of a table are understood, where it is not to be left to their cells.</summary>
public sealed record TableSchemaOptions
{
    /// <summary>Columns of numbers that are names, such as a code of a region.</summary>
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>Columns that nothing is learned from, such as what is known only afterwards.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Columns made of two others, such as <c>amount/orders</c> or <c>city&amp;channel</c>.</summary>
    public IReadOnlyList<string> Derived { get; init; } = [];

    /// <summary>Most words of a column; the rarer ones count as one.</summary>
    [Range(2, 4096)] public int MostCategories { get; init; } = 100;

    /// <summary>Fewest training rows of a word; a rarer one counts as one with the others.</summary>
    [Range(1, 1_000_000)] public int RowsPerCategory { get; init; } = 5;
}
