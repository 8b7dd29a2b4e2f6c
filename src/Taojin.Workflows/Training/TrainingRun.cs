using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Features;
using Taojin.Mining.Recommendation;

namespace Taojin.Workflows.Training;

/// <summary>What came of training all ready models of one task on one split.</summary>
public sealed record TrainingRun
{
    /// <summary>Name of the task, such as <c>purchase</c>.</summary>
    public required string Task { get; init; }

    /// <summary>How it was judged, in English.</summary>
    public required string Split { get; init; }

    /// <summary>How it was judged, in Chinese.</summary>
    public required string SplitZh { get; init; }

    /// <summary>Whether rows were split at random as papers do, which flatters.</summary>
    public bool IsPaperProtocol { get; init; }

    /// <summary>Last event of the log.</summary>
    public Instant DataUntil { get; init; }

    /// <summary>Seed of the run.</summary>
    public ulong Seed { get; init; }

    /// <summary>Hours that labels look ahead.</summary>
    public double HorizonHours { get; init; }

    /// <summary>Rows or users that models were judged on.</summary>
    public long TestCases { get; init; }

    /// <summary>Of the rows, those that came true; of the users, those without a history, who were not judged.</summary>
    public long TestPositives { get; init; }

    /// <summary>Rows that were learned from, after down-sampling.</summary>
    public long TrainRows { get; init; }

    /// <summary>The models, the best on validation first.</summary>
    public IReadOnlyList<ModelRow> Models { get; init; } = [];

    /// <summary>What each kind of behaviour counts, and what that follows from; empty for other tasks.</summary>
    public IReadOnlyList<BehaviourEvidence> Weights { get; init; } = [];

    /// <summary>Models that the data cannot carry, and why.</summary>
    public IReadOnlyList<SkippedModel> Skipped { get; init; } = [];

    /// <summary>How the columns that matter most move the best model; empty when it ranks none.</summary>
    public IReadOnlyList<ColumnDependence> Dependences { get; init; } = [];

    /// <summary>What was found on the way, such as columns that were left out.</summary>
    public IReadOnlyList<RunNote> Notes { get; init; } = [];

    /// <summary>What nobody can beat, where the truth is known (the built-in shop).</summary>
    public ReferenceRow? BestPossible { get; init; }

    /// <summary>Moments and values that explain the best model; empty when it cannot be explained.</summary>
    public IReadOnlyList<ColumnImportance> Importance { get; init; } = [];

    /// <summary>The model chosen on validation, or null when nothing could be trained.</summary>
    public ModelRow? Chosen => Models.Count > 0 ? Models[0] : null;
}

/// <summary>One trained model.</summary>
public sealed record ModelRow
{
    /// <summary>Name of the algorithm.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Name before people, in English.</summary>
    public required string Title { get; init; }

    /// <summary>Name before people, in Chinese.</summary>
    public required string TitleZh { get; init; }

    /// <summary>Where it is stored, such as <c>purchase/logistic/000001</c>.</summary>
    public string? Version { get; init; }

    /// <summary>Whether others must beat it.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>What it reached on validation, by which the best is chosen; NaN without validation.</summary>
    public double Validation { get; init; } = double.NaN;

    /// <summary>What it reached on the test cut, the main metric first.</summary>
    public required IReadOnlyList<MetricValue> Metrics { get; init; }

    /// <summary>What it reached for parts of the users and items, by how much is known of them; empty for models of purchases.</summary>
    public IReadOnlyList<SegmentScore> Segments { get; init; } = [];

    /// <summary>How much better it is on the main metric than the version that answered while it was trained, on the same test, with a paired interval; null when that version had seen the test, or none answered.</summary>
    public MetricValue? AgainstPresent { get; init; }

    /// <summary>What it costs.</summary>
    public required CostMeasure Cost { get; init; }

    /// <summary>Whether it may be published without a reason.</summary>
    public required GateVerdict Gate { get; init; }

    /// <summary>Which classes it takes for which on the test; null for models of anything else.</summary>
    public Confusion? Confusion { get; init; }

    /// <summary>Its pictures; null for recommenders.</summary>
    public ProbabilityCurves? Curves { get; init; }

    /// <summary>A metric by its name.</summary>
    public MetricValue? Metric(string name) => Metrics.FirstOrDefault(metric => metric.Name == name);
}

/// <summary>Something that was found while training, in both languages.</summary>
public sealed record RunNote(string Text, string TextZh);

/// <summary>A model that was not trained.</summary>
public sealed record SkippedModel(string Algorithm, string Title, string TitleZh, string Why, string WhyZh);

/// <summary>What a known truth reaches on the same test.</summary>
public sealed record ReferenceRow(string Title, string TitleZh, double Value);

/// <summary>How much a column matters to the best model.</summary>
/// <param name="Column">What the column is.</param>
/// <param name="Share">Its share of the importance, 0 to 1.</param>
public sealed record ColumnImportance(FeatureColumn Column, double Share);

/// <summary>What to train and how.</summary>
public sealed record TrainRequest
{
    /// <summary>Names of algorithms; all of the task when null.</summary>
    public IReadOnlyList<string>? Algorithms { get; init; }

    /// <summary>Seed of the run.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>At most so many threads.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>How long each fit may take; as long as it needs when null. What it cuts short is marked on the card.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>How far labels look ahead; chosen by the log's span when null.</summary>
    public TimeSpan? Horizon { get; init; }

    /// <summary>Options of algorithms by name, where they are not the defaults.</summary>
    public IReadOnlyDictionary<string, object> Options { get; init; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>A sentence encoder for models of texts; that of the shop's settings when null.</summary>
    public Mining.Text.Sentences.SentenceEncoder? Encoder { get; init; }

    /// <summary>Searches that found the options, by algorithm: they go onto the cards.</summary>
    public IReadOnlyDictionary<string, System.Text.Json.Nodes.JsonNode> Searches { get; init; } = new Dictionary<string, System.Text.Json.Nodes.JsonNode>(StringComparer.Ordinal);

    /// <summary>What kinds of behaviour count, where it is neither learned nor set for the shop.</summary>
    public GivenWeights Weights { get; init; } = new();

    /// <summary>A table to learn from in place of the log; for tasks that learn from one.</summary>
    public TableInput? Table { get; init; }

    /// <summary>The cuts, where they are given and not chosen.</summary>
    public PurchaseSplit? Split { get; init; }

    /// <summary>The rows of one cut at random, four fifths to learn from: what papers do. It flatters, and is named in the result.</summary>
    public bool IsPaperProtocol { get; init; }

    /// <summary>The known truth of a row, by user id, item id and moment; null for real shops.</summary>
    public Func<string, string, Instant, double>? Truth { get; init; }

    /// <summary>Is told of each step.</summary>
    public IProgress<Mining.Learning.FitProgress>? Progress { get; init; }
}
