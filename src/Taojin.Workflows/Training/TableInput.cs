namespace Taojin.Workflows.Training;

/// <summary>A table to learn from in place of the shop's log.</summary>
/// <param name="Source">Format and path, such as <c>csv:CUSTOMERS.csv</c>.</param>
/// <param name="Label">The column that is to be foretold.</param>
public sealed record TableInput(string Source, string? Label);
