using System.Globalization;
using System.Text;
using Taojin.Data;
using Taojin.Storage.Import;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Sources;

/// <summary>Finds what parts the fields: the candidate that gives most rows the same number of fields, more than one.</summary>
internal static class SeparatorDetection
{
    private static readonly string[] Candidates = [",", "\t", "::", ";", "|"];

    /// <summary>The shape of a text's beginning; a comma when nothing parts its rows.</summary>
    public static DelimitedShape ShapeOf(ReadOnlySpan<byte> head)
    {
        var best = (Score: 0.0, Shape: DelimitedShape.Comma);
        foreach (var candidate in Candidates)
        {
            var shape = new DelimitedShape(Encoding.UTF8.GetBytes(candidate), Quotes: candidate is not ("\t" or "::"));
            var widths = DelimitedSample.Of(head[..Math.Min(head.Length, 64 * 1024)].ToArray(), shape).Rows.Select(row => row.Count).ToList();
            var usual = widths.GroupBy(width => width).OrderByDescending(group => group.Count()).FirstOrDefault();
            if (usual is null || usual.Key < 2)
                continue;
            var score = (double)usual.Count() / widths.Count;
            if (score > best.Score + 1e-9)
                best = (score, shape);
        }
        return best.Shape;
    }
}

/// <summary>Tells a header from data.</summary>
internal static class HeaderDetection
{
    /// <summary>Whether the first row names columns: two of its cells are known names, or one is and none begins with a digit, as ids and times do.</summary>
    public static bool HasHeader(RowSample sample, DelimitedPreset preset)
    {
        if (sample.Rows.Count == 0)
            return preset.Columns is null;
        var known = sample.Rows[0].Count(cell => preset.Names.ContainsKey(cell.ToLowerInvariant()) || ColumnNames.TryGet(cell, out _));
        return known > 1 || (known == 1 && !sample.Rows[0].Any(cell => cell.Length > 0 && char.IsAsciiDigit(cell[0])));
    }
}

/// <summary>Finds what the columns hold.</summary>
internal static class ColumnDetection
{
    /// <summary>By the request's columns, the preset's names, then the names that shops use.</summary>
    public static ColumnMap Of(RowSample sample, SourceRequest request, DelimitedPreset preset)
    {
        var names = sample.Names;
        if (request.Columns is { } told)
            return new ColumnMap(Told(told), names);
        if (sample.Rows.Count == 0 && preset.Columns is null)
            throw new TaojinException("import.file-empty", "The file has no row that can be read, not even one that names its columns.", "Check that it is the right file, and that it was written whole.");
        if (names is null || (preset.Columns is not null && preset.Names.Count == 0 && !preset.KnowsCommonNames))
        {
            return preset.Columns is { } fixedColumns
                ? new ColumnMap(fixedColumns, names)
                : throw new TaojinException(
                    "import.columns-unknown",
                    "The file has no row that names its columns.",
                    $"Say what they hold, in order: --columns user_id,item_id,kind,time (- for one to read over). Known: {string.Join(", ", Fields.All)}.");
        }
        var fields = names.Select(name => FieldOf(name, preset)).ToList();
        return new ColumnMap(fields, names);
    }

    private static Field FieldOf(string name, DelimitedPreset preset)
    {
        if (preset.Names.TryGetValue(name.Trim().ToLowerInvariant(), out var field))
            return field;
        return preset.KnowsCommonNames && ColumnNames.TryGet(name, out field) ? field : Field.Ignored;
    }

    private static List<Field> Told(IReadOnlyList<string> names)
    {
        var fields = new List<Field>();
        foreach (var name in names)
        {
            if (!Fields.TryParse(name.Trim(), out var field) && !ColumnNames.TryGet(name, out field))
                throw new TaojinException("import.column-unknown", $"There is no column '{name}'.", $"Known: {string.Join(", ", Fields.All)}; - for one to read over.");
            fields.Add(field);
        }
        return fields;
    }
}

/// <summary>Tells from its columns what a file's rows are; a source that reads by names of columns asks here too.</summary>
internal static class TableDetection
{
    /// <summary>Items and users have one kind of id and no time; reviews have a text, and no behaviour; orders, campaigns, exposures and redemptions have columns of their own; all else are events.</summary>
    public static string Of(ColumnMap columns)
    {
        if (OfTrade(columns) is { } table)
            return table;
        var (user, item, isTimed) = (columns.Has(Field.UserId), columns.Has(Field.ItemId), columns.Has(Field.Time));
        if (!isTimed && item && !user)
            return "items";
        if (!isTimed && user && !item)
            return "users";
        return user && item && isTimed && columns.Has(Field.Text) && !columns.Has(Field.Kind) ? "reviews" : "events";
    }

    private static string? OfTrade(ColumnMap columns)
    {
        if (columns.Has(Field.ItemId) || columns.Has(Field.Kind))
            return null;
        if (columns.Has(Field.CampaignId))
            return columns.Has(Field.Coupon) ? "redemptions" : columns.Has(Field.UserId) ? "exposures" : "campaigns";
        return columns.Has(Field.OrderId) && columns.Has(Field.UserId) && (columns.Has(Field.Total) || columns.Has(Field.State)) ? "orders" : null;
    }
}

/// <summary>Finds how times are written.</summary>
internal static class TimeDetection
{
    private static readonly TimeFormat[] Parted = [TimeFormat.Iso, TimeFormat.DayFirst, TimeFormat.MonthFirst, TimeFormat.Compact];

    /// <summary>The format that fits the first rows; Unix seconds where there is no column of times.</summary>
    /// <exception cref="TaojinException">import.time-unclear: none fits, or day and month cannot be told apart.</exception>
    public static TimeFormat Of(RowSample sample, ColumnMap columns)
    {
        var column = ((Field[])[Field.Time, Field.AvailableFrom, Field.Starts, Field.Ends]).Select(field => columns[field]).FirstOrDefault(at => at >= 0, -1);
        var cells = column < 0 ? [] : sample.Cells(column).Take(200).ToList();
        return cells.Count == 0 ? TimeFormat.UnixSeconds : Of(cells);
    }

    /// <summary>The format that fits most of the given cells.</summary>
    public static TimeFormat Of(IReadOnlyList<string> cells)
    {
        var numbers = cells.Select(cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).Where(double.IsFinite).Order().ToList();
        if (numbers.Count * 2 > cells.Count)
            return OfNumber(numbers[numbers.Count / 2], cells);
        var fits = Parted.Where(format => Fits(format, cells)).ToList();
        if (fits.Contains(TimeFormat.DayFirst) && fits.Contains(TimeFormat.MonthFirst))
        {
            throw new TaojinException(
                "import.time-unclear", $"In '{cells[0]}' the day and the month cannot be told apart.", "Say which comes first: --time-format day-first or --time-format month-first.");
        }
        return fits.Count > 0
            ? fits[0]
            : throw new TaojinException("import.time-unclear", $"'{cells[0]}' is no time that is known.", "Name its format: --time-format iso, unix-s, unix-ms, compact, day-first, month-first.");
    }

    private static TimeFormat OfNumber(double middle, IReadOnlyList<string> cells) => middle switch
    {
        >= 19700101 and <= 21001231 when Fits(TimeFormat.Compact, cells) => TimeFormat.Compact,
        >= 197001010000 and <= 210012312359 when cells.All(cell => cell.Length is 12 or 14) && Fits(TimeFormat.Compact, cells) => TimeFormat.Compact,
        >= 19700101000000 and <= 21001231235959 when cells.All(cell => cell.Length == 14) && Fits(TimeFormat.Compact, cells) => TimeFormat.Compact,
        < 2e10 => TimeFormat.UnixSeconds,
        < 2e13 => TimeFormat.UnixMilliseconds,
        < 2e16 => TimeFormat.UnixMicroseconds,
        _ => TimeFormat.UnixNanoseconds,
    };

    private static bool Fits(TimeFormat format, IReadOnlyList<string> cells)
    {
        var time = new TimeText(format, default);
        return cells.Count(cell => time.TryParse(Encoding.UTF8.GetBytes(cell), out _)) * 10 >= cells.Count * 9;
    }
}
