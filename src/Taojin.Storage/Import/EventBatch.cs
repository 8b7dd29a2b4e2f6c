using DuckDB.NET.Native;
using Taojin.Storage.Database;

namespace Taojin.Storage.Import;

/// <summary>Events on their way from the reading thread to the writing one.</summary>
/// <remarks>
/// They are taken as rows, so that the reading thread has little to store, and spread into columns by the writing one. A row of short ASCII ids,
/// the usual one, is also coded there: looking an id up in a table of millions waits about 100 ns for memory, a row has two, and a batch can
/// ask for the slots of the next rows while it looks up this one.
/// </remarks>
internal sealed class EventBatch
{
    /// <summary>Events of a full batch: four vectors of DuckDB.</summary>
    public const int Capacity = 4 * 2048;

    private const int PrefetchAhead = 12;
    private readonly PlainEvent[] _rows = new PlainEvent[Capacity];
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
    private readonly Column<float> _propensity = new("propensity", DuckDBType.Float, 0, float.NaN);
    private readonly Column[] _core;
    private long _firstEventNo;
    private int _importNumber;
    private readonly TextColumn[] _texts =
    [
        new("event_id", 0), new("session_id", 0), new("order_id", 0), new("line", 0), new("currency", 0), new("variant", 0),
        new("query", 0), new("reason", 0), new("channel", 0), new("campaign_id", 0), new("request_id", 0), new("model", 0),
        new("placement", 0), new("arm", 0),
    ];

    /// <summary>An empty batch.</summary>
    public EventBatch()
    {
        _core = [_no, _user, _item, _kind, _time, _price, _quantity, _import, _detailed];
        Details = [_detailNo, _value, _position, _propensity, .. _texts];
    }

    /// <summary>Columns of the table event_details.</summary>
    public IReadOnlyList<Column> Details { get; }

    /// <summary>Number of events.</summary>
    public int Count { get; private set; }

    /// <summary>Number of events with details.</summary>
    public int DetailCount => _detailNo.Count;

    /// <summary>Says how the batch's events are numbered, before the first is added.</summary>
    /// <param name="firstEventNo">Place of the first event in the order of the log; the others follow.</param>
    /// <param name="import">Number of the import, 0 for live events.</param>
    public void Begin(long firstEventNo, int import) => (_firstEventNo, _importNumber) = (firstEventNo, import);

    /// <summary>Adds an event whose ids have their indexes; the batch is not full.</summary>
    /// <param name="row">The event.</param>
    /// <param name="user">Index of its user.</param>
    /// <param name="item">Index of its item, or -1.</param>
    public void Add(in EventRow row, int user, int item)
    {
        if (row.IsDetailed)
            AddDetails(row, _firstEventNo + Count);
        Add(PlainEvent.Of(row, user, item));
    }

    /// <summary>Adds an event without details; the batch is not full.</summary>
    public void Add(in PlainEvent plain) => _rows[Count++] = plain;

    /// <summary>Gives indexes to the ids that have none yet, and notes what their rows say of items.</summary>
    public void Code(LogIds ids, ItemFacts facts)
    {
        for (var place = 0; place < Count; place++)
        {
            if (place + PrefetchAhead < Count)
                Prefetch(_rows[place + PrefetchAhead], ids);
            ref var row = ref _rows[place];
            if (row.UserLength == 0)
                continue;
            var item = ids.Items.Add(row.Item, row.ItemLength);
            facts.Note(item, row.Category, row.Price);
            (row.User, row.Item, row.UserLength) = ((uint)ids.Users.Add(row.User, row.UserLength), (uint)item, 0);
        }
    }

    /// <summary>Columns of the table events.</summary>
    public IReadOnlyList<Column> Spread()
    {
        foreach (ref readonly var row in _rows.AsSpan(_no.Count, Count - _no.Count))
        {
            _no.Add(_firstEventNo + _no.Count);
            _user.Add(unchecked((int)row.User));
            _item.Add(unchecked((int)row.Item));
            _kind.Add((byte)row.Kind);
            _time.Add(row.Time);
            _price.Add(row.Price);
            _quantity.Add(row.Quantity);
            _import.Add(_importNumber);
            _detailed.Add(row.IsDetailed ? (byte)1 : (byte)0);
        }
        return _core;
    }

    /// <summary>Forgets all events.</summary>
    public void Clear()
    {
        Count = 0;
        foreach (var column in _core)
            column.Clear();
        foreach (var column in Details)
            column.Clear();
    }

    private void AddDetails(in EventRow row, long number)
    {
        _detailNo.Add(number);
        _value.Add(row.Value);
        _position.Add(row.Position);
        _propensity.Add(row.Propensity);
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
        _texts[12].Add(row.Placement);
        _texts[13].Add(row.Arm);
    }

    private static void Prefetch(in PlainEvent row, LogIds ids)
    {
        if (row.UserLength == 0)
            return;
        ids.Users.Prefetch(row.User);
        ids.Items.Prefetch(row.Item);
    }
}
