using Taojin.Data;

namespace Taojin.Storage.Resources;

/// <summary>What a user said of an item, as Gorse keeps it: one row a type, user and item.</summary>
/// <param name="Type">Such as <c>like</c>; any name.</param>
/// <param name="UserId">Who.</param>
/// <param name="ItemId">Of what.</param>
public sealed record FeedbackRecord(string Type, string UserId, string ItemId)
{
    /// <summary>What the type means in the log; null: nothing there.</summary>
    public EventKind? Kind { get; init; }

    /// <summary>How much.</summary>
    public double Value { get; init; }

    /// <summary>When; null when none was given. What lies in the future is not seen until then.</summary>
    public Instant? Time { get; init; }

    /// <summary>When it was given last.</summary>
    public Instant? Updated { get; init; }

    /// <summary>Labels, a JSON value; null for none.</summary>
    public string? Labels { get; init; }

    /// <summary>Comment.</summary>
    public string Comment { get; init; } = "";
}
