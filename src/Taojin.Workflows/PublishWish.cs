using Taojin.Data;

namespace Taojin.Workflows;

/// <summary>What shall answer.</summary>
/// <param name="What">A version such as <c>recommend/item-knn/000002</c>, or a task: its best model; null: the best of every task.</param>
public sealed record PublishWish(string? What = null)
{
    /// <summary>The alias that a version answers under; null: TASK@live.</summary>
    public string? Alias { get; init; }

    /// <summary>Why, where the version does not beat its baselines or was taken back before.</summary>
    public string? Reason { get; init; }

    /// <summary>Share of the users whom it answers first, in (0, 1); everybody when null.</summary>
    public double? Canary { get; init; }

    /// <summary>After how many seconds all servers of the shop switch at one moment, at most an hour; null: each as soon as it learns of it.</summary>
    public double? WaitSeconds { get; init; }
}

/// <summary>What answers now.</summary>
/// <param name="Alias">Under which alias.</param>
/// <param name="Version">Which version.</param>
/// <param name="Why">Why it may, in English.</param>
/// <param name="WhyZh">Why it may, in Chinese.</param>
public sealed record PublishedVersion(string Alias, string Version, string Why, string WhyZh)
{
    /// <summary>Share of the users whom it answers, while it is tried out; null: everybody.</summary>
    public double? CanaryShare { get; init; }

    /// <summary>From when it answers; null: from now.</summary>
    public Instant? From { get; init; }
}
