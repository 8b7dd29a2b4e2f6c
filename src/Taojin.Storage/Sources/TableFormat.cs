using Taojin.Data;
using Taojin.Storage.Import;

namespace Taojin.Storage.Sources;

/// <summary>What the rows of one file mean, with nothing left open, however they are stored: by the request first, then the preset, then detection.</summary>
internal sealed class TableFormat
{
    /// <summary>The table its rows go to.</summary>
    public required string Table { get; init; }

    /// <summary>Names of the columns, where the file has them.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>What the columns hold.</summary>
    public required ColumnMap Columns
    {
        get;
        init => (field, Width) = (value, value.Columns.Count);
    }

    /// <summary>How times are read.</summary>
    public required TimeText Time { get; init; }

    /// <summary>What names of behaviour mean.</summary>
    public required KindMap Kinds { get; init; }

    /// <summary>What every row means, without a column of behaviour.</summary>
    public EventKind? Kind { get; init; }

    /// <summary>The format's own rule.</summary>
    public RowRule? Rule { get; init; }

    /// <summary>Number of cells of a whole row.</summary>
    public int Width { get; private init; }

    /// <summary>Number of cells that a row must have: up to the last one that is read.</summary>
    public int Needed => _needed ??= Enumerable.Range(0, Width).Where(column => Columns.Columns[column] != Field.Ignored).DefaultIfEmpty(-1).Max() + 1;

    private int? _needed;

    /// <summary>Decides what is open by looking at the first rows.</summary>
    /// <exception cref="TaojinException">What is needed cannot be told from the rows; the remedy names the option that tells it.</exception>
    public static TableFormat Of(RowSample sample, SourceRequest request, DelimitedPreset preset, ShopCalendar calendar)
    {
        ColumnMap? columns = null;
        try
        {
            return Of(sample, request, preset, (calendar, columns = ColumnDetection.Of(sample, request, preset)));
        }
        catch (TaojinException fault) when (sample.Rows.Count > 0)
        {
            throw new UnclearColumnsException(fault, Described(columns?.Columns ?? [.. sample.Rows[0].Select(_ => Field.Ignored)], sample));
        }
    }

    private static TableFormat Of(RowSample sample, SourceRequest request, DelimitedPreset preset, (ShopCalendar Calendar, ColumnMap Columns) known)
    {
        var (calendar, columns) = known;
        var format = new TableFormat
        {
            Table = request.Table ?? preset.Table ?? TableDetection.Of(columns),
            Names = sample.Names,
            Columns = columns,
            Time = new TimeText(request.TimeFormat is { } named ? TimeFormats.Parse(named) : preset.Time ?? TimeDetection.Of(sample, columns), calendar),
            Kinds = preset.Kinds.With(request.Map),
            Kind = request.Kind ?? preset.Kind,
            Rule = preset.Rule,
        };
        FormatChecks.Check(format, sample);
        return format;
    }

    private static IReadOnlyList<DetectedColumn> Described(IReadOnlyList<Field> fields, RowSample sample) => [.. fields.Select((field, column) => new DetectedColumn(
        sample.Names is { } names && column < names.Count ? names[column] : column < sample.Rows[0].Count ? $"{column + 1}: {sample.Rows[0][column]}" : $"{column + 1}",
        field == Field.Ignored ? "-" : field.Name()))];

    /// <summary>What was decided, for the receipt.</summary>
    public DetectedFormat Describe(string file, string? encoding) => new()
    {
        File = file,
        Table = Table,
        Encoding = encoding,
        Columns = [.. Columns.Columns.Select((field, column) => new DetectedColumn(
            Names is not null && column < Names.Count ? Names[column] : $"{column + 1}", field == Field.Ignored ? "-" : field.Name()))],
        TimeFormat = Columns.Has(Field.Time) || Columns.Has(Field.AvailableFrom) || Columns.Has(Field.Starts) ? Time.Format.Name() : null,
        Kinds = Columns.Has(Field.Kind) ? Kinds.Named : new Dictionary<string, string>(StringComparer.Ordinal),
    };
}

/// <summary>The first rows of a file, as text; the names of its columns are the first of them, where it has names.</summary>
internal sealed record RowSample(IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Most rows that are looked at.</summary>
    public const int RowLimit = 1000;

    /// <summary>Whether the first row names the columns.</summary>
    public bool HasHeader { get; init; }

    /// <summary>Names of the columns, where the file has them.</summary>
    public IReadOnlyList<string>? Names => HasHeader && Rows.Count > 0 ? Rows[0] : null;

    /// <summary>The cells of a column, without the header, without empty ones.</summary>
    public IEnumerable<string> Cells(int column) =>
        Rows.Skip(HasHeader ? 1 : 0).Where(row => column < row.Count && row[column].Length > 0).Select(row => row[column]);
}
