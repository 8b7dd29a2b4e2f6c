namespace Taojin.Mining.Insights;

/// <summary>Something found in the shop's data that a person can act on: a claim, its figures, what to do, and how to see whether it helped.</summary>
/// <remarks>Tasks make findings; reports, command line and HTTP show them alike. What has no interval yet says so by NaN ends.</remarks>
public sealed record Finding
{
    /// <summary>What sort of finding it is, in kebab-case, such as <c>rising-item</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of what it is about: an item, a category, an aspect, a queue.</summary>
    public required string Subject { get; init; }

    /// <summary>One sentence with its number, in English.</summary>
    public required string Claim { get; init; }

    /// <summary>The same in Chinese.</summary>
    public required string ClaimZh { get; init; }

    /// <summary>What the claim stands on; the deciding figure first.</summary>
    public required IReadOnlyList<FindingFigure> Figures { get; init; }

    /// <summary>Words of customers that show it, word for word; empty when it stands on numbers alone.</summary>
    public IReadOnlyList<string> Quotes { get; init; } = [];

    /// <summary>What to do, in English.</summary>
    public required string Action { get; init; }

    /// <summary>What to do, in Chinese.</summary>
    public required string ActionZh { get; init; }

    /// <summary>How to see whether it helped, in English.</summary>
    public required string Check { get; init; }

    /// <summary>How to see whether it helped, in Chinese.</summary>
    public required string CheckZh { get; init; }

    /// <summary>How much hangs on it, in the unit of its kind (money a week, people): findings of a kind are shown by it, the greatest first.</summary>
    public double Weight { get; init; }
}

/// <summary>A number of a finding with its interval.</summary>
/// <param name="Name">What it is, in English, such as <c>sold a week now</c>.</param>
/// <param name="NameZh">The same in Chinese.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit: <c>share</c> (shown in percent), <c>money</c>, <c>count</c>, <c>ratio</c>, <c>days</c>.</param>
public sealed record FindingFigure(string Name, string NameZh, double Value, string Unit)
{
    /// <summary>Lower end of the 95 % interval; NaN without one.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of the 95 % interval; NaN without one.</summary>
    public double High { get; init; } = double.NaN;
}
