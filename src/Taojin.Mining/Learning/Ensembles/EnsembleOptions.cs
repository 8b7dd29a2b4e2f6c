using System.ComponentModel.DataAnnotations;

namespace Taojin.Mining.Learning.Ensembles;

/// <summary>Which models answer together, and how.</summary>
public sealed record EnsembleOptions
{
    /// <summary>The members: names of algorithms, each with options after a colon where they are not the defaults, such as <c>gradient-boosting:leaves=8;trees=300</c>.</summary>
    [MinLength(1), MaxLength(64)] public IReadOnlyList<string> Members { get; init; } = ["gradient-boosting", "gradient-boosting:depth=4;trees=300;learning_rate=0.03;row_share=0.8;rows_per_leaf=10;patience=50", "logistic"];

    /// <summary>How their answers become one.</summary>
    public EnsembleMethod Method { get; init; } = EnsembleMethod.Stacking;

    /// <summary>Parts that the training rows are cut into: each is foretold by members fitted on the others.</summary>
    [Range(2, 20)] public int Folds { get; init; } = 5;

    /// <summary>A member without which the out-of-fold log-loss would not rise by more than this is dropped.</summary>
    [Range(0, 1)] public double LeastGain { get; init; } = 1e-5;
}

/// <summary>How the answers of members become one.</summary>
public enum EnsembleMethod
{
    /// <summary>Each member says yes or no; the share of yes, calibrated out of fold.</summary>
    Vote,

    /// <summary>The mean of their log-odds.</summary>
    Average,

    /// <summary>A weighted mean of their log-odds: weights on the simplex with the least out-of-fold log-loss.</summary>
    Weighted,

    /// <summary>A linear model over their log-odds with weights of 0 or more, fitted out of fold (Breiman 1996, doi:10.1007/BF00117832).</summary>
    Stacking,
}
