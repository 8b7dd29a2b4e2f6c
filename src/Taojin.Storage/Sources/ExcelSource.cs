using Taojin.Mining.Learning;
using Taojin.Storage.Import;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Sources;

/// <summary>A sheet of a workbook; what its columns hold is told by the names that shops use, as in <c>csv:</c>.</summary>
internal sealed class ExcelSource : ISource, IDescribed<SourceCard>
{
    private const int CellLimit = 1 << 20;
    private static readonly DelimitedPreset Preset = new() { Table = null, Header = true, KnowsCommonNames = true, Kinds = KindMap.Common };

    /// <inheritdoc />
    public static SourceCard Card { get; } = new()
    {
        Name = "excel",
        Title = "Excel workbook",
        TitleZh = "Excel 工作簿",
        Reads = "a workbook (.xlsx, .xlsm, .xls): its first sheet with rows, or the one named after #; the first row names the columns, as shops call them; times are the shop's",
        ReadsZh = "Excel 工作簿（.xlsx、.xlsm、.xls）：第一个有内容的工作表，或 # 之后指定的工作表；首行为列名，认识常见列名；时间按店铺时区",
        Example = "excel:orders.xlsx#Sheet1",
        HasSheets = true,
        Endings = [".xlsx", ".xlsm", ".xls"],
        Create = () => new ExcelSource(),
    };

    /// <inheritdoc />
    public void Read(SourceRequest request, ImportSink sink)
    {
        var (path, sheet, settings) = (request.Path, request.Sheet, sink.Scope.Settings);
        TableFormat format;
        using (var first = new ExcelReader(path, sheet, settings))
        {
            sheet = first.Sheet;
            format = TableFormat.Of(SampleOf(first), request, Preset, settings.Calendar);
            if (first.Others.Count > 0)
                sink.Notes.Add($"Of {Path.GetFileName(path)} the sheet '{sheet}' was read, not: {string.Join(", ", first.Others)}. Another one: excel:{path}#{first.Others[0]}");
        }
        var name = $"{Path.GetFileName(path)}#{sheet}";
        sink.Detected.Add(format.Describe(name, encoding: null));
        using var reader = new ExcelReader(path, sheet, settings);
        Map(reader, format, name, sink);
    }

    private static void Map(ExcelReader reader, TableFormat format, string name, ImportSink sink)
    {
        var cells = new RowCells(format.Width);
        var (row, mapping) = (new CellsRow(cells), RowMapping.Of<CellsRow>(format, sink));
        reader.Next(); // the names
        while (reader.Next())
        {
            cells.Clear();
            for (var column = 0; column < cells.Width && cells.Size <= CellLimit; column++)
                if (reader.Cell(column) is { } text)
                    cells.Set(column, text);
            var place = new RowPlace(name, reader.Row, cells.All, format.Columns);
            if (cells.Size > CellLimit)
                sink.Reject(place, null, RejectCodes.RowTooLong);
            else
                mapping.Map(row, place);
        }
    }

    private static RowSample SampleOf(ExcelReader reader)
    {
        var rows = new List<IReadOnlyList<string>>();
        while (rows.Count < RowSample.RowLimit && reader.Next())
            rows.Add([.. Enumerable.Range(0, reader.Width).Select(column => reader.Cell(column) ?? "")]);
        return new(rows) { HasHeader = true };
    }
}
