using Taojin.Data;
using Taojin.Workflows.Serving;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Reports;

/// <summary>All that the report says, as data: the JSON twin of the page.</summary>
public sealed record MiningReport
{
    /// <summary>Name of the shop.</summary>
    public required string Shop { get; init; }

    /// <summary>Last event.</summary>
    public required Instant DataUntil { get; init; }

    /// <summary>When the report was made.</summary>
    public required Instant MadeAt { get; init; }

    /// <summary>What the log holds and what it can carry.</summary>
    public required PreparedSummary Prepared { get; init; }

    /// <summary>The last training of each task.</summary>
    public required IReadOnlyList<TrainingRun> Runs { get; init; }

    /// <summary>Some users with what they would be shown, and why.</summary>
    public IReadOnlyList<RecommendationList> Examples { get; init; } = [];

    /// <summary>The same users' purchase probabilities, and why.</summary>
    public IReadOnlyList<PredictionList> Predictions { get; init; } = [];
}
