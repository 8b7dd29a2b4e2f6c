using System.Globalization;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Resources;

namespace Taojin.Storage;

/// <summary>What an import brought, as the log holds it now.</summary>
public sealed class ImportedRows
{
    private readonly LogDatabase _database;
    private readonly int _import;

    internal ImportedRows(LogDatabase database, ImportReceipt receipt) =>
        (_database, _import, Receipt) = (database, int.Parse(receipt.ImportId, CultureInfo.InvariantCulture), receipt);

    /// <summary>What became of its rows.</summary>
    public ImportReceipt Receipt { get; }

    /// <summary>How far the log goes with it.</summary>
    public LogMark Mark => new(0, _import);

    /// <summary>Its events in order of time, then of the log, read as they are asked for; what lists and features do not ask of is left out.</summary>
    public IEnumerable<NewEvent> Events()
    {
        using var snapshot = _database.Duplicate();
        using var command = snapshot.Command("events_of_import", ("import_id", _import));
        command.UseStreamingMode = true;
        using var row = command.ExecuteReader();
        while (row.Read())
            yield return new()
            {
                UserId = row.GetString(0),
                ItemId = ResourceReading.Text(row, 1),
                Kind = (EventKind)row.GetByte(2),
                Time = new(row.GetInt64(3)),
                Price = ResourceReading.Single(row, 4),
                Quantity = ResourceReading.Single(row, 5),
                Value = ResourceReading.Single(row, 6),
            };
    }

    /// <summary>The items that it may have said something of, as a start of the shop reads them.</summary>
    public Catalogue Items()
    {
        using var snapshot = _database.Duplicate();
        return LogReading.ReadItems(snapshot, Receipt.AcceptedByTable.GetValueOrDefault("items") > 0 ? null : _import);
    }
}

/// <summary>How far a log goes: all up to a group of live events, and up to an import.</summary>
/// <param name="Group">Number of the last group of the journal.</param>
/// <param name="Import">Number of the last import.</param>
public readonly record struct LogMark(long Group, int Import)
{
    /// <summary>Whether a log that goes this far has what stands at a mark of its own: a group or an import, the other being 0.</summary>
    public bool Has(LogMark mark) => mark.Import > 0 ? mark.Import <= Import : mark.Group <= Group;
}
