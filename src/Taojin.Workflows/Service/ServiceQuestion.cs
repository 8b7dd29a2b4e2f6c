namespace Taojin.Workflows.Service;

/// <summary>What a customer asks.</summary>
/// <param name="Text">Their words, in English or Chinese.</param>
/// <param name="UserId">Who asks, as the shop has made sure; null when that is not known. Only their orders are looked at.</param>
/// <param name="Thread">The conversation; a new one when null.</param>
public sealed record ServiceQuestion(string Text, string? UserId = null, string? Thread = null);

/// <summary>What the assistant answers.</summary>
public sealed record ServiceAnswer
{
    /// <summary>Id of the answer; feedback points back to it.</summary>
    public required string MessageId { get; init; }

    /// <summary>The conversation.</summary>
    public required string Thread { get; init; }

    /// <summary>Language of the question and of the answer: en or zh.</summary>
    public required string Language { get; init; }

    /// <summary>The answer.</summary>
    public required string Text { get; init; }

    /// <summary>What it rests on, the best first, each with the words that are quoted; of a hand-over what came nearest, for the person who answers.</summary>
    public required IReadOnlyList<QuotedSource> Sources { get; init; }

    /// <summary>Whether a person must answer.</summary>
    public bool IsHandedOver { get; init; }

    /// <summary>Why a person must answer (<c>unsure</c>, <c>order-not-yours</c>, <c>model-asks</c>), or why the model's answer was not used (<c>budget</c>, <c>timeout</c>, <c>error</c>, <c>suspect</c>, <c>number</c>, <c>link</c>, <c>source</c>, <c>unsourced</c>).</summary>
    public string? Reason { get; init; }

    /// <summary>What wrote the text: <c>passages</c>, or the name of a language model.</summary>
    public required string Model { get; init; }

    /// <summary>Tokens that a language model read and wrote.</summary>
    public int Tokens { get; init; }

    /// <summary>How long it took.</summary>
    public double Seconds { get; init; }
}

/// <summary>A source of an answer.</summary>
/// <param name="Id">Such as <c>policy/refund-time</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Quote">Its words.</param>
/// <param name="Score">How well it fits the question, in [0, 1].</param>
public sealed record QuotedSource(string Id, string Title, string Quote, double Score);
