using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Workflows.Rows;

namespace Taojin.Workflows;

/// <summary>A prepared log as data: everything but the events.</summary>
/// <param name="Quality">What the log holds.</param>
/// <param name="Cleaning">What was left out.</param>
/// <param name="Readiness">Which models it can carry.</param>
public sealed record PreparedSummary(DataQuality Quality, CleaningReport Cleaning, IReadOnlyList<ReadinessLine> Readiness)
{
    /// <summary>What each kind of behaviour says of a later purchase; empty where it was not asked for.</summary>
    public IReadOnlyList<BehaviourEvidence> Weights { get; init; } = [];

    /// <summary>Files of rows that were written; empty where none were asked for.</summary>
    public IReadOnlyList<FeatureFile> Rows { get; init; } = [];

    /// <summary>The summary of a prepared log.</summary>
    public static PreparedSummary Of(Prepared prepared) => new(prepared.Quality, prepared.Cleaning, [.. prepared.Readiness.Select(row => new ReadinessLine(
        row.Algorithm.Name, row.Algorithm.Title, row.Algorithm.TitleZh, row.IsReady,
        string.Join("; ", row.Missing.Select(need => need.Text)), string.Join("；", row.Missing.Select(need => need.TextZh))) { Task = row.Algorithm.Task.Name, Needs = row.Needs })]);
}

/// <summary>Whether a model is ready, in words.</summary>
public sealed record ReadinessLine(string Algorithm, string Title, string TitleZh, bool IsReady, string Missing, string MissingZh)
{
    /// <summary>The training task it is for.</summary>
    public string Task { get; init; } = "";

    /// <summary>What it needs beside what the data hold.</summary>
    public IReadOnlyList<NeedLevel> Needs { get; init; } = [];
}
