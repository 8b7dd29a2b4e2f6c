using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Features;

namespace Taojin.Workflows.Serving;

/// <summary>A touch's part in a probability, in words: what was done with which item, and when.</summary>
/// <param name="touches">All that the user did, in order of time.</param>
/// <param name="items">The shop's items.</param>
/// <param name="now">The moment of the answer.</param>
internal sealed class TrailReason(IEnumerable<Touch> touches, Catalogue items, Instant now)
{
    private readonly Touch[] _newest = [.. touches.Where(touch => touch.Kind.IsTouch()).GroupBy(touch => touch.Item)
        .Select(each => each.Last() with { Kind = each.Max(touch => touch.Kind) }).Reverse().OrderByDescending(touch => touch.Time).Take(UserTrail.Length)];

    /// <param name="item">The item in question.</param>
    /// <param name="column">Place among the columns of the trail.</param>
    /// <param name="part">Its part in the log-odds.</param>
    public AnswerReason? Of(int item, int column, double part)
    {
        if (column < UserTrail.OwnColumns)
            return new($"{items.NameOf(item)} itself ({Signed(part)})", $"“{items.NameOf(item)}”本身（{Signed(part)}）", part);
        var place = (column - UserTrail.OwnColumns) / UserTrail.TouchColumns;
        if (place >= _newest.Length)
            return null;
        var ((did, didZh), hours) = (ListReason.Deed(_newest[place].Kind), (now - _newest[place].Time).TotalHours);
        var (ago, unit, unitZh) = hours < 48 ? (hours.ToString("0.#", CultureInfo.InvariantCulture), "h", "小时") : ((hours / 24).ToString("0", CultureInfo.InvariantCulture), "days", "天");
        var name = items.NameOf(_newest[place].Item);
        return new($"{did} {name} {ago} {unit} ago ({Signed(part)})", $"{ago} {unitZh}前{didZh}“{name}”（{Signed(part)}）", part);
    }

    private static string Signed(double part) => part.ToString("+0.00;−0.00", CultureInfo.InvariantCulture);
}
