using DuckDB.NET.Native;
using Taojin.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage.Import;

/// <summary>Events by columns, ids coded, on their way from the reading thread to the writing one.</summary>
internal sealed class EventBatch
{
    /// <summary>Events of a full batch: eight vectors of DuckDB.</summary>
    public const int Capacity = 8 * 2048;

    private readonly Column<long> _no = new("event_no", DuckDBType.BigInt, Capacity);
    private readonly Column<int> _user = new("user_index", DuckDBType.Integer, Capacity);
    private readonly Column<int> _item = new("item_index", DuckDBType.Integer, Capacity);
    private readonly Column<byte> _kind = new("kind", DuckDBType.UnsignedTinyInt, Capacity);
    private readonly Column<long> _time = new("time", DuckDBType.BigInt, Capacity);
    private readonly Column<float> _price = new("price", DuckDBType.Float, Capacity, float.NaN);
    private readonly Column<float> _quantity = new("quantity", DuckDBType.Float, Capacity, float.NaN);
    private readonly Column<int> _import = new("import_id", DuckDBType.Integer, Capacity);
    private readonly Column<byte> _detailed = new("detailed", DuckDBType.Boolean, Capacity);

    private readonly Column<long> _detailNo = new("event_no", DuckDBType.BigInt, 0);
    private readonly Column<float> _value = new("value", DuckDBType.Float, 0, float.NaN);
    private readonly Column<int> _position = new("position", DuckDBType.Integer, 0, -1);
    private readonly TextColumn[] _texts =
    [
        new("event_id", 0), new("session_id", 0), new("order_id", 0), new("line", 0), new("currency", 0), new("variant", 0),
        new("query", 0), new("reason", 0), new("channel", 0), new("campaign_id", 0), new("request_id", 0), new("model", 0),
    ];

    /// <summary>An empty batch.</summary>
    public EventBatch()
    {
        Core = [_no, _user, _item, _kind, _time, _price, _quantity, _import, _detailed];
        Details = [_detailNo, _value, _position, .. _texts];
    }

    /// <summary>Columns of the table events.</summary>
    public IReadOnlyList<Column> Core { get; }

    /// <summary>Columns of the table event_details.</summary>
    public IReadOnlyList<Column> Details { get; }

    /// <summary>Number of events.</summary>
    public int Count => _no.Count;

    /// <summary>Number of events with details.</summary>
    public int DetailCount => _detailNo.Count;

    /// <summary>Adds an event whose ids have their indexes.</summary>
    public void Add(in EventRow row, in CodedIds ids)
    {
        Add(new EventCore(row.Kind, row.Time, row.Price, row.Quantity, row.IsDetailed), ids);
        if (row.IsDetailed)
            AddDetails(row, ids.EventNo);
    }

    /// <summary>Adds an event without its details.</summary>
    public void Add(in EventCore core, in CodedIds ids)
    {
        _no.Add(ids.EventNo);
        _user.Add(ids.User);
        _item.Add(ids.Item);
        _kind.Add((byte)core.Kind);
        _time.Add(core.Time);
        _price.Add(core.Price);
        _quantity.Add(core.Quantity);
        _import.Add(ids.Import);
        _detailed.Add(core.IsDetailed ? (byte)1 : (byte)0);
    }

    /// <summary>Forgets all events.</summary>
    public void Clear()
    {
        foreach (var column in Core)
            column.Clear();
        foreach (var column in Details)
            column.Clear();
    }

    private void AddDetails(in EventRow row, long number)
    {
        _detailNo.Add(number);
        _value.Add(row.Value);
        _position.Add(row.Position);
        _texts[0].Add(row.EventId);
        _texts[1].Add(row.SessionId);
        _texts[2].Add(row.OrderId);
        _texts[3].Add(row.Line);
        _texts[4].Add(row.Currency);
        _texts[5].Add(row.Variant);
        _texts[6].Add(row.Query);
        _texts[7].Add(row.Reason);
        _texts[8].Add(row.Channel);
        _texts[9].Add(row.CampaignId);
        _texts[10].Add(row.RequestId);
        _texts[11].Add(row.Model);
    }
}

/// <summary>What an event has besides ids and details.</summary>
internal readonly record struct EventCore(EventKind Kind, long Time, float Price, float Quantity, bool IsDetailed);

/// <summary>What an event's ids became.</summary>
/// <param name="EventNo">Its place in the order of the log.</param>
/// <param name="User">Index of the user.</param>
/// <param name="Item">Index of the item, or -1.</param>
/// <param name="Import">Number of the import, 0 for live events.</param>
internal readonly record struct CodedIds(long EventNo, int User, int Item, int Import);
