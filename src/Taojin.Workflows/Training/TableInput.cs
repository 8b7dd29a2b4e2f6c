namespace Taojin.Workflows.Training;

/// <summary>A table to learn from in place of the shop's log.</summary>
/// <param name="Source">Format and path, such as <c>csv:CUSTOMERS.csv</c>.</param>
/// <param name="Label">The column that is to be foretold.</param>
public sealed record TableInput(string Source, string? Label)
{
    /// <summary>The outcome that counts as yes; needed where there are more than two.</summary>
    public string? Positive { get; init; }

    /// <summary>A column of dates: the last fifth of the rows by it is the test. The rows are parted at random when null.</summary>
    public string? Time { get; init; }

    /// <summary>How columns are understood, where it is not to be left to their cells.</summary>
    public Mining.Learning.Tables.TableSchemaOptions Columns { get; init; } = new();
}
