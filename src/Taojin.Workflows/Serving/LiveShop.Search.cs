using Taojin.Mining.Recommendation.Rules;
using Taojin.Workflows.Serving.Lists;

namespace Taojin.Workflows.Serving;

/// <content>Search over titles.</content>
public sealed partial class LiveShop
{
    private ItemSearch _search;

    /// <summary>Whether the log or the catalogue holds an item.</summary>
    public bool Knows(string itemId) => _gate.Read(() => _items.Ids.IndexOf(itemId) >= 0);

    /// <summary>Items by their titles and brands, in any language, the best first; hidden ones are left out.</summary>
    /// <param name="query">Words.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="only">Conditions that each must fulfil; null for none.</param>
    public IReadOnlyList<FoundItem> Search(string query, int count, IReadOnlyList<Rule>? only = null)
    {
        _search.Build(_gate);
        var asker = new ListAsker(new("", count), -1, Now(), "");
        bool IsWanted(int item) => !(item < _items.Hidden.Length && _items.Hidden[item]) && (only ?? []).All(rule => rule.Holds(_state.Facts.Of(item, asker)));
        return _gate.Read<IReadOnlyList<FoundItem>>(() => [.. _search.Find(query, count, IsWanted).Select(found => new FoundItem(_items.Ids.IdAt(found.Item), _items.NameOf(found.Item), found.Score))]);
    }
}

/// <summary>An item that was found.</summary>
/// <param name="ItemId">Its id.</param>
/// <param name="Title">What to call it.</param>
/// <param name="Score">How well it fits; comparable within one answer only.</param>
public sealed record FoundItem(string ItemId, string Title, double Score);
