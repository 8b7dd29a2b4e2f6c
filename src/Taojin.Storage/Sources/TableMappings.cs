using Taojin.Storage.Import;

namespace Taojin.Storage.Sources;

/// <summary>Turns rows of fields into rows of the catalogue. Columns that are not known become attributes.</summary>
internal sealed class ItemMapping<TRow>(TableFormat format, ImportSink sink) : IRowMapping<TRow>
    where TRow : struct, IRow
{
    private readonly AttributeJson _attributes = new(format);

    /// <inheritdoc />
    public void Map(TRow cells, in RowPlace place)
    {
        var row = new ItemRow { Attributes = _attributes.Of(cells) };
        for (var column = 0; column < cells.FieldCount && column < format.Width; column++)
        {
            var field = format.Columns.Columns[column];
            if (field == Field.Ignored || format.Columns[field] != column || ItemFields.Set(ref row, field, cells[column], format.Time) is not { } fault)
                continue;
            sink.Reject(place, field, fault);
            return;
        }
        sink.Add(row, place);
    }
}

/// <summary>Turns rows of fields into users. Columns that are not known become attributes.</summary>
internal sealed class UserMapping<TRow>(TableFormat format, ImportSink sink) : IRowMapping<TRow>
    where TRow : struct, IRow
{
    private readonly AttributeJson _attributes = new(format);

    /// <inheritdoc />
    public void Map(TRow cells, in RowPlace place)
    {
        var attributes = format.Columns[Field.Attributes];
        sink.Add(
            new UserRow
            {
                UserId = cells[format.Columns[Field.UserId]],
                Attributes = attributes >= 0 ? cells[attributes] : _attributes.Of(cells),
            },
            place);
    }
}

/// <summary>Turns rows of fields into reviews.</summary>
internal sealed class ReviewMapping<TRow>(TableFormat format, ImportSink sink) : IRowMapping<TRow>
    where TRow : struct, IRow
{
    /// <inheritdoc />
    public void Map(TRow cells, in RowPlace place)
    {
        var row = new ReviewRow { UserId = Cell(cells, Field.UserId), ItemId = Cell(cells, Field.ItemId) };
        var time = Cell(cells, Field.Time);
        if (!format.Time.TryParse(time, out row.Time))
        {
            sink.Reject(place, Field.Time, time.IsEmpty ? RejectCodes.TimeMissing : RejectCodes.TimeInvalid);
            return;
        }
        if (NumberText.TryParse(Cell(cells, Field.Rating), out row.Rating) is { } fault)
        {
            sink.Reject(place, Field.Rating, fault);
            return;
        }
        row.ReviewId = Cell(cells, Field.ReviewId);
        row.OrderId = Cell(cells, Field.OrderId);
        row.Title = Cell(cells, Field.Title);
        row.Text = Cell(cells, Field.Text);
        sink.Add(row, place);
    }

    private ReadOnlySpan<byte> Cell(TRow cells, Field field) =>
        format.Columns[field] is >= 0 and var at && at < cells.FieldCount ? cells[at] : [];
}
