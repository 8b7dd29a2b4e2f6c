namespace Taojin.Mining.Learning;

/// <summary>Candidates in groups, a group a list: what models of order learn from.</summary>
public sealed record RankingTable
{
    /// <summary>What is known of each candidate.</summary>
    public required FeatureTable Features { get; init; }

    /// <summary>How good each candidate was, 0 to 30, shape [rows].</summary>
    public required int[] Relevance { get; init; }

    /// <summary>Number of candidates of each list, in order; they add up to the rows.</summary>
    public required int[] Groups { get; init; }

    /// <summary>Where each candidate stood in the list that was shown, from 0, shape [rows]: what stands high is looked at more. Null where no lists were logged.</summary>
    public int[]? Positions { get; init; }

    /// <summary>Other lists that decide when to stop; null when there are none.</summary>
    public RankingTable? Validation { get; init; }
}
