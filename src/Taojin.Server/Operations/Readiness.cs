namespace Taojin.Server.Operations;

/// <summary>Whether the server should be asked. Honest: what it cannot do it says.</summary>
/// <param name="freeBytes">Room on the workspace's disk, in bytes.</param>
internal sealed class Readiness(Func<long> freeBytes)
{
    /// <summary>Below this the database and the journal refuse writes; reading goes on.</summary>
    public const long LeastFreeBytes = 96L << 20;

    /// <summary>Whether the server ends and takes nothing new.</summary>
    public bool IsDraining { get; set; }

    /// <summary>ready, degraded (answers, but writes may be refused) or draining, and why.</summary>
    public (string Status, IReadOnlyList<string> Reasons) Now() =>
        IsDraining ? ("draining", ["The server ends; ask another one."])
        : freeBytes() < LeastFreeBytes ? ("degraded", [$"The disk has less than {LeastFreeBytes >> 20} MiB left: lists and predictions go on, events may be refused."])
        : ("ready", []);
}
