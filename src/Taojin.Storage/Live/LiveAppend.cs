using System.Text;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Import;

namespace Taojin.Storage.Live;

/// <summary>Adds live events in one transaction.</summary>
internal sealed class LiveAppend(LogDatabase database, LogIds ids, LiveIdentity known, (long Earliest, long Latest) plausible)
{
    /// <summary>Adds what is new and sound; it is durable when this returns.</summary>
    /// <param name="events">The events.</param>
    /// <param name="number">Number of the first accepted one in the order of the log.</param>
    public AppendResult Append(IReadOnlyList<NewEvent> events, long number)
    {
        var statuses = new EventStatus[events.Count];
        var batch = new EventBatch();
        using var transaction = database.Connection.BeginTransaction();
        using var tables = new EventTables(database, "events", "event_details");
        batch.Begin(number, 0);
        for (var place = 0; place < statuses.Length; place++)
        {
            statuses[place] = StatusOf(events[place]);
            if (statuses[place].State == EventState.Accepted)
                Add(batch, events[place], ids);
            if (batch.Count < EventBatch.Capacity && place + 1 < statuses.Length)
                continue;
            tables.Write(batch);
            number += batch.Count;
            batch.Clear();
            batch.Begin(number, 0);
        }
        tables.Complete();
        ids.Save(database);
        transaction.Commit();
        return new AppendResult(statuses);
    }

    private EventStatus StatusOf(NewEvent happened)
    {
        if (FaultOf(happened, plausible) is { } code)
            return new(EventState.Rejected, code, RejectCodes.HintOf(code));
        return happened.EventId is null || known.TryAdd(database, happened) ? new(EventState.Accepted) : new(EventState.Duplicate);
    }

    /// <summary>Why an event cannot be used, or null.</summary>
    public static string? FaultOf(NewEvent happened, (long Earliest, long Latest) plausible)
    {
        if (happened.UserId.Length == 0)
            return RejectCodes.UserMissing;
        if (string.IsNullOrEmpty(happened.ItemId) && happened.Kind is not (EventKind.Search or EventKind.Contact))
            return RejectCodes.ItemMissing;
        if (IsTooLong(happened.UserId) || IsTooLong(happened.ItemId) || IsTooLong(happened.EventId))
            return RejectCodes.IdTooLong;
        if ((int)happened.Kind >= EventKinds.Count)
            return RejectCodes.KindUnknown;
        if (happened.Time.Microseconds < plausible.Earliest || happened.Time.Microseconds > plausible.Latest)
            return RejectCodes.TimeImplausible;
        if (!IsFinite(happened.Price) || !IsFinite(happened.Quantity) || !IsFinite(happened.Value))
            return RejectCodes.NumberNotFinite;
        if (happened.Price < 0)
            return RejectCodes.PriceNegative;
        return happened.Quantity <= 0 ? RejectCodes.QuantityNotPositive : null;
    }

    /// <summary>Adds an event to a batch that is not full, with its ids as indexes.</summary>
    public static void Add(EventBatch batch, NewEvent happened, LogIds ids)
    {
        var user = ids.Users.Add(happened.UserId);
        var item = string.IsNullOrEmpty(happened.ItemId) ? -1 : ids.Items.Add(happened.ItemId);
        var row = new EventRow
        {
            Kind = happened.Kind,
            Time = happened.Time.Microseconds,
            Price = happened.Price ?? float.NaN,
            Quantity = happened.Quantity ?? float.NaN,
            EventId = Bytes(happened.EventId),
            SessionId = Bytes(happened.SessionId),
            OrderId = Bytes(happened.OrderId),
            Line = Bytes(happened.Line),
            Currency = Bytes(happened.Currency),
            Value = happened.Value ?? float.NaN,
            Variant = Bytes(happened.Variant),
            Query = Bytes(happened.Query),
            Reason = Bytes(happened.Reason),
            Channel = Bytes(happened.Channel),
            CampaignId = Bytes(happened.CampaignId),
            RequestId = Bytes(happened.RequestId),
            Position = happened.Position ?? -1,
            Model = Bytes(happened.Model),
            Placement = Bytes(happened.Placement),
            Arm = Bytes(happened.Arm),
            Propensity = happened.Propensity ?? float.NaN,
        };
        row.IsDetailed = IsDetailed(row);
        batch.Add(row, user, item);
    }

    private static bool IsDetailed(in EventRow row) =>
        !(row.EventId.IsEmpty && row.SessionId.IsEmpty && row.OrderId.IsEmpty && row.Line.IsEmpty && row.Currency.IsEmpty && float.IsNaN(row.Value)
            && row.Variant.IsEmpty && row.Query.IsEmpty && row.Reason.IsEmpty && row.Channel.IsEmpty && row.CampaignId.IsEmpty
            && row.RequestId.IsEmpty && row.Position < 0 && row.Model.IsEmpty && row.Placement.IsEmpty && row.Arm.IsEmpty && float.IsNaN(row.Propensity));

    private static ReadOnlySpan<byte> Bytes(string? text) => text is null ? [] : Encoding.UTF8.GetBytes(text);

    private static bool IsTooLong(string? id) => id is not null && Encoding.UTF8.GetByteCount(id) > ImportScope.IdLimit;

    private static bool IsFinite(float? value) => value is null || float.IsFinite(value.Value);
}
