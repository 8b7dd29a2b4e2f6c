using System.ComponentModel.DataAnnotations;
using Taojin.Data;

namespace Taojin.Mining.Recommendation;

/// <summary>How much each kind of behaviour says about what a user wants, against a view as 1.</summary>
public sealed record BehaviourWeights
{
    /// <summary>Weight of a view.</summary>
    [Range(0, 1000)] public double View { get; init; } = 1;

    /// <summary>Weight of a favorite.</summary>
    [Range(0, 1000)] public double Favorite { get; init; } = 2;

    /// <summary>Weight of putting into the cart.</summary>
    [Range(0, 1000)] public double Cart { get; init; } = 3;

    /// <summary>Weight of a purchase.</summary>
    [Range(0, 1000)] public double Purchase { get; init; } = 4;

    /// <summary>Weight of a rating, whatever its value.</summary>
    [Range(0, 1000)] public double Rate { get; init; } = 1;

    /// <summary>The weight of a kind; 0 for kinds that say nothing of what is wanted.</summary>
    public float this[EventKind kind] => (float)(kind switch
    {
        EventKind.View => View,
        EventKind.Favorite => Favorite,
        EventKind.Cart => Cart,
        EventKind.Purchase => Purchase,
        EventKind.Rate => Rate,
        _ => 0,
    });
}
