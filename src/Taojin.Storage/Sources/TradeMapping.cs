using System.Text.Unicode;
using Taojin.Storage.Import;

namespace Taojin.Storage.Sources;

/// <summary>Turns rows of fields into rows of orders, campaigns, exposures or redemptions: all cells are checked before the first is taken.</summary>
internal sealed class TradeMapping<TRow>(TradeTable table, TableFormat format, ImportSink sink) : IRowMapping<TRow>
    where TRow : struct, IRow
{
    /// <inheritdoc />
    public void Map(TRow cells, in RowPlace place)
    {
        foreach (var column in table.Columns)
        {
            if (FaultOf(column, Cell(cells, column.Field)) is not { } fault)
                continue;
            sink.Reject(place, column.Field, fault);
            return;
        }
        if (!sink.TryTake(Cell(cells, Field.UserId), table.HasUser, place, out var user))
            return;
        table.Rows.Begin();
        foreach (var column in table.Columns)
            Add(column, Cell(cells, column.Field), user);
    }

    private string? FaultOf(TradeColumn column, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return !column.IsNeeded ? null : column.Type switch { CellType.Time => RejectCodes.TimeMissing, CellType.User => RejectCodes.UserMissing, _ => RejectCodes.FieldMissing };
        return column.Type switch
        {
            CellType.Number => NumberText.TryParse(text, out var number) ?? (float.IsInfinity(number) ? RejectCodes.NumberNotFinite : null),
            CellType.Time => !format.Time.TryParse(text, out var time) ? RejectCodes.TimeInvalid
                : time < sink.Scope.Earliest || (time > sink.Scope.Latest && column.Field == Field.Time) ? RejectCodes.TimeImplausible : null, // a campaign may end later
            CellType.Text => Utf8.IsValid(text) ? null : RejectCodes.TextInvalid,
            _ => null,
        };
    }

    private void Add(TradeColumn column, ReadOnlySpan<byte> text, int user)
    {
        switch (column.Type)
        {
            case CellType.User:
                table.Rows.Add(user);
                break;
            case CellType.Number:
                NumberText.TryParse(text, out var number);
                table.Rows.Add((double)number);
                break;
            case CellType.Time:
                table.Rows.Add(!text.IsEmpty && format.Time.TryParse(text, out var time) ? time : long.MinValue);
                break;
            default:
                table.Rows.Add(text);
                break;
        }
    }

    private ReadOnlySpan<byte> Cell(TRow cells, Field field) =>
        format.Columns[field] is >= 0 and var at && at < cells.FieldCount ? cells[at] : [];
}
