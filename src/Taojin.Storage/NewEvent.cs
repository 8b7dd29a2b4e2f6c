using Taojin.Data;

namespace Taojin.Storage;

/// <summary>One event as it comes in live.</summary>
public sealed record NewEvent
{
    /// <summary>Id of the event; one event for ever, so that a retry is harmless. Null: every call is another event.</summary>
    public string? EventId { get; init; }

    /// <summary>Id of the user.</summary>
    public required string UserId { get; init; }

    /// <summary>Id of the item; null for a search or a contact.</summary>
    public string? ItemId { get; init; }

    /// <summary>What happened.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>When it happened.</summary>
    public required Instant Time { get; init; }

    /// <summary>Price of one unit in the shop's currency.</summary>
    public float? Price { get; init; }

    /// <summary>Number of units.</summary>
    public float? Quantity { get; init; }

    /// <summary>Id of the session.</summary>
    public string? SessionId { get; init; }

    /// <summary>Id of the order.</summary>
    public string? OrderId { get; init; }

    /// <summary>Line of the order.</summary>
    public string? Line { get; init; }

    /// <summary>Currency of the price, when it is not the shop's.</summary>
    public string? Currency { get; init; }

    /// <summary>Value of a rating.</summary>
    public float? Value { get; init; }

    /// <summary>Variant of the item.</summary>
    public string? Variant { get; init; }

    /// <summary>What was searched for.</summary>
    public string? Query { get; init; }

    /// <summary>Why: of a return or a contact.</summary>
    public string? Reason { get; init; }

    /// <summary>Marketing channel.</summary>
    public string? Channel { get; init; }

    /// <summary>Campaign that led here.</summary>
    public string? CampaignId { get; init; }

    /// <summary>Answer of the server that led here.</summary>
    public string? RequestId { get; init; }

    /// <summary>Place in the list that was shown, from 1.</summary>
    public int? Position { get; init; }

    /// <summary>Model and version that made the list.</summary>
    public string? Model { get; init; }

    /// <summary>Where the list stood.</summary>
    public string? Placement { get; init; }

    /// <summary>Arm of an experiment that made the list, such as <c>home-2026/control</c>.</summary>
    public string? Arm { get; init; }

    /// <summary>Probability that the item came to its place in the list, in (0, 1].</summary>
    public float? Propensity { get; init; }
}

/// <summary>What became of each event of a call, in their order.</summary>
/// <param name="Statuses">One for each event.</param>
public sealed record AppendResult(IReadOnlyList<EventStatus> Statuses)
{
    /// <summary>Number of events that are new and durable now.</summary>
    public int Accepted => Statuses.Count(status => status.State == EventState.Accepted);

    /// <summary>Number of events that the log holds already.</summary>
    public int Duplicate => Statuses.Count(status => status.State == EventState.Duplicate);

    /// <summary>Number of events that cannot be used.</summary>
    public int Rejected => Statuses.Count(status => status.State == EventState.Rejected);
}

/// <summary>What became of one event.</summary>
/// <param name="State">Accepted, duplicate or rejected.</param>
/// <param name="Code">Why it was rejected; null otherwise.</param>
/// <param name="Hint">What to do about it; null otherwise.</param>
public readonly record struct EventStatus(EventState State, string? Code = null, string? Hint = null);

/// <summary>What can become of an event.</summary>
public enum EventState
{
    /// <summary>It is new, and on disk.</summary>
    Accepted,

    /// <summary>The log holds it already.</summary>
    Duplicate,

    /// <summary>It cannot be used.</summary>
    Rejected,
}
