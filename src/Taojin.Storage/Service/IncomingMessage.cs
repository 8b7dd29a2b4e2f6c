namespace Taojin.Storage.Service;

/// <summary>A message from a customer as it is taken in.</summary>
public sealed record IncomingMessage
{
    /// <summary>Id of the message.</summary>
    public required string MessageId { get; init; }

    /// <summary>Its words.</summary>
    public required string Text { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The customer; null when it is not known who.</summary>
    public string? UserId { get; init; }

    /// <summary>The conversation; one of its own when null.</summary>
    public string? Thread { get; init; }

    /// <summary>What is wanted, where a person said so.</summary>
    public string? Intent { get; init; }

    /// <summary>Who deals with it, where a person said so.</summary>
    public string? Queue { get; init; }
}

/// <summary>A message whose intent a person gave or corrected.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Intent">What is wanted.</param>
/// <param name="Queue">Who deals with it, if that is known.</param>
public sealed record LabelledMessage(string Text, string Intent, string? Queue)
{
    /// <summary>Id of the message.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>Who wrote it; null when nobody is named.</summary>
    public string? UserId { get; init; }
}
