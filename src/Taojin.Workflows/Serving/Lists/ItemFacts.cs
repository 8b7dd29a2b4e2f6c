using System.Collections.Concurrent;
using Taojin.Data;
using Taojin.Mining.Recommendation.Rules;

namespace Taojin.Workflows.Serving.Lists;

/// <summary>What rules may know of the shop's items; attributes are parsed once.</summary>
internal sealed class ItemFacts(Catalogue items, UserFacts users)
{
    private readonly ConcurrentDictionary<int, Dictionary<string, RuleValue>> _attributes = new();
    private readonly ConcurrentDictionary<string, bool[]> _masks = new(StringComparer.Ordinal);

    /// <summary>Whether a rule that asks of items alone holds, by item; computed once for the catalogue as it is.</summary>
    public bool[] MaskOf(Rule rule)
    {
        if (!_masks.TryGetValue(rule.Text, out var mask) || mask.Length < items.Count)
            _masks[rule.Text] = mask = [.. Enumerable.Range(0, items.Count).Select(item => rule.Holds(new OfOne(this, item, null)))];
        return mask;
    }

    /// <summary>Forgets what was computed: the catalogue changed.</summary>
    public void Forget()
    {
        _attributes.Clear();
        _masks.Clear();
    }

    /// <summary>What is known of one item for one asker.</summary>
    public IRuleFacts Of(int item, ListAsker asker) => new OfOne(this, item, asker);

    private RuleValue Read(int item, RuleField field, Instant? now) => item < 0 ? RuleValue.Unknown : field.Name switch
    {
        "id" => RuleValue.Of(items.Ids.IdAt(item)),
        "title" => RuleValue.Of(At(items.Title, item)),
        "brand" => RuleValue.Of(At(items.Brand, item)),
        "category" => Levels(items.CategoryOf(item)),
        "price" => RuleValue.Of(items.PriceOf(item)),
        "cost" => RuleValue.Of(items.CostOf(item)),
        "stock" => RuleValue.Of(items.StockOf(item)),
        "age_days" => now is { } moment && items.AvailableFromOf(item) is { } from ? RuleValue.Of((moment - from).TotalDays) : RuleValue.Unknown,
        _ => AttributesOf(item).GetValueOrDefault(field.Attribute ?? "", RuleValue.Unknown),
    };

    private RuleValue Levels(int category) => category < 0 ? RuleValue.Unknown : RuleValue.Of(items.Categories.IdAt(category).Split(" > "));

    private Dictionary<string, RuleValue> AttributesOf(int item)
    {
        if (_attributes.TryGetValue(item, out var known))
            return known;
        return _attributes[item] = RuleAttributes.Of(At(items.Attributes, item));
    }

    private RuleValue OfUser(string? userId, string attribute) => userId is null ? RuleValue.Unknown : users[userId].GetValueOrDefault(attribute, RuleValue.Unknown);

    private static string? At(string?[] texts, int item) => item < texts.Length ? texts[item] : null;

    private sealed class OfOne(ItemFacts facts, int item, ListAsker? asker) : IRuleFacts
    {
        public RuleValue this[RuleField field] => field.Subject switch
        {
            RuleSubject.Item => facts.Read(item, field, asker?.Now),
            RuleSubject.User when field.Name == "id" => RuleValue.Of(asker?.Request.UserId),
            RuleSubject.User => facts.OfUser(asker?.Request.UserId, field.Attribute ?? ""),
            RuleSubject.Context => asker?.Request.Context.TryGetValue(field.Name, out var value) == true ? RuleValue.Of(value) : RuleValue.Unknown,
            _ => RuleValue.Unknown,
        };
    }
}
