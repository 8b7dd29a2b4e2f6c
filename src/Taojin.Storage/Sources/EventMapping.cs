using Taojin.Storage.Import;

namespace Taojin.Storage.Sources;

/// <summary>Turns rows of fields into events.</summary>
internal sealed class EventMapping<TRow> : IRowMapping<TRow>
    where TRow : struct, IRow
{
    private readonly TableFormat _format;
    private readonly ImportSink _sink;
    private readonly (int User, int Item, int Kind, int Time) _at;
    private readonly (Field Field, int At)[] _rest;

    /// <summary>Maps by a format, into a sink.</summary>
    public EventMapping(TableFormat format, ImportSink sink)
    {
        (_format, _sink) = (format, sink);
        var columns = format.Columns;
        _at = (columns[Field.UserId], columns[Field.ItemId], columns[Field.Kind], columns[Field.Time]);
        _rest = [.. Enum.GetValues<Field>().Where(field => field is not (Field.UserId or Field.ItemId or Field.Kind or Field.Time or Field.Ignored) && columns.Has(field))
            .Select(field => (field, columns[field]))];
    }

    /// <inheritdoc />
    public void Map(TRow cells, in RowPlace place)
    {
        var row = new EventRow();
        row.UserId = cells[_at.User].Trim((byte)' '); // an initialiser would build the wide row elsewhere and copy it
        row.Kind = _format.Kind ?? default;
        if (_at.Item >= 0)
            row.ItemId = cells[_at.Item].Trim((byte)' ');
        if (_at.Kind >= 0 && !_format.Kinds.TryGet(cells[_at.Kind].Trim((byte)' '), out row.Kind))
        {
            _sink.Reject(place, Field.Kind, cells[_at.Kind].IsEmpty ? RejectCodes.KindMissing : RejectCodes.KindUnknown);
            return;
        }
        var time = cells[_at.Time].Trim((byte)' ');
        if (!_format.Time.TryParse(time, out row.Time))
        {
            _sink.Reject(place, Field.Time, time.IsEmpty ? RejectCodes.TimeMissing : RejectCodes.TimeInvalid);
            return;
        }
        foreach (var (field, at) in _rest)
        {
            if (EventFields.Set(ref row, field, cells[at]) is not { } fault)
                continue;
            _sink.Reject(place, field, fault);
            return;
        }
        if (_format.Rule?.Invoke(ref row) is { } refused)
            _sink.Reject(place, null, refused);
        else
            _sink.Add(row, place);
    }
}
