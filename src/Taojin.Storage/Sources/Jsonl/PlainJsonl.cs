using System.Text;
using System.Text.Json;
using Taojin.Mining.Learning;
using Taojin.Storage.Import;

namespace Taojin.Storage.Sources.Jsonl;

/// <summary>Objects whose names are columns, the log's own or others that shops use, as in <c>csv:</c>. The columns are those of the first objects.</summary>
internal sealed class PlainJsonl : IJsonMapping, IDescribed<JsonlPreset>
{
    private const int NameLimit = 10;
    private static readonly DelimitedPreset Preset = new() { Table = null, Header = true, KnowsCommonNames = true, Kinds = KindMap.Common };

    private readonly JsonlFile _file;
    private readonly TableFormat _format;
    private readonly RowCells _cells;
    private readonly IRowMapping<CellsRow> _mapping;
    private readonly JsonText _text = new();
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly byte[][] _names;
    private readonly SortedSet<string> _late = new(StringComparer.Ordinal);

    private PlainJsonl(JsonlFile file)
    {
        _file = file;
        foreach (var property in file.First.SelectMany(line => line.EnumerateObject()))
            _columns.TryAdd(property.Name, _columns.Count);
        _names = [.. _columns.Keys.Select(Encoding.UTF8.GetBytes)];
        _format = TableFormat.Of(Sample(), file.Request with { Columns = null }, Preset, file.Sink.Scope.Settings.Calendar);
        _cells = new(_format.Width);
        _mapping = RowMapping.Of<CellsRow>(_format, file.Sink);
        Columns = new ColumnMap(_format.Columns.Columns, [.. _columns.Keys]) { IsOrdered = false };
    }

    /// <inheritdoc />
    public static JsonlPreset Card { get; } = new()
    {
        Name = "plain",
        Fits = line => line.EnumerateObject().Any(property => ColumnNames.TryGet(property.Name, out var field) && field is Field.UserId or Field.ItemId),
        IsLast = true,
        Open = file => new PlainJsonl(file),
    };

    /// <inheritdoc />
    public ColumnMap Columns { get; }

    /// <inheritdoc />
    public void Map(JsonElement line, in RowPlace place)
    {
        _text.Clear();
        _cells.Clear();
        var column = -1;
        foreach (var property in line.EnumerateObject())
        {
            column = ColumnOf(property, column + 1);
            if (column >= 0)
                _cells.Set(column, TextOf(property.Value, _format.Columns.Columns[column]));
        }
        _mapping.Map(new CellsRow(_cells), place);
    }

    /// <inheritdoc />
    public DetectedFormat Describe(string file, string encoding) => _format.Describe(file, encoding);

    /// <inheritdoc />
    public void Complete()
    {
        if (_late.Count > 0)
            _file.Sink.Notes.Add($"{_file.Name}: names that first come after the beginning were read over: {string.Join(", ", _late)}.");
    }

    private RowSample Sample()
    {
        var rows = new List<IReadOnlyList<string>> { _columns.Keys.ToList() };
        foreach (var line in _file.First)
        {
            var cells = new string[_columns.Count];
            Array.Fill(cells, "");
            foreach (var property in line.EnumerateObject())
                cells[_columns[property.Name]] = property.Value.ToString();
            rows.Add(cells);
        }
        return new(rows) { HasHeader = true };
    }

    /// <summary>The column of a name; most often it is the one after that of the name before.</summary>
    private int ColumnOf(JsonProperty property, int likely)
    {
        if (likely < _names.Length && property.NameEquals(_names[likely]))
            return likely;
        if (_columns.TryGetValue(property.Name, out var column))
            return column;
        if (_late.Count < NameLimit)
            _late.Add(property.Name);
        return -1;
    }

    private ReadOnlySpan<byte> TextOf(JsonElement value, Field field) => field is Field.UserId or Field.ItemId ? _text.OfId(value) : _text.Of(value);
}
