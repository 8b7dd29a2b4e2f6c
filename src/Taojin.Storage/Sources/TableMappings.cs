using Taojin.Storage.Import;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Sources;

/// <summary>Turns rows of fields into rows of the catalogue. Columns that are not known become attributes.</summary>
internal sealed class ItemMapping(DelimitedFormat format, ImportSink sink) : IRowMapping
{
    private readonly AttributeJson _attributes = new(format);

    /// <inheritdoc />
    public void Map(DelimitedReader reader, in RowPlace place)
    {
        var row = new ItemRow { Attributes = _attributes.Of(reader) };
        for (var column = 0; column < reader.FieldCount && column < format.Width; column++)
        {
            var field = format.Columns.Columns[column];
            if (field == Field.Ignored || format.Columns[field] != column || ItemFields.Set(ref row, field, reader[column], format.Time) is not { } fault)
                continue;
            sink.Reject(place, field, fault);
            return;
        }
        sink.Add(row, place);
    }
}

/// <summary>Turns rows of fields into users. Columns that are not known become attributes.</summary>
internal sealed class UserMapping(DelimitedFormat format, ImportSink sink) : IRowMapping
{
    private readonly AttributeJson _attributes = new(format);

    /// <inheritdoc />
    public void Map(DelimitedReader reader, in RowPlace place)
    {
        var attributes = format.Columns[Field.Attributes];
        sink.Add(
            new UserRow
            {
                UserId = reader[format.Columns[Field.UserId]],
                Attributes = attributes >= 0 ? reader[attributes] : _attributes.Of(reader),
            },
            place);
    }
}

/// <summary>Turns rows of fields into reviews.</summary>
internal sealed class ReviewMapping(DelimitedFormat format, ImportSink sink) : IRowMapping
{
    /// <inheritdoc />
    public void Map(DelimitedReader reader, in RowPlace place)
    {
        var row = new ReviewRow { UserId = Cell(reader, Field.UserId), ItemId = Cell(reader, Field.ItemId) };
        var time = Cell(reader, Field.Time);
        if (!format.Time.TryParse(time, out row.Time))
        {
            sink.Reject(place, Field.Time, time.IsEmpty ? RejectCodes.TimeMissing : RejectCodes.TimeInvalid);
            return;
        }
        if (NumberText.TryParse(Cell(reader, Field.Rating), out row.Rating) is { } fault)
        {
            sink.Reject(place, Field.Rating, fault);
            return;
        }
        row.ReviewId = Cell(reader, Field.ReviewId);
        row.OrderId = Cell(reader, Field.OrderId);
        row.Title = Cell(reader, Field.Title);
        row.Text = Cell(reader, Field.Text);
        sink.Add(row, place);
    }

    private ReadOnlySpan<byte> Cell(DelimitedReader reader, Field field) =>
        format.Columns[field] is >= 0 and var at && at < reader.FieldCount ? reader[at] : [];
}
