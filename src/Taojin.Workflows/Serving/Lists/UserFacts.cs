using System.Collections.Concurrent;
using Taojin.Mining.Recommendation.Rules;

namespace Taojin.Workflows.Serving.Lists;

/// <summary>What the shop says of its users, as rules ask of it. Kept as written, read when asked: most users are never asked of.</summary>
internal sealed class UserFacts(IEnumerable<KeyValuePair<string, string>> attributes)
{
    private static readonly Dictionary<string, RuleValue> Nothing = [];
    private readonly ConcurrentDictionary<string, string> _attributes = new(attributes, StringComparer.Ordinal);

    /// <summary>The attributes of a user; none of an unknown one.</summary>
    public Dictionary<string, RuleValue> this[string userId] => _attributes.TryGetValue(userId, out var json) ? RuleAttributes.Of(json) : Nothing;

    /// <summary>Calls users by new names.</summary>
    /// <param name="renewed">The new name; null for who keeps theirs.</param>
    public void Rename(Func<string, string?> renewed)
    {
        foreach (var (userId, json) in _attributes.ToArray())
        {
            if (renewed(userId) is not { } name)
                continue;
            _attributes[name] = json;
            _attributes.TryRemove(userId, out _);
        }
    }

    /// <summary>Takes what the shop says now; null is nothing.</summary>
    public void Change(string userId, string? json)
    {
        if (json is null)
            _attributes.TryRemove(userId, out _);
        else
            _attributes[userId] = json;
    }
}
