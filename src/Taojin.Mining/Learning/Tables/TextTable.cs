using Taojin.Data;

namespace Taojin.Mining.Learning.Tables;

/// <summary>A table as it was read: a text a cell, null where nothing stands.</summary>
/// <param name="Names">Names of the columns, each once.</param>
/// <param name="Columns">The cells of each column, shape [columns][rows].</param>
public sealed record TextTable(IReadOnlyList<string> Names, IReadOnlyList<string?[]> Columns)
{
    /// <summary>Number of rows.</summary>
    public int RowCount => Columns.Count == 0 ? 0 : Columns[0].Length;

    /// <summary>The cells of a column, shape [rows].</summary>
    /// <exception cref="TaojinException">There is no such column; the remedy names those there are.</exception>
    public string?[] this[string name] => Find(name)
        ?? throw new TaojinException("table.column-unknown", $"The table has no column '{name}'.", $"It has: {string.Join(", ", Names)}.");

    /// <summary>The cells of a column, or null when there is no such column.</summary>
    public string?[]? Find(string name)
    {
        for (var column = 0; column < Names.Count; column++)
            if (Names[column] == name)
                return Columns[column];
        return null;
    }

    /// <summary>The given rows in the given order.</summary>
    public TextTable Pick(IReadOnlyList<int> rows) => new(Names, [.. Columns.Select(column => rows.Select(row => column[row]).ToArray())]);
}
