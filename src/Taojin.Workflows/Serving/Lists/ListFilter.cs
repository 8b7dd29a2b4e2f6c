using Taojin.Data;
using Taojin.Mining.Recommendation.Lists;
using Taojin.Mining.Recommendation.Rules;

namespace Taojin.Workflows.Serving.Lists;

/// <summary>Says whether an item may be shown to an asker, and if not, what forbids it.</summary>
internal sealed class ListFilter(Placement placement, Catalogue items, ItemFacts facts, ListAsker asker)
{
    private readonly IReadOnlyList<(Rule Rule, bool[]? Mask)> _rules = [.. placement.Filters.Select(rule => (rule, rule.IsOfItemAlone ? facts.MaskOf(rule) : null))];
    private readonly HashSet<string> _excluded = [.. asker.Request.ExcludedItems];

    /// <summary>What forbids an item, in words of the shop's settings; null when it may be shown.</summary>
    public string? Forbids(int item, string itemId)
    {
        if (_excluded.Contains(itemId))
            return "excluded by the request";
        if (item < 0)
            return _rules.Count + asker.Request.Only.Count > 0 ? "not in the catalogue" : null;
        if (item < items.Hidden.Length && items.Hidden[item])
            return "hidden by the shop";
        foreach (var (rule, mask) in _rules)
            if (!(mask is not null ? mask[item] : rule.Holds(facts.Of(item, asker))))
                return $"filter: {rule.Text}";
        foreach (var rule in asker.Request.Only)
            if (!rule.Holds(facts.Of(item, asker)))
                return $"asked: {rule.Text}";
        return null;
    }
}
