using System.Text.Json.Serialization;
using Taojin.Data;
using Taojin.Mining.Evaluation.Online;

namespace Taojin.Storage.Models;

/// <summary>A version under an alias: since when, for whom, and how it ended. The list of them is the registry's memory.</summary>
public sealed record Publication
{
    /// <summary>The version, such as <c>recommend/item-knn/000002</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Since when it answers as it does.</summary>
    public Instant Time { get; init; }

    /// <summary>From when servers let it answer, all at the same moment; null: each as soon as it learns of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? From { get; init; }

    /// <summary>Why, where somebody said so.</summary>
    public string? Reason { get; init; }

    /// <summary>Share of the users whom a canary answers, in (0, 1); null: it answers, or answered, everybody.</summary>
    public double? Share { get; init; }

    /// <summary>When it began as a canary; null when it answered everybody from the start.</summary>
    public Instant? TriedSince { get; init; }

    /// <summary>How it was taken back; null while it was not.</summary>
    public Withdrawal? Ended { get; init; }

    /// <summary>Whether it is tried out now.</summary>
    [JsonIgnore]
    public bool IsCanary => Ended is null && Share is not null;

    /// <summary>Whether it answers everybody, or comes back when those after it are taken back.</summary>
    [JsonIgnore]
    public bool IsFull => Ended is null && Share is null;

    /// <summary>The version by its parts.</summary>
    /// <exception cref="TaojinException">It is no version.</exception>
    public ModelVersion Named() => ModelVersion.Parse(Version);
}

/// <summary>Why a version was taken back.</summary>
/// <param name="Time">When.</param>
/// <param name="Code"><c>person</c>, <c>replaced</c>, or what a watch found: <c>errors</c>, <c>nan</c>, <c>empty</c>, <c>slow</c>, <c>metric</c>, <c>damaged</c>.</param>
/// <param name="Text">In English.</param>
/// <param name="TextZh">In Chinese.</param>
public sealed record Withdrawal(Instant Time, string Code, string Text, string TextZh)
{
    /// <summary>Codes of what people decide: to take a version back, or to publish another while it is tried out.</summary>
    public const string Person = "person", Replaced = "replaced";

    /// <summary>The figures it rests on.</summary>
    public IReadOnlyList<TrialFigure> Figures { get; init; } = [];

    /// <summary>Whether a watch took it back.</summary>
    [JsonIgnore]
    public bool IsAutomatic => Code is not (Person or Replaced);
}
