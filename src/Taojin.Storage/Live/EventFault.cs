using System.Text;
using Taojin.Data;
using Taojin.Storage.Import;

namespace Taojin.Storage.Live;

/// <summary>What makes a live event unusable.</summary>
internal static class EventFault
{
    /// <summary>A code of <see cref="RejectCodes"/>, or null for a sound event.</summary>
    public static string? Of(NewEvent happened, (long Earliest, long Latest) plausible)
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

    private static bool IsTooLong(string? id) => id?.Length > ImportScope.IdLimit / 3 && Encoding.UTF8.GetByteCount(id) > ImportScope.IdLimit;

    private static bool IsFinite(float? value) => value is null || float.IsFinite(value.Value);
}
