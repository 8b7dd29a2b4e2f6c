using System.Text.Json.Nodes;
using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Evaluation.Drift;
using Taojin.Mining.Recommendation;

namespace Taojin.Storage.Models;

/// <summary>What there is to know of a trained model. It is written last: a version without a card does not exist.</summary>
public sealed record ModelCard
{
    /// <summary>The format that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format of the version's files.</summary>
    public int FormatVersion { get; init; } = CurrentFormat;

    /// <summary>What it is for: <c>recommend</c> or <c>purchase</c>.</summary>
    public required string Task { get; init; }

    /// <summary>Name of the algorithm, which is also the name of the model.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The options it was fitted with.</summary>
    public JsonNode? Options { get; init; }

    /// <summary>The search that found the options: its space, budget, trials and best; null where they were given.</summary>
    public JsonNode? Search { get; init; }

    /// <summary>The seed of the run.</summary>
    public ulong Seed { get; init; }

    /// <summary>When it was written.</summary>
    public Instant WrittenAt { get; init; }

    /// <summary>What it was fitted on: number of events, first and last.</summary>
    public required string Data { get; init; }

    /// <summary>The last event it has seen.</summary>
    public Instant DataUntil { get; init; }

    /// <summary>How it was judged, in words.</summary>
    public required string Split { get; init; }

    /// <summary>Hours that its probabilities look ahead; null for other models.</summary>
    public double? HorizonHours { get; init; }

    /// <summary>What was measured, the main metric first.</summary>
    public IReadOnlyList<MetricValue> Metrics { get; init; } = [];

    /// <summary>What it costs.</summary>
    public CostMeasure? Cost { get; init; }

    /// <summary>Whether it beats the baselines that were fitted beside it.</summary>
    public GateVerdict? Gate { get; init; }

    /// <summary>Whether it is itself a baseline.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>What each kind of behaviour counted in the data of a recommender; null for other models.</summary>
    public BehaviourWeights? Weights { get; init; }

    /// <summary>What its data and scores were like; null for models whose drift is not followed.</summary>
    public TrainingReference? Reference { get; init; }

    /// <summary>What was minimised, step by step, while it was fitted to be judged; null for models that are not fitted in steps, and of older programs.</summary>
    public IReadOnlyList<LearningPoint>? Learning { get; init; }

    /// <summary>Named numbers of the model.</summary>
    public JsonObject? Settings { get; init; }

    /// <summary>The files beside this one, with their checksums.</summary>
    public IReadOnlyList<ModelPart> Parts { get; init; } = [];
}

/// <summary>One file of a version.</summary>
/// <param name="File">Its name.</param>
/// <param name="Type">Element type of an array, or <c>text</c>, <c>bytes</c>, <c>ids</c>.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its checksum in hexadecimal.</param>
public sealed record ModelPart(string File, string Type, long Bytes, string Sha256);

/// <summary>A version of a model: <c>task/algorithm/number</c>.</summary>
/// <param name="Task">What it is for.</param>
/// <param name="Name">Its algorithm.</param>
/// <param name="Number">Counts up from 1.</param>
public sealed record ModelVersion(string Task, string Name, int Number)
{
    /// <summary>The version as it is written in answers, such as <c>recommend/implicit-als/000003</c>.</summary>
    public override string ToString() => $"{Task}/{Name}/{Number:D6}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="TaojinException">It is no version.</exception>
    public static ModelVersion Parse(string text) =>
        text.Split('/') is [var task, var name, var number] && int.TryParse(number, out var count) && ModelNames.IsName(task) && ModelNames.IsName(name)
            ? new(task, name, count)
            : throw new TaojinException("model.version-unreadable", $"'{text}' is no version of a model.", "Name it as in the list: ./taojin models");
}
