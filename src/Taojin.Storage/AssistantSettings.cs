namespace Taojin.Storage;

/// <summary>Which language model the service assistant asks, and how much it may take. Without one it answers from passages.</summary>
public sealed record AssistantSettings
{
    /// <summary>Address that speaks the OpenAI protocol, such as <c>http://127.0.0.1:11434/v1</c> (Ollama); empty: no model.</summary>
    public string ModelUrl { get; init; } = "";

    /// <summary>Name of the model.</summary>
    public string Model { get; init; } = "";

    /// <summary>Longest wait for an answer of the model, in seconds; then passages answer.</summary>
    public double TimeoutSeconds { get; init; } = 20;

    /// <summary>Most tokens that one answer may have.</summary>
    public int AnswerTokens { get; init; } = 400;

    /// <summary>Most tokens that a day may cost, read and written; then passages answer until the next day.</summary>
    public int DailyTokens { get; init; } = 200_000;
}
