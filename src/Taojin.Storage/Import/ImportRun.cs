using System.Globalization;
using Taojin.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage.Import;

/// <summary>One import from the first byte to the receipt, in one transaction: a kill leaves nothing of it or all of it.</summary>
internal sealed class ImportRun(ITables database, ImportScope scope, bool isFirst)
{
    /// <summary>Reads the source and merges it. The caller holds the transaction.</summary>
    public Outcome Read(SourceRequest request)
    {
        using var tables = isFirst
            ? new EventTables(database, "events", "event_details")
            : new EventTables(database, "staged_events", "staged_details");
        if (!isFirst)
            database.Run("staged_events_create");
        var firstNew = (User: scope.Ids.SavedUsers, Item: scope.Ids.SavedItems);
        ImportSink sink;
        using (var queue = new BatchQueue(batch => Write(batch, tables)))
        {
            sink = new ImportSink(scope, queue);
            SourceCards.Of(request.Format).Create().Read(request, sink);
            sink.Complete();
            queue.Complete();
        }
        tables.Complete();
        scope.Progress?.Report(new("merge", sink.Rows, sink.Packed?.Count ?? 0, scope.TotalBytes));
        var events = Merge(sink, tables.Detailed);
        scope.Facts.Save(database, firstNew.Item);
        scope.Ids.Save(database, scope.Facts);
        var tablesSaved = scope.Tables.Save(database, scope.ImportNumber, firstNew).Concat(scope.Trade.Save(database, scope.ImportNumber));
        return new(sink, events, tablesSaved.ToDictionary(StringComparer.Ordinal));
    }

    private void Write(EventBatch batch, EventTables tables)
    {
        batch.Code(scope.Ids, scope.Facts);
        tables.Write(batch);
    }

    /// <summary>Applies the rules of identity.</summary>
    /// <returns>Accepted events by kind, with their first and last time.</returns>
    private EventCounts Merge(ImportSink sink, long detailed)
    {
        if (isFirst)
        {
            var isAsRead = !sink.HasEventIds || database.Run("events_drop_repeated_ids") == 0;
            return isAsRead ? new(sink.ByKind, sink.Span.First, sink.Span.Last) : EventCounts.Of(database, scope.ImportNumber);
        }
        if (sink.Events > detailed)
            database.Run("staged_events_drop_plain");
        if (detailed > 0)
            database.Run("staged_events_drop_detailed");
        if (sink.HasEventIds)
            database.Run("staged_events_drop_known");
        database.Run("staged_events_merge");
        return EventCounts.Of(database, scope.ImportNumber);
    }

    /// <summary>What came of reading.</summary>
    internal sealed record Outcome(ImportSink Sink, EventCounts Events, IReadOnlyDictionary<string, long> Tables)
    {
        /// <summary>The receipt of the import.</summary>
        public ImportReceipt Receipt(ImportScope scope, SourceRequest request)
        {
            var rejected = scope.Rejects.ByCode.Values.Sum();
            var accepted = Events.ByKind.Sum() + Tables.Values.Sum();
            return new ImportReceipt
            {
                ImportId = IdOf(scope.ImportNumber),
                Source = $"{request.Format}:{request.Name ?? request.Path}",
                Read = Sink.Rows,
                Accepted = accepted,
                Rejected = rejected,
                Duplicate = Sink.Rows - rejected - accepted,
                RejectedByCode = scope.Rejects.ByCode,
                AcceptedByKind = Events.Named,
                AcceptedByTable = Tables,
                First = Events.First <= Events.Last ? new Instant(Events.First) : null,
                Last = Events.First <= Events.Last ? new Instant(Events.Last) : null,
                Detected = Sink.Detected,
                Notes = Sink.Notes,
            };
        }
    }

    /// <summary>The name of an import's folder.</summary>
    public static string IdOf(int number) => number.ToString("000000", CultureInfo.InvariantCulture);
}

/// <summary>Events of an import, counted.</summary>
internal sealed record EventCounts(long[] ByKind, long First, long Last)
{
    /// <summary>Counts by name, without kinds that do not occur.</summary>
    public IReadOnlyDictionary<string, long> Named => ByKind.Select((count, kind) => (count, kind)).Where(each => each.count > 0)
        .ToDictionary(each => ((EventKind)each.kind).Name(), each => each.count);

    /// <summary>What the log holds of an import.</summary>
    public static EventCounts Of(ITables database, int import)
    {
        var byKind = new long[EventKinds.Count];
        var (first, last) = (long.MaxValue, long.MinValue);
        using var command = database.Query("events_by_kind", ("import_id", import));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            byKind[reader.GetByte(0)] = reader.GetInt64(1);
            first = Math.Min(first, reader.GetInt64(2));
            last = Math.Max(last, reader.GetInt64(3));
        }
        return new(byKind, first, last);
    }
}
