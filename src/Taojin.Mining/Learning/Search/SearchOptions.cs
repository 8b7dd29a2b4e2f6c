using System.ComponentModel.DataAnnotations;

namespace Taojin.Mining.Learning.Search;

/// <summary>How options are searched.</summary>
public sealed record SearchOptions
{
    /// <summary>How trials are proposed.</summary>
    public SearchMethod Method { get; init; } = SearchMethod.Tpe;

    /// <summary>Most trials.</summary>
    [Range(1, 100_000)] public int Trials { get; init; } = 60;

    /// <summary>Successive halving: of so many trials on a part of the rows one goes on to a part as many times larger. 1 judges every trial on all rows.</summary>
    [Range(1, 10)] public int Halving { get; init; } = 3;

    /// <summary>Rungs of the halving: 3 with halving by 3 is a ninth of the rows, a third, and all.</summary>
    [Range(1, 6)] public int Rungs { get; init; } = 3;

    /// <summary>Trials that are drawn at random before the others learn from them.</summary>
    [Range(1, 1000)] public int AtRandom { get; init; } = 9;
}

/// <summary>How trials are proposed.</summary>
public enum SearchMethod
{
    /// <summary>At random (Bergstra &amp; Bengio 2012).</summary>
    Random,

    /// <summary>By the tree-structured Parzen estimator (Bergstra et al. 2011).</summary>
    Tpe,
}
