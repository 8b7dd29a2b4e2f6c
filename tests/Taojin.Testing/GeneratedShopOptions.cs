using System.ComponentModel.DataAnnotations;
using Taojin.Data;

namespace Taojin.Testing;

/// <summary>Size and chance of a generated shop.</summary>
public sealed record GeneratedShopOptions
{
    /// <summary>Customers.</summary>
    [Range(1, 10_000_000)] public int Users { get; init; } = 2000;

    /// <summary>Products.</summary>
    [Range(1, 10_000_000)] public int Items { get; init; } = 500;

    /// <summary>Days of the log.</summary>
    [Range(1, 10_000)] public int Days { get; init; } = 28;

    /// <summary>Names all chance: the same seed gives the same shop, byte for byte.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>The first midnight of the log, in the shop's time.</summary>
    public Instant Start { get; init; } = Instant.Of(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(8)));
}
