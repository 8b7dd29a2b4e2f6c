using System.Data.Common;
using System.Globalization;
using Taojin.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage.Resources;

/// <summary>Reads the log event by event.</summary>
public sealed class EventTable
{
    private readonly LogDatabase _database;

    internal EventTable(LogDatabase database) => _database = database;

    /// <summary>Events in the order of the log.</summary>
    /// <param name="only">Which of them.</param>
    /// <param name="cursor">Where the last page ended; null for the first.</param>
    /// <param name="count">At most so many.</param>
    public ResourcePage<NewEvent> Page(EventFilter only, string? cursor, int count)
    {
        var (user, item) = (_database.IndexOf("user_index", only.UserId), _database.IndexOf("item_index", only.ItemId));
        if ((only.UserId is not null && user is null) || (only.ItemId is not null && item is null))
            return new([], null);
        var rows = _database.Rows(
            "events_page", row => (No: row.GetInt64(0), Event: Event(row)),
            ("after", ResourceReading.NumberOf(cursor, -1)), ("kind", (byte?)only.Kind), ("since", only.Since?.Microseconds), ("until", only.Until?.Microseconds),
            ("user_index", user), ("item_index", item), ("request_id", only.RequestId), ("count", count + 1));
        var page = ResourceReading.PageOf(rows, count, row => row.No.ToString(CultureInfo.InvariantCulture));
        return new([.. page.Rows.Select(row => row.Event)], page.Next);
    }

    private static NewEvent Event(DbDataReader row) => new()
    {
        EventId = ResourceReading.Text(row, 1),
        UserId = row.GetString(2),
        ItemId = ResourceReading.Text(row, 3),
        Kind = (EventKind)row.GetByte(4),
        Time = new(row.GetInt64(5)),
        Price = ResourceReading.Single(row, 6),
        Quantity = ResourceReading.Single(row, 7),
        SessionId = ResourceReading.Text(row, 8),
        OrderId = ResourceReading.Text(row, 9),
        Line = ResourceReading.Text(row, 10),
        Currency = ResourceReading.Text(row, 11),
        Value = ResourceReading.Single(row, 12),
        Variant = ResourceReading.Text(row, 13),
        Query = ResourceReading.Text(row, 14),
        Reason = ResourceReading.Text(row, 15),
        Channel = ResourceReading.Text(row, 16),
        CampaignId = ResourceReading.Text(row, 17),
        RequestId = ResourceReading.Text(row, 18),
        Position = row.IsDBNull(19) ? null : row.GetInt32(19),
        Model = ResourceReading.Text(row, 20),
        Placement = ResourceReading.Text(row, 21),
        Arm = ResourceReading.Text(row, 22),
        Propensity = ResourceReading.Single(row, 23),
    };
}

/// <summary>Which events; null means any.</summary>
public sealed record EventFilter
{
    /// <summary>Of this kind.</summary>
    public EventKind? Kind { get; init; }

    /// <summary>Of this user.</summary>
    public string? UserId { get; init; }

    /// <summary>Of this item.</summary>
    public string? ItemId { get; init; }

    /// <summary>Of this list.</summary>
    public string? RequestId { get; init; }

    /// <summary>At this moment or later.</summary>
    public Instant? Since { get; init; }

    /// <summary>Before this moment.</summary>
    public Instant? Until { get; init; }
}
