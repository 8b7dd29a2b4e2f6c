using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Import;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Sources;

/// <summary>Parquet files; what their columns hold is told by the names that shops use, as in <c>csv:</c>.</summary>
internal sealed class ParquetSource : ISource, IDescribed<SourceCard>
{
    private static readonly DelimitedPreset Preset = new() { Table = null, Header = true, KnowsCommonNames = true, Kinds = KindMap.Common };

    /// <inheritdoc />
    public static SourceCard Card { get; } = new()
    {
        Name = "parquet",
        Title = "Parquet",
        TitleZh = "Parquet 列式文件",
        Reads = "a Parquet file or a folder of them; column names that shops use are known, times without a zone are the shop's",
        ReadsZh = "Parquet 文件或其文件夹；认识常见列名，未带时区的时间按店铺时区",
        Example = "parquet:events.parquet",
        Endings = [".parquet"],
        Create = () => new ParquetSource(),
    };

    /// <inheritdoc />
    public void Read(SourceRequest request, ImportSink sink)
    {
        if (!Directory.Exists(request.Path))
        {
            ReadFile(request.Path, request, sink);
            return;
        }
        var files = Directory.GetFiles(request.Path, "*.parquet").Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            throw new TaojinException("import.folder-empty", $"'{request.Path}' holds no .parquet file.", "Name the folder that holds them, or one of them.");
        foreach (var file in files)
            ReadFile(file, request, sink);
    }

    private static void ReadFile(string path, SourceRequest request, ImportSink sink)
    {
        var settings = sink.Scope.Settings;
        var format = TableFormat.Of(SampleOf(path, settings), request, Preset, settings.Calendar);
        var name = Path.GetFileName(path);
        sink.Detected.Add(format.Describe(name, encoding: null));
        using var reader = new ParquetReader(path, settings);
        var limit = new UnpackLimit(path, settings);
        var cells = new RowCells(format.Width);
        var (row, mapping) = (new CellsRow(cells), RowMapping.Of<CellsRow>(format, sink));
        for (long record = 1; reader.Next(); record++)
        {
            Fill(cells, reader);
            limit.Take(cells.Size);
            var place = new RowPlace(name, record, cells.All, format.Columns);
            if (cells.Size > ParquetReader.CellLimit)
                sink.Reject(place, null, RejectCodes.RowTooLong);
            else
                mapping.Map(row, place);
        }
    }

    private static RowSample SampleOf(string path, WorkspaceSettings settings)
    {
        using var reader = new ParquetReader(path, settings);
        var rows = new List<IReadOnlyList<string>> { reader.Names };
        while (rows.Count < RowSample.RowLimit && reader.Next())
            rows.Add([.. Enumerable.Range(0, reader.Names.Count).Select(column => reader.Cell(column) ?? "")]);
        return new(rows) { HasHeader = true };
    }

    private static void Fill(RowCells cells, ParquetReader reader)
    {
        cells.Clear();
        for (var column = 0; column < Math.Min(cells.Width, reader.Names.Count) && cells.Size <= ParquetReader.CellLimit; column++)
        {
            if (reader.Cell(column) is { } text)
                cells.Set(column, text);
        }
    }
}
