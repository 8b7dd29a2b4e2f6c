using Taojin.Storage;
using Taojin.Workflows;
using Taojin.Workflows.Serving;
using Taojin.Workflows.Training;

namespace Taojin.Cli.Demo;

/// <summary>What each stage of the demo gave.</summary>
internal sealed record DemoResult
{
    public required string Workspace { get; init; }

    public required IReadOnlyList<DemoStage> Stages { get; init; }

    public required IReadOnlyList<ImportReceipt> Imports { get; init; }

    public required PreparedSummary Prepared { get; init; }

    public IReadOnlyList<TrainingRun> Runs { get; init; } = [];

    public IReadOnlyList<DemoAlias> Published { get; init; } = [];

    /// <summary>Answers for one user before and after a few events of feedback; null when nothing could be published.</summary>
    public DemoLoop? Loop { get; init; }

    public string? Report { get; init; }

    public required double Seconds { get; init; }
}

/// <summary>A stage with its time.</summary>
internal sealed record DemoStage(string Name, string Figures, double Seconds);

/// <summary>Which version answers under an alias, and why.</summary>
internal sealed record DemoAlias(string Alias, string Version, string Why);

/// <summary>The closed loop, seen on one user.</summary>
internal sealed record DemoLoop(
    string UserId, RecommendationList? Before, PredictionList? PredictedBefore, IReadOnlyList<string> Feedback, RecommendationList? After, PredictionList? PredictedAfter);
