using System.Globalization;
using Taojin.Data;

namespace Taojin.Mining.Learning;

/// <summary>Whether the data can carry a model, and what is missing if not.</summary>
/// <param name="Algorithm">The model.</param>
/// <param name="Missing">What there is too little of; empty when it is ready.</param>
public sealed record ReadinessRow(AlgorithmCard Algorithm, IReadOnlyList<MissingNeed> Missing)
{
    /// <summary>Whether it is worth fitting.</summary>
    public bool IsReady => Missing.Count == 0;

    /// <summary>All that it needs beside what the data hold, in the order of its card.</summary>
    public IReadOnlyList<NeedLevel> Needs { get; init; } = [];
}

/// <summary>What the data hold of something that a model needs.</summary>
/// <param name="What">Such as <c>purchases</c>.</param>
/// <param name="WhatZh">In Chinese.</param>
/// <param name="Found">So many there are.</param>
/// <param name="Needed">So many are worth a fit.</param>
public sealed record NeedLevel(string What, string WhatZh, long Found, long Needed)
{
    /// <summary>Whether there are enough.</summary>
    public bool IsMet => Found >= Needed;
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
        [.. algorithms.Cards.Where(card => card.Needs.Count > 0).Select(card => Row(card, [.. card.Needs.Select(need => new NeedLevel(need.What, need.WhatZh, need.Found(quality), need.Needed))]))];

    private static ReadinessRow Row(AlgorithmCard card, IReadOnlyList<NeedLevel> needs) => new(card, [.. needs.Where(need => !need.IsMet).Select(Missing)]) { Needs = needs };

    private static MissingNeed Missing(NeedLevel need) => new(
        string.Create(CultureInfo.InvariantCulture, $"too few {need.What} ({need.Found:N0}; needs about {need.Needed:N0})"),
        string.Create(CultureInfo.InvariantCulture, $"{need.WhatZh}太少（{need.Found:N0}，约需 {need.Needed:N0}）"));
}
