using Taojin.Data;

namespace Taojin.Mining.Learning;

/// <summary>Whether the data can carry a model, and what is missing if not.</summary>
/// <param name="Algorithm">The model.</param>
/// <param name="Missing">What there is too little of; empty when it is ready.</param>
public sealed record ReadinessRow(AlgorithmCard Algorithm, IReadOnlyList<MissingNeed> Missing)
{
    /// <summary>Whether it is worth fitting.</summary>
    public bool IsReady => Missing.Count == 0;
}

/// <summary>Something there is too little of.</summary>
/// <param name="Text">In English, with both numbers.</param>
/// <param name="TextZh">In Chinese, with both numbers.</param>
public sealed record MissingNeed(string Text, string TextZh);

/// <summary>Compares what models need with what the data holds.</summary>
public static class Readiness
{
    /// <summary>One row an algorithm that learns from the log, in the order of their names; those that need nothing of it learn from tables of their own, such as reviews.</summary>
    public static IReadOnlyList<ReadinessRow> Of(DataQuality quality, Algorithms algorithms) =>
        [.. algorithms.Cards.Where(card => card.Needs.Count > 0).Select(card => new ReadinessRow(card, [.. card.Needs.Where(need => need.Found(quality) < need.Needed).Select(need => Missing(need, need.Found(quality)))]))];

    private static MissingNeed Missing(DataNeed need, long found) => new(
        $"too few {need.What} ({found}; needs about {need.Needed})",
        $"{need.WhatZh}太少（{found}，约需 {need.Needed}）");
}
