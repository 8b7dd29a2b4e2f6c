using Taojin.Data;

namespace Taojin.Mining.Learning.Tables;

/// <summary>A column of outcomes read as yes and no.</summary>
/// <param name="Positive">The word that counts as yes.</param>
/// <param name="Rows">Rows whose outcome is known, ascending.</param>
/// <param name="Labels">Whether each of them is a yes, parallel to <paramref name="Rows"/>.</param>
public sealed record OutcomeLabels(string Positive, IReadOnlyList<int> Rows, bool[] Labels)
{
    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase) { "1", "true", "yes", "y", "t", "是", "有", "已", "真" };

    /// <summary>
    /// Reads the outcomes. Of two words the yes is the one that means it (1, true, yes, y, t, 是, 有, 真) or else the rarer one; of more than two one
    /// must be named, and is foretold against all others. Rows without an outcome are left out.
    /// </summary>
    /// <param name="cells">The column, shape [rows].</param>
    /// <param name="column">Its name, for messages.</param>
    /// <param name="positive">The word that counts as yes, or null.</param>
    /// <exception cref="TaojinException">There is one word only, or more than two and none is named, or the named one does not occur.</exception>
    public static OutcomeLabels Of(string?[] cells, string column, string? positive)
    {
        var texts = Array.ConvertAll(cells, CellText.Of);
        var words = texts.OfType<string>().CountBy(word => word, StringComparer.Ordinal).OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).ToArray();
        var listed = string.Join(", ", words.Take(12).Select(word => $"{word.Key} ({word.Value})")) + (words.Length > 12 ? ", …" : "");
        if (positive is not null && words.All(word => word.Key != positive))
            throw new TaojinException("label.positive-unknown", $"'{positive}' does not occur in column '{column}'.", $"It holds: {listed}.");
        if (words.Length < 2)
            throw new TaojinException("label.one-outcome", $"Column '{column}' holds one outcome only: {listed}.", "Two outcomes are needed to learn what parts them.");
        if (words.Length > 2 && positive is null)
            throw new TaojinException("label.many-outcomes", $"Column '{column}' holds {words.Length} outcomes: {listed}. A model says yes or no.", $"Name the one to foretell against all others: --positive {words[0].Key}");
        positive ??= words.FirstOrDefault(word => Yes.Contains(word.Key)).Key ?? words[^1].Key;
        var rows = Enumerable.Range(0, texts.Length).Where(row => texts[row] is not null).ToArray();
        return new(positive, rows, Array.ConvertAll(rows, row => texts[row] == positive));
    }
}
