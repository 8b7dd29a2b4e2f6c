using System.Collections.Frozen;
using Taojin.Mining.Text;

namespace Taojin.Mining.AfterSales;

/// <summary>What a question and a passage are compared by: stems of words, pairs of Chinese characters, and the matters of service that are spoken of.</summary>
public static class QuestionTerms
{
    private const int ShortestStem = 3;

    private static readonly FrozenSet<string> Idle = """
        a an the and or of to in on at for by with from is are was were be been am do does did done has have had i me my mine you your yours we us our it its he she they
        them this that these those there here what which who how when where why can could may might must should would will shall not no if so as but than then any some
        please hello hi want need get got like just still also
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<char> IdleHan = "的了吗呢啊吧呀我你您他她它们是在有和与就都也还要会能可以怎么什哪个这那多少几请问想".ToFrozenSet();

    /// <summary>The terms of a text, in order, as often as they occur.</summary>
    /// <param name="text">Any text in English or Chinese, or both.</param>
    public static List<string> Of(string text)
    {
        var folded = FoldedText.Of(text);
        var (terms, stems) = (new List<string>(), new List<string>());
        foreach (var word in folded.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            foreach (var run in Runs(word))
            {
                if (TextLanguage.IsHan(run[0]))
                    AddHan(run, terms);
                else if (Stem(run) is var stem)
                {
                    stems.Add(stem);
                    if (!Idle.Contains(run))
                        terms.Add(stem);
                }
            }
        ServiceConcepts.AddTo(terms, stems, folded);
        return terms;
    }

    /// <summary>Takes off the endings of number and tense that a question and a passage differ by.</summary>
    /// <remarks>A lighter cousin of Porter's rules (1980, doi:10.1108/eb046814): -s, -ed, -ing, and the letters that they double or drop.</remarks>
    public static string Stem(string word)
    {
        var stem = word;
        if (stem.EndsWith("ies", StringComparison.Ordinal) && stem.Length > ShortestStem + 1)
            return stem[..^3] + "y";
        if (stem.EndsWith("sses", StringComparison.Ordinal) || stem.EndsWith("xes", StringComparison.Ordinal) || stem.EndsWith("ches", StringComparison.Ordinal) || stem.EndsWith("shes", StringComparison.Ordinal))
            return stem[..^2];
        if (stem.EndsWith('s') && !stem.EndsWith("ss", StringComparison.Ordinal) && !stem.EndsWith("us", StringComparison.Ordinal) && stem.Length > ShortestStem)
            stem = stem[..^1];
        foreach (var ending in new[] { "ing", "ed" })
            if (stem.EndsWith(ending, StringComparison.Ordinal) && stem.Length >= ending.Length + ShortestStem)
            {
                stem = stem[..^ending.Length];
                if (stem[^1] == stem[^2] && stem[^1] is not ('l' or 's'))
                    stem = stem[..^1];
                break;
            }
        return stem.EndsWith('e') && stem.Length > ShortestStem ? stem[..^1] : stem;
    }

    /// <summary>Chinese stands beside Latin letters without a blank: 35升背包 is 35, 升背包.</summary>
    private static IEnumerable<string> Runs(string word)
    {
        var start = 0;
        for (var place = 1; place <= word.Length; place++)
            if (place == word.Length || TextLanguage.IsHan(word[place]) != TextLanguage.IsHan(word[place - 1]))
            {
                yield return word[start..place];
                start = place;
            }
    }

    private static void AddHan(string run, List<string> terms)
    {
        for (var place = 0; place < run.Length; place++)
        {
            if (!IdleHan.Contains(run[place]))
                terms.Add(run[place].ToString());
            if (place + 1 < run.Length && !(IdleHan.Contains(run[place]) && IdleHan.Contains(run[place + 1])))
                terms.Add(run.Substring(place, 2));
        }
    }
}
