using System.Text;
using Taojin.Data;
using Taojin.Storage.Import;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Sources;

/// <summary>How one file is read, with nothing left open: by the request first, then the preset, then detection.</summary>
internal sealed class DelimitedFormat
{
    /// <summary>The table its rows go to.</summary>
    public required string Table { get; init; }

    /// <summary>How rows are parted into fields.</summary>
    public required DelimitedShape Shape { get; init; }

    /// <summary>Whether the first row names the columns.</summary>
    public required bool Header { get; init; }

    /// <summary>Names of the columns, where the file has them.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>What the columns hold.</summary>
    public required ColumnMap Columns { get; init; }

    /// <summary>How times are read.</summary>
    public required TimeText Time { get; init; }

    /// <summary>What names of behaviour mean.</summary>
    public required KindMap Kinds { get; init; }

    /// <summary>What every row means, without a column of behaviour.</summary>
    public EventKind? Kind { get; init; }

    /// <summary>The format's own rule.</summary>
    public RowRule? Rule { get; init; }

    /// <summary>Number of fields of a whole row.</summary>
    public int Width => Columns.Columns.Count;

    /// <summary>Number of fields that a row must have: up to the last one that is read.</summary>
    public int Needed => _needed ??= Enumerable.Range(0, Width).Where(column => Columns.Columns[column] != Field.Ignored).DefaultIfEmpty(-1).Max() + 1;

    private int? _needed;

    /// <summary>Decides what is open by looking at the beginning of the file.</summary>
    /// <exception cref="TaojinException">What is needed cannot be told from the file; the remedy names the option that tells it.</exception>
    public static DelimitedFormat Of(TextInput text, SourceRequest request, DelimitedPreset preset, ShopCalendar calendar)
    {
        var shape = request.Separator is { } separator ? ShapeOf(separator) : preset.Shape ?? SeparatorDetection.ShapeOf(text.Head.Span);
        var sample = DelimitedSample.Of(text.Head, shape);
        var header = request.Header ?? preset.Header ?? HeaderDetection.HasHeader(sample, preset);
        var columns = ColumnDetection.Of(sample, header, request, preset);
        var kinds = preset.Kinds.With(request.Map);
        var format = new DelimitedFormat
        {
            Table = request.Table ?? preset.Table ?? TableDetection.Of(columns),
            Shape = shape,
            Header = header,
            Names = header && sample.Rows.Count > 0 ? sample.Rows[0] : null,
            Columns = columns,
            Time = new TimeText(request.TimeFormat is { } named ? TimeFormats.Parse(named) : preset.Time ?? TimeDetection.Of(sample, header, columns), calendar),
            Kinds = kinds,
            Kind = request.Kind ?? preset.Kind,
            Rule = preset.Rule,
        };
        FormatChecks.Check(format, sample);
        return format;
    }

    /// <summary>Whether what goes beyond the width is one empty field: many programs end rows with a separator.</summary>
    public bool IsTrailingEmpty(DelimitedReader reader) => reader.FieldCount == Width + 1 && reader[Width].IsEmpty;

    /// <summary>What was decided, for the receipt.</summary>
    public DetectedFormat Describe(string file, string encoding) => new()
    {
        File = file,
        Table = Table,
        Separator = Encoding.UTF8.GetString(Shape.Separator),
        Encoding = encoding,
        Header = Header,
        Columns = [.. Columns.Columns.Select((field, column) => new DetectedColumn(
            Names is not null && column < Names.Count ? Names[column] : $"{column + 1}", field == Field.Ignored ? "-" : field.Name()))],
        TimeFormat = Columns.Has(Field.Time) || Columns.Has(Field.AvailableFrom) ? Time.Format.Name() : null,
        Kinds = Columns.Has(Field.Kind) ? Kinds.Named : new Dictionary<string, string>(StringComparer.Ordinal),
    };

    private static DelimitedShape ShapeOf(string separator)
    {
        separator = separator switch { "\\t" or "tab" => "\t", "comma" => ",", "semicolon" => ";", "space" => " ", _ => separator };
        return separator.Length is >= 1 and <= 4 && separator.AsSpan().IndexOfAny("\"\r\n") < 0
            ? new DelimitedShape(Encoding.UTF8.GetBytes(separator), Quotes: separator != "\t")
            : throw new TaojinException("import.separator-invalid", $"'{separator}' cannot part fields.", "Use one to four letters, such as , ; | :: or \\t.");
    }
}

/// <summary>The first rows of a file, as text.</summary>
internal sealed record DelimitedSample(IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const int RowLimit = 1000;

    /// <summary>The whole rows at the beginning, the header among them.</summary>
    public static DelimitedSample Of(ReadOnlyMemory<byte> head, DelimitedShape shape)
    {
        var rows = new List<IReadOnlyList<string>>();
        using var stream = new MemoryStream(head.ToArray());
        var reader = new DelimitedReader(stream, shape);
        while (rows.Count < RowLimit && reader.Next())
        {
            if (reader.Fault != RowFault.None || (!reader.IsEnded && head.Length == TextInput.HeadSize))
                continue;
            var cells = new string[reader.FieldCount];
            for (var field = 0; field < cells.Length; field++)
                cells[field] = Encoding.UTF8.GetString(reader[field]);
            rows.Add(cells);
        }
        return new(rows);
    }

    /// <summary>The cells of a column, without the header, without empty ones.</summary>
    public IEnumerable<string> Cells(int column, bool header) =>
        Rows.Skip(header ? 1 : 0).Where(row => column < row.Count && row[column].Length > 0).Select(row => row[column]);
}
