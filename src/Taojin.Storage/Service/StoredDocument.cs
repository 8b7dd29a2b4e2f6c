using Taojin.Data;

namespace Taojin.Storage.Service;

/// <summary>A text that the assistant may quote.</summary>
/// <param name="DocumentId">Such as <c>policy/refund-time</c>; the same in all languages.</param>
/// <param name="Kind">policy, fact or answer.</param>
/// <param name="Language">en or zh.</param>
/// <param name="Title">Title or, of an earlier answer, the question.</param>
/// <param name="Text">What is quoted.</param>
public sealed record StoredDocument(string DocumentId, string Kind, string Language, string Title, string Text);

/// <summary>The state of an order.</summary>
public sealed record StoredOrder
{
    /// <summary>Id of the order.</summary>
    public required string OrderId { get; init; }

    /// <summary>Whose it is.</summary>
    public required string UserId { get; init; }

    /// <summary>paid, packing, shipped, delivered, return_requested, refunded, cancelled.</summary>
    public required string State { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Ids of what was ordered.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Who carries it.</summary>
    public string? Carrier { get; init; }

    /// <summary>Number by which the carrier knows it.</summary>
    public string? Tracking { get; init; }

    /// <summary>Day on which it should arrive.</summary>
    public DateOnly? Expected { get; init; }
}

/// <summary>One message of a conversation.</summary>
public sealed record StoredMessage
{
    /// <summary>Id of the message.</summary>
    public required string MessageId { get; init; }

    /// <summary>The customer; null when it is not known who.</summary>
    public string? UserId { get; init; }

    /// <summary>The conversation.</summary>
    public required string Thread { get; init; }

    /// <summary>When.</summary>
    public required Instant Time { get; init; }

    /// <summary><c>in</c>: from the customer; <c>out</c>: to the customer.</summary>
    public required string Direction { get; init; }

    /// <summary>What was said.</summary>
    public required string Text { get; init; }

    /// <summary>What is wanted, when it was classified.</summary>
    public string? Intent { get; init; }

    /// <summary><c>person</c> when it waits for a person.</summary>
    public string? Queue { get; init; }

    /// <summary>Ids of what an answer quotes.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>What made the answer.</summary>
    public string? Model { get; init; }

    /// <summary>How long the answer took.</summary>
    public double? Seconds { get; init; }

    /// <summary>Tokens that a language model read and wrote for it.</summary>
    public int? Tokens { get; init; }
}
