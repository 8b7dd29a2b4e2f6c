using System.Text;
using System.Text.Unicode;
using Taojin.Data;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Import;

/// <summary>Takes the rows of a source: checks them, codes their ids, counts them, and hands them on in batches.</summary>
internal sealed class ImportSink(ImportScope scope, BatchQueue queue) : IDisposable
{
    private EventBatch? _batch;
    private bool _codesHere;
    private long _nextEventNo = scope.FirstEventNo;

    /// <summary>What a source may need to know: settings, clock, cancellation.</summary>
    public ImportScope Scope => scope;

    /// <summary>Rows that were handed over so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Events that passed the checks; the merge may still find duplicates among them.</summary>
    public long Events => _nextEventNo - scope.FirstEventNo;

    /// <summary>How each file was read; the source adds to it before its first row.</summary>
    public List<DetectedFormat> Detected { get; } = [];

    /// <summary>What the receipt should say besides.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Number of events that passed the checks, by kind.</summary>
    public long[] ByKind { get; } = new long[EventKinds.Count];

    /// <summary>Time of the first and the last event that passed, in microseconds.</summary>
    public (long First, long Last) Span { get; private set; } = (long.MaxValue, long.MinValue);

    /// <summary>Whether an event had an id of its own.</summary>
    public bool HasEventIds { get; private set; }

    /// <summary>The file being read, for progress.</summary>
    public CountingStream? Packed { get; set; }

    /// <summary>Takes an event.</summary>
    public void Add(in EventRow row, in RowPlace place)
    {
        Rows++;
        if (Fault(row) is { } fault)
        {
            scope.Rejects.Add(place, fault.Field, fault.Code);
            return;
        }
        if (!_codesHere && !scope.Pseudonyms.IsOn && PlainEvent.TryTake(row, out var plain))
            AddPlain(row, ref plain);
        else
            AddCoded(row, place);
    }

    /// <summary>Takes what a catalogue says of an item.</summary>
    public void Add(in ItemRow row, in RowPlace place)
    {
        Rows++;
        if (row.ItemId.IsEmpty)
            scope.Rejects.Add(place, Field.ItemId, RejectCodes.ItemMissing);
        else if (!IsText(row))
            scope.Rejects.Add(place, null, RejectCodes.TextInvalid);
        else if (IsSound(row.Attributes, place) && TryAdd(scope.Ids.Items, row.ItemId, Field.ItemId, place, out var item))
            scope.Tables.Add(item, row);
        Pulse();
    }

    /// <summary>Takes what is said of a user.</summary>
    public void Add(in UserRow row, in RowPlace place)
    {
        Rows++;
        if (row.UserId.IsEmpty)
            scope.Rejects.Add(place, Field.UserId, RejectCodes.UserMissing);
        else if (!Utf8.IsValid(row.Attributes))
            scope.Rejects.Add(place, Field.Attributes, RejectCodes.TextInvalid);
        else if (IsSound(row.Attributes, place) && TryAdd(scope.Ids.Users, row.UserId, Field.UserId, place, out var user))
            scope.Tables.Add(user, row);
        Pulse();
    }

    /// <summary>Takes a review.</summary>
    public void Add(in ReviewRow row, in RowPlace place)
    {
        Rows++;
        if (row.UserId.IsEmpty || row.ItemId.IsEmpty)
            scope.Rejects.Add(place, row.UserId.IsEmpty ? Field.UserId : Field.ItemId, row.UserId.IsEmpty ? RejectCodes.UserMissing : RejectCodes.ItemMissing);
        else if (row.Time < scope.Earliest || row.Time > scope.Latest)
            scope.Rejects.Add(place, Field.Time, RejectCodes.TimeImplausible);
        else if (!IsText(row))
            scope.Rejects.Add(place, null, RejectCodes.TextInvalid);
        else if (TryAdd(scope.Ids.Users, row.UserId, Field.UserId, place, out var user) && TryAdd(scope.Ids.Items, row.ItemId, Field.ItemId, place, out var item))
            scope.Tables.Add(user, item, row);
        Pulse();
    }

    /// <summary>Counts a row that its mapping has checked, and codes its user where it has one.</summary>
    /// <returns>Whether it may be kept; if not, it was rejected.</returns>
    public bool TryTake(ReadOnlySpan<byte> userId, bool hasUser, in RowPlace place, out int user)
    {
        Rows++;
        Pulse();
        user = -1;
        if (!hasUser)
            return true;
        if (!userId.IsEmpty)
            return TryAdd(scope.Ids.Users, userId, Field.UserId, place, out user);
        scope.Rejects.Add(place, Field.UserId, RejectCodes.UserMissing);
        return false;
    }

    /// <summary>Counts a row that cannot be read, with its fault.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="field">The field at fault; null when the row as such is.</param>
    /// <param name="code">One of <see cref="RejectCodes"/>.</param>
    public void Reject(in RowPlace place, Field? field, string code)
    {
        Rows++;
        scope.Rejects.Add(place, field, code);
        Pulse();
    }

    /// <summary>Hands on what is left.</summary>
    public void Complete()
    {
        if (_batch is { Count: > 0 })
            Flush();
    }

    /// <inheritdoc />
    public void Dispose() => queue.Dispose();

    private void AddPlain(in EventRow row, ref PlainEvent plain)
    {
        plain.Category = scope.Facts.CodeOf(row.Category);
        Count(row.Kind, row.Time);
        _batch!.Add(plain);
        if (_batch.Count == EventBatch.Capacity)
            Flush();
    }

    /// <summary>Ids are given in the order of the rows: once a row must be coded here, what is on its way is awaited, and all that follow are coded here too.</summary>
    private void CodeHere()
    {
        if (_batch is { Count: > 0 })
            Flush();
        queue.Await();
        _codesHere = true;
    }

    private void AddCoded(in EventRow row, in RowPlace place)
    {
        if (!_codesHere)
            CodeHere();
        if (!TryAdd(scope.Ids.Users, row.UserId, Field.UserId, place, out var user))
            return;
        var item = -1;
        if (!row.ItemId.IsEmpty && !TryAdd(scope.Ids.Items, row.ItemId, Field.ItemId, place, out item))
            return;
        if (row.IsDetailed && !IsText(row))
        {
            scope.Rejects.Add(place, null, RejectCodes.TextInvalid);
            return;
        }
        HasEventIds |= !row.EventId.IsEmpty;
        if (item >= 0)
            scope.Facts.Note(item, row);
        Count(row.Kind, row.Time);
        _batch!.Add(row, user, item);
        if (_batch.Count == EventBatch.Capacity)
            Flush();
    }

    private void Count(EventKind kind, long time)
    {
        _batch ??= Begun();
        _nextEventNo++;
        ByKind[(int)kind]++;
        if (time < Span.First || time > Span.Last)
            Span = (Math.Min(time, Span.First), Math.Max(time, Span.Last));
    }

    private EventBatch Begun()
    {
        var batch = queue.Take();
        batch.Begin(_nextEventNo, scope.ImportNumber);
        return batch;
    }

    private void Flush()
    {
        queue.Give(_batch!);
        _batch = null;
        Report();
    }

    private void Pulse()
    {
        if (Rows % EventBatch.Capacity == 0)
            Report();
    }

    private void Report()
    {
        scope.Cancellation.ThrowIfCancellationRequested();
        scope.Progress?.Report(new("read", Rows, Packed?.Count ?? 0, scope.TotalBytes));
    }

    private (Field Field, string Code)? Fault(in EventRow row)
    {
        if (row.UserId.IsEmpty)
            return (Field.UserId, RejectCodes.UserMissing);
        if (row.ItemId.IsEmpty && row.Kind is not (EventKind.Search or EventKind.Contact))
            return (Field.ItemId, RejectCodes.ItemMissing);
        if (row.Time < scope.Earliest || row.Time > scope.Latest)
            return (Field.Time, RejectCodes.TimeImplausible);
        if (row.Price < 0)
            return (Field.Price, RejectCodes.PriceNegative);
        if (row.Quantity <= 0)
            return (Field.Quantity, RejectCodes.QuantityNotPositive);
        if (float.IsInfinity(row.Price) || float.IsInfinity(row.Quantity) || float.IsInfinity(row.Value))
            return (float.IsInfinity(row.Price) ? Field.Price : float.IsInfinity(row.Quantity) ? Field.Quantity : Field.Value, RejectCodes.NumberNotFinite);
        if (row.EventId.Length > ImportScope.IdLimit)
            return (Field.EventId, RejectCodes.IdTooLong);
        return null;
    }

    private bool TryAdd(IdDictionary ids, ReadOnlySpan<byte> id, Field field, in RowPlace place, out int index)
    {
        if (field == Field.UserId && scope.Pseudonyms.IsOn && id.Length <= ImportScope.IdLimit && Utf8.IsValid(id))
            id = Encoding.UTF8.GetBytes(scope.Pseudonyms.Of(Encoding.UTF8.GetString(id)));
        index = id.Length <= ImportScope.IdLimit ? ids.Find(id) : -1;
        if (index >= 0)
            return true;
        var code = id.Length > ImportScope.IdLimit ? RejectCodes.IdTooLong : !Utf8.IsValid(id) ? RejectCodes.TextInvalid : null;
        if (code is null)
        {
            index = ids.Add(id);
            return true;
        }
        scope.Rejects.Add(place, field, code);
        return false;
    }

    private bool IsSound(ReadOnlySpan<byte> attributes, in RowPlace place)
    {
        var isSound = attributes.IsEmpty || AttributeText.IsSound(attributes);
        if (!isSound)
            scope.Rejects.Add(place, Field.Attributes, RejectCodes.AttributesInvalid);
        return isSound;
    }

    private static bool IsText(in ItemRow row) =>
        Utf8.IsValid(row.Title) && Utf8.IsValid(row.Description) && Utf8.IsValid(row.Category) && Utf8.IsValid(row.Brand) && Utf8.IsValid(row.Image)
        && Utf8.IsValid(row.Attributes);

    private static bool IsText(in ReviewRow row) =>
        Utf8.IsValid(row.ReviewId) && Utf8.IsValid(row.OrderId) && Utf8.IsValid(row.Title) && Utf8.IsValid(row.Text);

    private static bool IsText(in EventRow row) =>
        Utf8.IsValid(row.EventId) && Utf8.IsValid(row.SessionId) && Utf8.IsValid(row.OrderId) && Utf8.IsValid(row.Line) && Utf8.IsValid(row.Currency)
        && Utf8.IsValid(row.Variant) && Utf8.IsValid(row.Query) && Utf8.IsValid(row.Reason) && Utf8.IsValid(row.Channel)
        && Utf8.IsValid(row.CampaignId) && Utf8.IsValid(row.RequestId) && Utf8.IsValid(row.Model);
}
