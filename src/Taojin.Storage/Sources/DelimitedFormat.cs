using System.Text;
using Taojin.Data;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Sources;

/// <summary>How one file of separated fields is read, with nothing left open: by the request first, then the preset, then detection.</summary>
internal sealed class DelimitedFormat
{
    /// <summary>How rows are parted into fields.</summary>
    public required DelimitedShape Shape { get; init; }

    /// <summary>Whether the first row names the columns.</summary>
    public required bool Header { get; init; }

    /// <summary>What the rows mean.</summary>
    public required TableFormat Rows { get; init; }

    /// <summary>Decides what is open by looking at the beginning of the file.</summary>
    /// <exception cref="TaojinException">What is needed cannot be told from the file; the remedy names the option that tells it.</exception>
    public static DelimitedFormat Of(TextInput text, SourceRequest request, DelimitedPreset preset, ShopCalendar calendar)
    {
        var shape = request.Separator is { } separator ? ShapeOf(separator) : preset.Shape ?? SeparatorDetection.ShapeOf(text.Head.Span);
        var sample = DelimitedSample.Of(text.Head, shape);
        var header = request.Header ?? preset.Header ?? HeaderDetection.HasHeader(sample, preset);
        return new() { Shape = shape, Header = header, Rows = TableFormat.Of(sample with { HasHeader = header }, request, preset, calendar) };
    }

    /// <summary>Whether what goes beyond the width is one empty field: many programs end rows with a separator.</summary>
    public bool IsTrailingEmpty(DelimitedReader reader) => reader.FieldCount == Rows.Width + 1 && reader[Rows.Width].IsEmpty;

    /// <summary>What was decided, for the receipt.</summary>
    public DetectedFormat Describe(string file, string encoding) =>
        Rows.Describe(file, encoding) with { Separator = Encoding.UTF8.GetString(Shape.Separator), Header = Header };

    private static DelimitedShape ShapeOf(string separator)
    {
        separator = separator switch { "\\t" or "tab" => "\t", "comma" => ",", "semicolon" => ";", "space" => " ", _ => separator };
        return separator.Length is >= 1 and <= 4 && separator.AsSpan().IndexOfAny("\"\r\n") < 0
            ? new DelimitedShape(Encoding.UTF8.GetBytes(separator), Quotes: separator != "\t")
            : throw new TaojinException("import.separator-invalid", $"'{separator}' cannot part fields.", "Use one to four letters, such as , ; | :: or \\t.");
    }
}

/// <summary>Takes the first rows of a text of separated fields.</summary>
internal static class DelimitedSample
{
    /// <summary>The whole rows at the beginning, the header among them.</summary>
    public static RowSample Of(ReadOnlyMemory<byte> head, DelimitedShape shape)
    {
        var rows = new List<IReadOnlyList<string>>();
        using var stream = new MemoryStream(head.ToArray());
        var reader = new DelimitedReader(stream, shape);
        while (rows.Count < RowSample.RowLimit && reader.Next())
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
}
