using System.Text.Json.Nodes;
using Taojin.Mining.Learning.Search;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Tuning;

/// <summary>What to search and how far.</summary>
/// <param name="Task">The task.</param>
/// <param name="Algorithm">The algorithm whose options are searched.</param>
public sealed record TuneRequest(string Task, string Algorithm)
{
    /// <summary>How trials are proposed and halved.</summary>
    public SearchOptions Search { get; init; } = new();

    /// <summary>Names of the options to search; all when empty.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>How long all trials together may take, those of runs before among them; null for as long as they need.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>A trial with which the process needs more memory than this, in bytes, is not chosen; null for any.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Where trials are judged in place of this process, such as on the nodes of a cluster; null for here.</summary>
    public ITrialPlaces? Places { get; init; }

    /// <summary>Is told of each trial.</summary>
    public Action<TrialLine>? Progress { get; init; }
}

/// <summary>What came of a search.</summary>
/// <param name="Task">The task.</param>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Metric">What was judged by, on validation.</param>
/// <param name="Default">What the defaults reach.</param>
/// <param name="Best">The best trial on all rows.</param>
/// <param name="Trials">Every trial.</param>
/// <param name="NewTrials">Of them, those of this run.</param>
/// <param name="SpentSeconds">Seconds of all trials.</param>
/// <param name="EndedByBudget">Whether the budget ended it.</param>
/// <param name="Log">Where the trials stand.</param>
/// <param name="Run">The training with the best options, judged on the test.</param>
public sealed record TuneResult(
    string Task, string Algorithm, string Metric, double Default, TrialLine Best, IReadOnlyList<TrialLine> Trials, int NewTrials, double SpentSeconds, bool EndedByBudget, string Log, TrainingRun? Run)
{
    /// <summary>What goes onto the card of the model.</summary>
    internal JsonNode Card(TuneRequest request) => System.Text.Json.JsonSerializer.SerializeToNode(
        new
        {
            request.Search.Method, Metric, Budget = request.Budget?.TotalSeconds, request.MemoryBytes, Trials = Trials.Select(line => line.Trial).Distinct().Count(), Judged = Trials.Count,
            SpentSeconds, EndedByBudget, Default, Best.Trial, Best.Value, Best.Options,
        },
        Storage.Snake.Json)!;
}
