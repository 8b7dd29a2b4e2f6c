using Taojin.Data;
using Taojin.Server.Dashboard.Reading;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Dashboard.Pages.Recommend;

/// <summary>Why an item is or is not in a list, read from how that very list came about: placement, filters, model and basket included.</summary>
/// <param name="Title">What the item is called.</param>
/// <param name="Verdict">Why, in the reader's language.</param>
/// <param name="Reasons">What adds to its score or takes from it; empty when it has none.</param>
internal sealed record NotShown(string Title, string Verdict, IReadOnlyList<AnswerReason> Reasons)
{
    /// <summary>How far down a longer list is looked for it.</summary>
    private const int Deep = 1000;

    /// <exception cref="TaojinException">item.unknown.</exception>
    public static NotShown Of(LiveShop shop, (RecommendationList Made, ListAsked Asked) list, string itemId, Reader read)
    {
        var ((made, asked), trace) = (list, list.Made.Trace!);
        var plain = asked is { By: "user", Placement: null, Model: null } ? shop.Explain(new(asked.User, itemId, asked.Count)) : null;
        if (plain is null && !shop.Knows(itemId))
            throw new TaojinException("item.unknown", $"The log and the catalogue hold no item '{itemId}'.", "Import the item first, or ask for another.");
        NotShown Said(string verdict) => new(shop.TitleOf(itemId), verdict, plain?.Reasons ?? []);
        if (made.Items.FirstOrDefault(item => item.ItemId == itemId) is { } shown)
            return Said(read["why-not.shown", shown.Position, read.Name("placed", shown.PlacedBy ?? "value")]) with { Reasons = shown.Reasons };
        if (plain is not null)
            return Said(read.Pick(plain.Verdict, plain.VerdictZh));
        if (asked.Visit?.Any(touch => touch.ItemId == itemId) == true)
            return Said(read["why-not.given"]);
        if (trace.Scored.Index().FirstOrDefault(each => each.Item.ItemId == itemId) is { Item: { } scored, Index: var place })
            return Said(read["why-not.below", place + 1, read.Figure(scored.Value, 4), made.Items.Count, read.Figure(made.Items[^1].Score, 4)]);
        if (trace.Removed.FirstOrDefault(item => item.ItemId == itemId) is { } removed)
            return Said(read["why-not.removed", removed.Model, read.Name("removed", removed.Reason)]);
        return (asked with { Count = Deep }).Make(shop).Items.FirstOrDefault(item => item.ItemId == itemId) is { } deep
            ? Said(read["why-not.below", deep.Position, read.Figure(deep.Score, 4), made.Items.Count, read.Figure(made.Items[^1].Score, 4)]) with { Reasons = deep.Reasons }
            : Said(read["why-not.unproposed", Deep, string.Join(", ", trace.Retrievers)]);
    }
}
