using System.Data.Common;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Privacy;

namespace Taojin.Storage;

/// <summary>What was traded, as marketing and service ask for it: orders with their lines, campaigns, whom they reached, who answered.</summary>
/// <remarks>Safe for several threads: each reading sees what was committed when it began.</remarks>
public sealed class Trade
{
    private readonly LogDatabase _database;
    private readonly WorkspaceSettings _settings;

    private readonly Consents _consents;

    internal Trade(LogDatabase database, WorkspaceSettings settings, Consents consents) => (_database, _settings, _consents) = (database, settings, consents);

    /// <summary>All orders with their lines, from the purchases and returns of the log; without users who do not allow analytics.</summary>
    /// <param name="before">Leaves out what was bought or sent back at or after a moment: what was known then.</param>
    public OrderLog Orders(Instant? before = null)
    {
        using var snapshot = _database.Duplicate();
        using var transaction = snapshot.Connection.BeginTransaction();
        var (users, items) = LogReading.Ids(snapshot);
        var lines = Lines(snapshot, before ?? Instant.Latest);
        if (_consents.IsRefused(Purposes.Analytics))
            lines = lines.Where(line => _consents.Allows(users.IdAt(line.User), Purposes.Analytics));
        return OrderLog.Of(lines, users, items, _settings.Calendar);
    }

    /// <summary>States of orders that the shop has told, in order of time.</summary>
    public IReadOnlyList<OrderState> States() => Rows("read_orders", row => new OrderState(row.GetString(0), row.GetInt32(1), new(row.GetInt64(2)))
    {
        State = Text(row, 3), Total = Number(row, 4), Currency = Text(row, 5),
    });

    /// <summary>What was bought since a moment, each line with the state of its order; without users who do not allow analytics.</summary>
    public IReadOnlyList<BoughtLine> BoughtSince(Instant since)
    {
        using var snapshot = _database.Duplicate();
        using var transaction = snapshot.Connection.BeginTransaction();
        var (users, items) = LogReading.Ids(snapshot);
        using var command = snapshot.Command("read_bought_since", ("since", since.Microseconds));
        using var reader = command.ExecuteReader();
        var lines = new List<BoughtLine>();
        while (reader.Read())
            if (users.IdAt(reader.GetInt32(0)) is var user && _consents.Allows(user, Purposes.Analytics))
                lines.Add(new(user, items.Ids.IdAt(reader.GetInt32(1)), new(reader.GetInt64(2)), Text(reader, 3), Text(reader, 4)));
        return lines;
    }

    /// <summary>All campaigns, by their beginning.</summary>
    public IReadOnlyList<Campaign> Campaigns() => Rows("read_campaigns", row => new Campaign(row.GetString(0), Text(row, 1), Text(row, 2))
    {
        Arms = Text(row, 3), Offers = Text(row, 4), Cost = Number(row, 5), Starts = Time(row, 6), Ends = Time(row, 7),
    });

    /// <summary>Whom campaigns reached, in order of time; without users who do not allow a purpose.</summary>
    /// <param name="purpose">What it is read for; none keeps everybody, so that nobody is reached too often.</param>
    public IReadOnlyList<Exposure> Exposures(Purposes purpose = Purposes.Analytics)
    {
        var allows = _consents.ByIndex(purpose);
        var all = Rows("read_exposures", row => new Exposure(row.GetInt32(0), row.GetString(1), new(row.GetInt64(6)))
        {
            Arm = Text(row, 2), Channel = Text(row, 3), Cost = Number(row, 4), Propensity = Number(row, 5),
        });
        return [.. all.Where(reached => allows(reached.User))];
    }

    /// <summary>Coupons that were used, in order of time; without users who do not allow analytics.</summary>
    public IReadOnlyList<Redemption> Redemptions()
    {
        var allows = _consents.ByIndex(Purposes.Analytics);
        return [.. Rows("read_redemptions", row => new Redemption(row.GetInt32(0), row.GetString(1), Text(row, 2), new(row.GetInt64(3)))).Where(used => allows(used.User))];
    }

    /// <summary>People who did each kind of thing, by channel; a null channel is one that nobody named. Without users who do not allow analytics.</summary>
    public IReadOnlyList<(string? Channel, EventKind Kind, int People)> PeopleByChannel() =>
        Rows("read_people_by_channel", row => (Text(row, 0), (EventKind)row.GetByte(1), (int)row.GetInt64(2)), isCounted: true);

    /// <summary>Searches with who made them and who of them bought within a day; the most searched first, at most 10,000. Without users who do not allow analytics.</summary>
    public IReadOnlyList<(string Query, int People, int Buyers)> Searches() => Rows("read_searches", row => (row.GetString(0), (int)row.GetInt64(1), (int)row.GetInt64(2)), isCounted: true);

    /// <param name="name">The statement.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="isCounted">Whether the statement counts people, and must be told whom to leave out.</param>
    private List<T> Rows<T>(string name, Func<DbDataReader, T> read, bool isCounted = false)
    {
        using var snapshot = _database.Duplicate();
        using var command = isCounted ? snapshot.Command(name, ("left_out", _consents.LeftOut(snapshot, Purposes.Analytics))) : snapshot.Command(name);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    private static IEnumerable<OrderLine> Lines(LogDatabase database, Instant before)
    {
        using var command = database.Command("read_order_lines", ("before", before.Microseconds));
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return new(reader.GetInt32(1), reader.GetInt32(2), new(reader.GetInt64(4)), reader.GetFloat(6), reader.GetFloat(5))
            {
                IsReturn = (EventKind)reader.GetByte(3) == EventKind.Return, OrderId = Text(reader, 7),
            };
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static double Number(DbDataReader row, int column) => row.IsDBNull(column) ? double.NaN : row.GetDouble(column);

    private static Instant? Time(DbDataReader row, int column) => row.IsDBNull(column) ? null : new Instant(row.GetInt64(column));
}

/// <summary>A line of an order, with what the shop told of the order.</summary>
/// <param name="UserId">Who bought.</param>
/// <param name="ItemId">What.</param>
/// <param name="Time">When.</param>
/// <param name="OrderId">The order; null where the log knows none.</param>
/// <param name="State">What the shop told last of the order, such as <c>paid</c> or <c>shipped</c>; null where it told nothing.</param>
public sealed record BoughtLine(string UserId, string ItemId, Instant Time, string? OrderId, string? State);
