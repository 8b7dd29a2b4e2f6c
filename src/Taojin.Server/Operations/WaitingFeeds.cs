using System.Collections.Concurrent;

namespace Taojin.Server.Operations;

/// <summary>What keeps feeds waiting now: the watched folder, and tables that are pulled.</summary>
internal sealed class WaitingFeeds
{
    private readonly ConcurrentDictionary<string, string> _codes = new(StringComparer.Ordinal);

    /// <summary>Codes of those that wait, each once.</summary>
    public IReadOnlyList<string> Codes => [.. _codes.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Notes how a feed stands.</summary>
    /// <param name="feed">Its name.</param>
    /// <param name="code">Why it waits; null or empty when it does not.</param>
    public void Note(string feed, string? code)
    {
        if (code is { Length: > 0 })
            _codes[feed] = code;
        else
            _codes.TryRemove(feed, out _);
    }
}
