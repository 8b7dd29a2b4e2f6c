using Taojin.Data;
using Taojin.Mining.Recommendation.Lists;

namespace Taojin.Workflows.Serving.Lists;

/// <summary>Puts pinned items at their places, those that may be shown.</summary>
internal sealed class ListPins(Placement placement, Catalogue items, ListFilter filter)
{
    /// <summary>Why a pinned item that no model retrieved is in the list.</summary>
    public static AnswerReason Reason { get; } = new("because the shop put it here", "由店铺指定", 0);

    /// <summary>Moves or adds the pinned items; the list does not grow beyond its places.</summary>
    public void Place(List<Candidate> chosen, int wanted)
    {
        foreach (var pin in placement.Pins.OrderBy(pin => pin.Position).Where(pin => pin.Position <= wanted))
        {
            var item = items.Ids.IndexOf(pin.ItemId);
            if (item < 0 || filter.Forbids(item, pin.ItemId) is not null)
                continue;
            var pinned = chosen.Find(each => each.ItemId == pin.ItemId) ?? new() { ItemId = pin.ItemId, Item = item, By = [] };
            chosen.Remove(pinned);
            pinned.PlacedBy = "pin";
            pinned.Propensity = 1;
            chosen.Insert(Math.Min(pin.Position - 1, chosen.Count), pinned);
        }
        if (chosen.Count > wanted)
            chosen.RemoveRange(wanted, chosen.Count - wanted);
    }
}
