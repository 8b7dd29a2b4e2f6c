using System.Numerics.Tensors;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;

namespace Taojin.Mining.AfterSales.Messages;

/// <summary>From where on a message is routed without a person: chosen on messages that the model did not learn from.</summary>
/// <param name="Confidence">Least probability of an intent.</param>
/// <param name="Familiarity">Least familiarity; below it the message is of no known intent.</param>
public readonly record struct TriageThresholds(double Confidence, double Familiarity);

/// <summary>What is known of a message before anybody reads it.</summary>
public sealed record TriagedMessage
{
    /// <summary><c>routed</c>; <c>unsure</c>: a person chooses; <c>out-of-scope</c>: it is like nothing known, a person reads it.</summary>
    public required string State { get; init; }

    /// <summary>The most probable intent, whatever the state.</summary>
    public required string Intent { get; init; }

    /// <summary>Its probability, in [0, 1].</summary>
    public required double Confidence { get; init; }

    /// <summary>Where it goes: the queue of its intent, or <see cref="Triage.Person"/>.</summary>
    public required string Queue { get; init; }

    /// <summary>How soon somebody should look.</summary>
    public required Urgency Urgency { get; init; }

    /// <summary>en or zh.</summary>
    public required string Language { get; init; }

    /// <summary>The words that decided, strongest first; none where it is out of scope.</summary>
    public IReadOnlyList<WordPart> Because { get; init; } = [];
}

/// <summary>Puts messages into queues, and leaves those that it is not sure of to a person.</summary>
/// <param name="model">Says the intent.</param>
/// <param name="thresholds">From where on it is believed.</param>
/// <param name="queues">Queue of each intent; an intent without one is its own queue.</param>
public sealed class Triage(LinearTextModel model, TriageThresholds thresholds, IReadOnlyDictionary<string, string> queues)
{
    /// <summary>The queue of what a person must read first.</summary>
    public const string Person = "person";

    private const int WordsShown = 3;

    /// <summary>Looks at a message.</summary>
    public TriagedMessage Of(string text)
    {
        var probabilities = new double[model.Classes.Count];
        model.Predict(text, probabilities);
        var best = TensorPrimitives.IndexOfMax<double>(probabilities);
        var state = model.Familiarity(text) < thresholds.Familiarity ? "out-of-scope" : probabilities[best] < thresholds.Confidence ? "unsure" : "routed";
        var intent = model.Classes.IdAt(best);
        return new()
        {
            State = state,
            Intent = intent,
            Confidence = probabilities[best],
            Queue = state == "routed" ? queues.GetValueOrDefault(intent, intent) : Person,
            Urgency = Urgency.Of(text),
            Language = TextLanguage.Of(text),
            Because = state == "out-of-scope" ? [] : [.. model.Explain(text, best, WordsShown).Where(part => part.Weight > 0)],
        };
    }
}
