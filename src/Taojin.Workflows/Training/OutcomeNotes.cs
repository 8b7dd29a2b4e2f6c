using Taojin.Mining.Learning.Tables;

namespace Taojin.Workflows.Training;

/// <summary>What was found in a table on the way, in words.</summary>
internal static class OutcomeNotes
{
    public static IReadOnlyList<RunNote> Of(OutcomeTable table, TableSchema schema)
    {
        var notes = new List<RunNote> { Kinds(schema) };
        foreach (var column in schema.Columns.Where(column => column.Kind == ColumnKind.Ignored))
            notes.Add(new($"column {column.Name} is left out: {column.Note}", $"未使用列 {column.Name}：{column.NoteZh}"));
        if (table.WithoutOutcome > 0)
            notes.Add(new($"{table.WithoutOutcome} rows have no outcome and are left out", $"{table.WithoutOutcome} 行没有结果，已略过"));
        if (table.Unread is [var first, ..])
            notes.Add(new($"{table.Unread.Count} rows could not be read, the first in line {first.Line} of {first.File} ({first.Code})", $"{table.Unread.Count} 行无法读取，首个在 {first.File} 第 {first.Line} 行（{first.Code}）"));
        return notes;
    }

    private static RunNote Kinds(TableSchema schema)
    {
        int Count(ColumnKind kind) => schema.Columns.Count(column => column.Kind == kind);
        return new(
            $"columns: {Count(ColumnKind.Number)} of numbers, {Count(ColumnKind.Category)} of words, {Count(ColumnKind.Date)} of dates",
            $"列：数值 {Count(ColumnKind.Number)}，类别 {Count(ColumnKind.Category)}，日期 {Count(ColumnKind.Date)}");
    }
}
