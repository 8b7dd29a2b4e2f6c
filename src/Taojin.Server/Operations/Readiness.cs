namespace Taojin.Server.Operations;

/// <summary>Whether the server should be asked. Honest: what it cannot do it says.</summary>
/// <param name="freeBytes">Room on the workspace's disk, in bytes.</param>
/// <param name="storeFault">Code of what keeps the shop's PostgreSQL from answering; null when it answers, or there is none.</param>
/// <param name="feeds">What comes by itself.</param>
internal sealed class Readiness(Func<long> freeBytes, Func<string?> storeFault, WaitingFeeds feeds)
{
    /// <summary>Below this the database and the journal refuse writes; reading goes on.</summary>
    public const long LeastFreeBytes = 96L << 20;

    /// <summary>Whether the server ends and takes nothing new.</summary>
    public bool IsDraining { get; set; }

    /// <summary>Code of what keeps the store from answering; null when it answers.</summary>
    public string? StoreFault => storeFault();

    /// <summary>ready, degraded (answers, but something is refused or does not come) or draining, and why. Names nothing of the shop.</summary>
    public (string Status, IReadOnlyList<string> Reasons) Now()
    {
        if (IsDraining)
            return ("draining", ["The server ends; ask another one."]);
        string[] reasons = [.. Missing()];
        return (reasons.Length == 0 ? "ready" : "degraded", reasons);
    }

    private IEnumerable<string> Missing()
    {
        if (freeBytes() < LeastFreeBytes)
            yield return $"The disk has less than {LeastFreeBytes >> 20} MiB left: lists and predictions go on, events may be refused.";
        if (StoreFault is { } fault)
            yield return $"The store does not answer ({fault}): lists and predictions go on, events are refused until it is back.";
        foreach (var code in feeds.Codes)
            yield return $"A feed waits ({code}): it is tried again and goes on where it stood. The server's log says which.";
    }
}
