using Taojin.Data;

namespace Taojin.Mining.Evaluation;

/// <summary>Which classes are taken for which, counted on rows that were not learned from.</summary>
/// <param name="Classes">The most frequent classes by truth, forty at most, ordered by name so that those of one branch of a tree stand together.</param>
/// <param name="Pairs">Every pair that came up, the right ones included; the sum of its rows is that of the test.</param>
public sealed record Confusion(IReadOnlyList<string> Classes, IReadOnlyList<ClassPair> Pairs)
{
    /// <summary>Classes that are counted one by one; what is rarer is counted together.</summary>
    public const int Most = 40;

    /// <summary>Counts the answers; costs one pass over them.</summary>
    /// <param name="answers">Truth and what was said.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="most">Classes that are counted one by one.</param>
    public static Confusion Of(ClassAnswers answers, Vocabulary classes, int most = Most)
    {
        int[] kept = [.. answers.Labels.CountBy(label => label).OrderByDescending(each => each.Value).ThenBy(each => each.Key).Take(most).Select(each => each.Key)];
        string? Name(int label) => Array.IndexOf(kept, label) < 0 ? null : classes.IdAt(label);
        return new(
            [.. kept.Select(classes.IdAt).Order(StringComparer.Ordinal)],
            [.. answers.Labels.Zip(answers.Said).CountBy(row => (Truth: Name(row.First), Said: Name(row.Second), IsRight: row.First == row.Second))
                .OrderByDescending(each => each.Value).ThenBy(each => each.Key.Truth, StringComparer.Ordinal).ThenBy(each => each.Key.Said, StringComparer.Ordinal)
                .Select(each => new ClassPair(each.Key.Truth, each.Key.Said, each.Value, each.Key.IsRight))]);
    }
}

/// <summary>Rows of one class that were said to be of one class.</summary>
/// <param name="Truth">The right class; null for one that is not counted by itself.</param>
/// <param name="Said">What was said; null likewise.</param>
/// <param name="Rows">How many.</param>
/// <param name="IsRight">Whether that was right: of two that are not counted by themselves it may be either.</param>
public sealed record ClassPair(string? Truth, string? Said, int Rows, bool IsRight);
