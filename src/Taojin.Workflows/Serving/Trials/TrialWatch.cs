using System.Collections.Concurrent;
using Taojin.Mining.Evaluation.Online;

namespace Taojin.Workflows.Serving.Trials;

/// <summary>What each version did since it answers in this process. Safe for several threads; noting costs a few counters.</summary>
internal sealed class TrialWatch
{
    private readonly ConcurrentDictionary<string, Counts> _versions = new(StringComparer.Ordinal);

    /// <summary>Notes an answer.</summary>
    /// <param name="version">Who gave it.</param>
    /// <param name="seconds">How long it took.</param>
    /// <param name="fault">What is wrong with it.</param>
    public void Note(string version, double seconds, AnswerFault fault)
    {
        var counts = _versions.GetOrAdd(version, _ => new());
        counts.Durations.Add(seconds);
        Interlocked.Increment(ref counts.Answers);
        if (fault == AnswerFault.Error)
            Interlocked.Increment(ref counts.Errors);
        else if (fault == AnswerFault.NotANumber)
            Interlocked.Increment(ref counts.NotNumbers);
        else if (fault == AnswerFault.Empty)
            Interlocked.Increment(ref counts.Empty);
    }

    /// <summary>What a version did; null when it never answered here.</summary>
    public TrialArm? Of(string version) => _versions.TryGetValue(version, out var counts)
        ? new() { Answers = counts.Answers, Errors = counts.Errors, NotNumbers = counts.NotNumbers, Empty = counts.Empty, Durations = counts.Durations }
        : null;

    /// <summary>Forgets a version whose trial begins: what it did in an earlier one does not count.</summary>
    public void Forget(string version) => _versions.TryRemove(version, out _);

    private sealed class Counts
    {
        public long Answers, Errors, NotNumbers, Empty;

        public DurationCounts Durations { get; } = new();
    }
}

/// <summary>What may be wrong with an answer.</summary>
internal enum AnswerFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There was none.</summary>
    Error,

    /// <summary>A score or probability is no number.</summary>
    NotANumber,

    /// <summary>The version had nothing to say.</summary>
    Empty,
}
