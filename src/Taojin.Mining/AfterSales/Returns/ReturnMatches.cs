using Taojin.Data;

namespace Taojin.Mining.AfterSales.Returns;

/// <summary>Which purchase each return belongs to.</summary>
/// <remarks>
/// A return takes from the same user's earlier purchases of the same item, with units left: first from one of exactly as many units, the
/// newest of these, or else from the newest. A return without such a purchase (bought before the log begins) belongs to none.
/// </remarks>
public sealed class ReturnMatches
{
    private ReturnMatches(int[] purchaseOf, Instant[] returnedAt) => (PurchaseOf, ReturnedAt) = (purchaseOf, returnedAt);

    /// <summary>Of each return its purchase, by place in the log; -1 of a return without one, and of other events. Shape [events].</summary>
    public IReadOnlyList<int> PurchaseOf { get; }

    /// <summary>Of each purchase when units of it first came back; <see cref="Instant.Latest"/> when none did. Shape [events].</summary>
    public IReadOnlyList<Instant> ReturnedAt { get; }

    /// <summary>Matches all returns of a log. One pass; a return looks at its user's open purchases of the item.</summary>
    public static ReturnMatches Of(ShopLog log)
    {
        var (purchaseOf, returnedAt) = (new int[log.Count], new Instant[log.Count]);
        Array.Fill(purchaseOf, -1);
        Array.Fill(returnedAt, Instant.Latest);
        var open = new Dictionary<(int User, int Item), List<(int Place, float Units)>>();
        for (var place = 0; place < log.Count; place++)
        {
            var happened = log[place];
            var key = (happened.User, happened.Item);
            if (happened.Kind == EventKind.Purchase && happened.Item >= 0)
            {
                if (!open.TryGetValue(key, out var lines))
                    open[key] = lines = [];
                lines.Add((place, happened.Quantity));
            }
            else if (happened.Kind == EventKind.Return && open.TryGetValue(key, out var lines) && lines.Count > 0)
            {
                purchaseOf[place] = Take(lines, happened.Quantity);
                if (returnedAt[purchaseOf[place]] == Instant.Latest)
                    returnedAt[purchaseOf[place]] = happened.Time;
            }
        }
        return new(purchaseOf, returnedAt);
    }

    private static int Take(List<(int Place, float Units)> lines, float units)
    {
        var index = lines.FindLastIndex(line => line.Units == units);
        index = index < 0 ? lines.Count - 1 : index;
        var (place, left) = lines[index];
        if (left > units)
            lines[index] = (place, left - units);
        else
            lines.RemoveAt(index);
        return place;
    }
}
