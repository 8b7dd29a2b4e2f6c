using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>How much an item of a history says when the history is scored.</summary>
/// <param name="IsBinary">Each item counts 1, whatever its weight.</param>
/// <param name="Decay">Each step back from the newest item multiplies by this; 1 lets all count alike.</param>
internal readonly record struct HistoryRule(bool IsBinary, double Decay)
{
    /// <summary>(1 or weight) × decay^age, where the age of an item is its place from the end.</summary>
    public float Weight(ReadOnlySpan<HistoryItem> history, int place) =>
        (float)((IsBinary ? 1 : history[place].Weight) * Math.Pow(Decay, history.Length - 1 - place));

    /// <summary>Writes it down.</summary>
    public void Save(IArtifactWriter writer) => writer.Array<double>("history_rule", [IsBinary ? 1 : 0, Decay]);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static HistoryRule Load(IArtifactReader reader) => reader.Array<double>("history_rule") is var rule ? new(rule[0] != 0, rule[1]) : default;
}
