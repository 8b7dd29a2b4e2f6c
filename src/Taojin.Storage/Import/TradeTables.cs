using DuckDB.NET.Native;
using Taojin.Storage.Database;

namespace Taojin.Storage.Import;

/// <summary>How the cells of a column are read.</summary>
internal enum CellType
{
    /// <summary>Text as it stands.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A time.</summary>
    Time,

    /// <summary>The id of a user.</summary>
    User,
}

/// <summary>One column of a table of trade.</summary>
internal sealed record TradeColumn(string Name, Field Field, CellType Type, bool IsNeeded = false)
{
    /// <summary>An empty column of its type.</summary>
    public Column NewColumn() => Type switch
    {
        CellType.Number => new Column<double>(Name, DuckDBType.Double, 0, double.NaN),
        CellType.Time => new Column<long>(Name, DuckDBType.BigInt, 0, long.MinValue),
        CellType.User => new Column<int>(Name, DuckDBType.Integer, 0),
        _ => new TextColumn(Name, 0),
    };
}

/// <summary>One table of trade: what a row holds, and the rows on their way into it.</summary>
internal sealed class TradeTable(string name, bool isKeyed, params TradeColumn[] columns)
{
    /// <summary>Name in SQL and in requests.</summary>
    public string Name => name;

    /// <summary>Whether a row has an id, so that a later row takes its place; without one the rule of equal rows holds.</summary>
    public bool IsKeyed => isKeyed;

    /// <summary>Columns in order.</summary>
    public IReadOnlyList<TradeColumn> Columns => columns;

    /// <summary>Whether rows are of a user.</summary>
    public bool HasUser => columns.Any(column => column.Type == CellType.User);

    /// <summary>Rows so far.</summary>
    public TableRows Rows { get; } = new([.. columns.Select(column => column.NewColumn())]);
}

/// <summary>Orders, campaigns, who was reached by them and who answered: gathered in memory, merged by SQL at the end.</summary>
internal sealed class TradeTables
{
    private readonly TradeTable[] _tables =
    [
        new("orders", isKeyed: true,
            new("order_id", Field.OrderId, CellType.Text, IsNeeded: true), new("user_index", Field.UserId, CellType.User, IsNeeded: true), new("time", Field.Time, CellType.Time, IsNeeded: true),
            new("state", Field.State, CellType.Text), new("total", Field.Total, CellType.Number), new("currency", Field.Currency, CellType.Text)),
        new("campaigns", isKeyed: true,
            new("campaign_id", Field.CampaignId, CellType.Text, IsNeeded: true), new("title", Field.Title, CellType.Text), new("channel", Field.Channel, CellType.Text),
            new("arms", Field.Arms, CellType.Text), new("offers", Field.Offers, CellType.Text), new("cost", Field.Cost, CellType.Number),
            new("starts", Field.Starts, CellType.Time), new("ends", Field.Ends, CellType.Time)),
        new("exposures", isKeyed: false,
            new("user_index", Field.UserId, CellType.User, IsNeeded: true), new("campaign_id", Field.CampaignId, CellType.Text, IsNeeded: true), new("arm", Field.Arm, CellType.Text),
            new("channel", Field.Channel, CellType.Text), new("cost", Field.Cost, CellType.Number), new("propensity", Field.Propensity, CellType.Number),
            new("time", Field.Time, CellType.Time, IsNeeded: true)),
        new("redemptions", isKeyed: false,
            new("user_index", Field.UserId, CellType.User, IsNeeded: true), new("campaign_id", Field.CampaignId, CellType.Text, IsNeeded: true), new("coupon", Field.Coupon, CellType.Text),
            new("time", Field.Time, CellType.Time, IsNeeded: true)),
    ];

    /// <summary>The table of a name, or null.</summary>
    public TradeTable? Find(string name) => Array.Find(_tables, table => table.Name == name);

    /// <summary>Merges all rows into their tables; belongs to the transaction of the connection.</summary>
    /// <returns>Number of rows that said something new, by table.</returns>
    public IReadOnlyDictionary<string, long> Save(ITables tables, int import)
    {
        var accepted = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in _tables.Where(table => table.Rows.Count > 0))
        {
            tables.Run($"staged_{table.Name}_create");
            table.Rows.Save(tables, $"staged_{table.Name}");
            tables.Run($"staged_{table.Name}_drop_known");
            if (table.IsKeyed)
                tables.Run($"staged_{table.Name}_replace");
            accepted[table.Name] = tables.Run($"staged_{table.Name}_merge", ("import_id", import));
        }
        return accepted;
    }
}
