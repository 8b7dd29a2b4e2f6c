using Npgsql;
using Taojin.Storage.Database;
using Taojin.Storage.Import;

namespace Taojin.Storage.Postgres;

/// <summary>Takes new and changed events over, which stand in two tables here: what nearly every event has, and the sparse rest.</summary>
internal sealed class PulledEvents(LogDatabase local, LogIds ids)
{
    private const int Block = 20_000;
    private List<PulledColumn> _events = [], _details = [];
    private int _eventCount, _detailCount;

    /// <summary>Takes over what came since a cursor.</summary>
    public void Take(NpgsqlConnection connection, string seen)
    {
        using var command = connection.Pull("pull_events", seen);
        using var reader = command.ExecuteReader();
        if (!reader.Read())
            return;
        (_events, _details) = (PulledColumn.Of("events", local, reader), PulledColumn.Of("event_details", local, reader));
        var detailed = reader.GetOrdinal("detailed");
        local.Run("snapshot/events_stage");
        do
        {
            _eventCount = Add(_events, reader, _eventCount);
            if (reader.GetBoolean(detailed))
                _detailCount = Add(_details, reader, _detailCount);
            if (_eventCount == Block)
                Save();
        }
        while (reader.Read());
        Save();
        local.Run("snapshot/events_merge");
    }

    private int Add(List<PulledColumn> columns, NpgsqlDataReader reader, int count)
    {
        foreach (var column in columns)
            column.Add(reader, ids);
        return count + 1;
    }

    private void Save()
    {
        Save("staged_events", _events, _eventCount);
        Save("staged_details", _details, _detailCount);
        (_eventCount, _detailCount) = (0, 0);
    }

    private void Save(string table, List<PulledColumn> columns, int count)
    {
        if (count == 0)
            return;
        Column[] all = [.. columns.Select(column => column.Column)];
        using var rows = local.Appender(table, all);
        rows.Append(all, count);
        rows.Complete();
        foreach (var column in all)
            column.Clear();
    }
}
