using System.Text;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Import;
using Taojin.Storage.Privacy;

namespace Taojin.Storage.Live;

/// <summary>Takes groups of the journal over into the database: all of a run and how far it goes in one transaction, so that each group counts once.</summary>
/// <param name="database">The log.</param>
/// <param name="ids">Ids of users and items; to be loaded anew when this throws.</param>
/// <param name="drained">Number of the last group that the database holds.</param>
/// <param name="nextEventNo">Number of the next event in the order of the log.</param>
internal sealed class JournalDrain(LogDatabase database, LogIds ids, long drained, long nextEventNo)
{
    private readonly EventBatch _batch = new();
    private HashSet<string> _skipped = [];
    private long _drained = drained;

    /// <summary>Names of users in the database: a group may have waited for a rotation.</summary>
    public required Pseudonyms Names { get; init; }

    /// <summary>Number of the next event in the order of the log, behind what was taken.</summary>
    public long NextEventNo { get; private set; } = nextEventNo;

    /// <summary>Whether an import may have brought events that stand in the journal too; of these the import's stay.</summary>
    public bool IsAfterImport { get; init; }

    /// <summary>Takes groups over.</summary>
    /// <param name="groups">One behind the other.</param>
    /// <param name="first">Number of the first.</param>
    /// <returns>The number behind the last.</returns>
    public long Write(byte[] groups, long first)
    {
        using var transaction = database.Connection.BeginTransaction();
        if (IsAfterImport)
            _skipped = LiveIdentity.Held(database, IdsOf(groups, first));
        _batch.Begin(NextEventNo, 0);
        using (var tables = new EventTables(database, "events", "event_details"))
        {
            var (at, number) = (0, first);
            for (; GroupBuffer.TryRead(groups.AsSpan(at), number, out var records); at += GroupBuffer.HeaderSize + records.Length, number++)
                if (number > _drained)
                    Take(records, tables);
            if (at < groups.Length)
                throw new TaojinException("journal.damaged", $"Group {number} of the journal is not what was written.", "The file is left as it is. Restore a backup into another folder: ./taojin restore");
            Put(tables);
            tables.Complete();
            ids.Save(database);
            _drained = Math.Max(_drained, number - 1);
        }
        database.Run("journal_advance", ("drained", _drained));
        transaction.Commit();
        return _drained + 1;
    }

    private void Take(ReadOnlySpan<byte> records, EventTables tables)
    {
        for (var group = new GroupReader(records); !group.IsAtEnd;)
            switch (group.Byte())
            {
                case JournalRecords.Event:
                    Add(JournalRecords.ReadEvent(ref group), tables);
                    break;
                case JournalRecords.Answer:
                    database.Run("idempotency_keys_add", ("key", Next(ref group)), ("body", Next(ref group)), ("answer", Next(ref group)), ("time", group.Int64()));
                    break;
                case JournalRecords.Shadow:
                    KeepShadow(ref group);
                    break;
                default:
                    throw new TaojinException("journal.newer", "The journal holds a kind of record that this program does not know.", "Use the version of Taojin that wrote it.");
            }
    }

    private void KeepShadow(ref GroupReader group)
    {
        var user = ids.Users.Find(Named(group.Text()));
        var (request, placement, items, time) = (Next(ref group), Next(ref group), Next(ref group), group.Int64());
        if (user >= 0)
            database.Run("shadow_lists_add", ("request_id", request), ("user_index", user), ("time", time), ("placement", placement), ("items", items));
    }

    private ReadOnlySpan<byte> Named(ReadOnlySpan<byte> id) =>
        Names.Generation > 1 && id.StartsWith("pn"u8) && Encoding.UTF8.GetString(id) is var name && Names.IsOlder(name) ? Encoding.UTF8.GetBytes(Names.Of(name)) : id;

    private static string Next(ref GroupReader group) => Encoding.UTF8.GetString(group.Text());

    private void Add(in EventRow row, EventTables tables)
    {
        if (_skipped.Count > 0 && _skipped.Contains(Encoding.UTF8.GetString(row.EventId)))
            return;
        _batch.Add(row, ids.Users.Add(Named(row.UserId)), row.ItemId.IsEmpty ? -1 : ids.Items.Add(row.ItemId));
        if (_batch.Count == EventBatch.Capacity)
            Put(tables);
    }

    private void Put(EventTables tables)
    {
        if (_batch.Count > 0)
            tables.Write(_batch);
        NextEventNo += _batch.Count;
        _batch.Clear();
        _batch.Begin(NextEventNo, 0);
    }

    private static List<string> IdsOf(byte[] groups, long first)
    {
        var found = new List<string>();
        for (var at = 0; GroupBuffer.TryRead(groups.AsSpan(at), first, out var records); at += GroupBuffer.HeaderSize + records.Length, first++)
            for (var group = new GroupReader(records); !group.IsAtEnd;)
            {
                var kind = group.Byte();
                if (kind != JournalRecords.Event)
                    JournalRecords.Skip(ref group, kind);
                else if (JournalRecords.ReadEvent(ref group).EventId is { IsEmpty: false } id)
                    found.Add(Encoding.UTF8.GetString(id));
            }
        return found;
    }
}
