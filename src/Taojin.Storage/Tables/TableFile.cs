using System.Text;
using Taojin.Data;
using Taojin.Mining.Learning.Tables;
using Taojin.Storage.Import;
using Taojin.Storage.Reading;
using Taojin.Storage.Sources;

namespace Taojin.Storage.Tables;

/// <summary>A table that was read from a file: any columns, a text a cell.</summary>
/// <param name="Table">Its rows.</param>
/// <param name="Rejected">Rows that could not be read, with their places; they are not in the table.</param>
public sealed record TableFile(TextTable Table, IReadOnlyList<RejectedLine> Rejected)
{
    /// <summary>Reads a table whose first row names the columns; separator and encoding are detected, .gz and .zip are unpacked.</summary>
    /// <param name="source">Format and path, such as <c>csv:CUSTOMERS.csv</c>.</param>
    /// <param name="settings">Say how far packed files may grow.</param>
    /// <exception cref="TaojinException">The file is missing, is no csv, has no row, or names a column twice.</exception>
    public static TableFile Read(string source, WorkspaceSettings settings)
    {
        var request = SourceRequest.Parse(source);
        if (request.Format != "csv")
            throw new TaojinException("table.format-unknown", $"A table cannot be read as '{request.Format}'.", $"Write it as separated values: csv:{request.Path}");
        using var file = InputFile.Open(request.Path, settings).First();
        var text = TextInput.Open(file.Content);
        var shape = SeparatorDetection.ShapeOf(text.Head.Span);
        var reader = new DelimitedReader(text.Content, shape);
        if (!reader.Next() || reader.Fault != RowFault.None)
            throw new TaojinException("table.empty", $"'{request.Path}' has no row that names its columns.", "The first row must name the columns.");
        var names = Cells(reader);
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new TaojinException("table.column-twice", $"'{request.Path}' names the column '{twice.Key}' twice.", "Give each column a name of its own.");
        return Rows(reader, [.. names.Select(name => name.Trim())], file.Name);
    }

    private static TableFile Rows(DelimitedReader reader, string[] names, string file)
    {
        var (columns, rejected) = (names.Select(_ => new List<string?>()).ToArray(), new List<RejectedLine>());
        while (reader.Next())
        {
            var isWhole = reader.Fault == RowFault.None && (reader.FieldCount == names.Length || (reader.FieldCount == names.Length + 1 && reader[names.Length].IsEmpty));
            if (!isWhole || !AreTexts(reader))
            {
                rejected.Add(new(file, reader.Line, CodeOf(reader, names.Length)));
                continue;
            }
            for (var column = 0; column < columns.Length; column++)
                columns[column].Add(Encoding.UTF8.GetString(reader[column]));
        }
        return new(new(names, [.. columns.Select(column => column.ToArray())]), rejected);
    }

    private static string CodeOf(DelimitedReader reader, int width) => reader.Fault switch
    {
        RowFault.TooLong => RejectCodes.RowTooLong,
        RowFault.Nul => RejectCodes.RowNul,
        RowFault.QuoteOpen => RejectCodes.QuoteOpen,
        RowFault.QuoteBroken => RejectCodes.QuoteBroken,
        _ => reader.FieldCount < width ? RejectCodes.FieldsTooFew : reader.FieldCount > width ? RejectCodes.FieldsTooMany : RejectCodes.TextInvalid,
    };

    private static bool AreTexts(DelimitedReader reader)
    {
        for (var field = 0; field < reader.FieldCount; field++)
            if (!System.Text.Unicode.Utf8.IsValid(reader[field]))
                return false;
        return true;
    }

    private static string[] Cells(DelimitedReader reader)
    {
        var cells = new string[reader.FieldCount];
        for (var field = 0; field < cells.Length; field++)
            cells[field] = Encoding.UTF8.GetString(reader[field]);
        return cells;
    }
}

/// <summary>A row of a table that could not be read.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Line on which the row begins, from 1.</param>
/// <param name="Code">What is wrong, such as <c>row.fields-too-few</c>.</param>
public sealed record RejectedLine(string File, long Line, string Code);
