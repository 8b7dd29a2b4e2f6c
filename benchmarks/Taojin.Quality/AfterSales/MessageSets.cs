using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Quality.Classification;

namespace Taojin.Quality.AfterSales;

/// <summary>Reads messages with their intents.</summary>
internal static class MessageSets
{
    private const int Kept = 5;
    private static readonly HashSet<string> Empty = [.. ("a an the i i'm im am is are was be to of for in on at with my me you your u ur it this that have has had do does don don't know not can could would will need want wanna gonna i'd i'll like please help assistance assist "
        + "how what when where which who there tell see if how's what's some any and or by from about more information info have made make t d m s ll").Split(' ')];

    /// <summary>banking77 with its own test part.</summary>
    public static TrainAndTest Banking(string folder)
    {
        var (train, test) = (Rows(Path.Combine(folder, "train.csv.gz"), 0, 1).ToArray(), Rows(Path.Combine(folder, "test.csv.gz"), 0, 1).ToArray());
        var all = Labelled<string>.Of(train.Concat(test));
        return new(all.Pick([.. Enumerable.Range(0, train.Length)]), all.Pick([.. Enumerable.Range(train.Length, test.Length)]));
    }

    /// <summary>Customer-service utterances with 27 intents: those with the same content words, whatever the phrase around them, stand on one side.</summary>
    public static TrainAndTest Service(string path)
    {
        var all = Labelled<string>.Of(Rows(path, 1, 3));
        var isTest = all.Inputs.Select(text => ReviewSets.Part(TemplateOf(text)) == 0).ToArray();
        return new(all.Pick([.. Enumerable.Range(0, isTest.Length).Where(row => !isTest[row])]), all.Pick([.. Enumerable.Range(0, isTest.Length).Where(row => isTest[row])]));
    }

    /// <summary>Starts of the content words, each once, in order: cancelling an order and CANCELED my orders are one.</summary>
    public static string TemplateOf(string text) => string.Join(' ', FoldedText.Of(text).Split(' ').Where(word => !Empty.Contains(word)).Select(word => word[..Math.Min(Kept, word.Length)].TrimEnd('s')).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<(string Text, string Class)> Rows(string path, int text, int label) => LabelledSets.Csv(path).Skip(1).Where(row => row.Length > Math.Max(text, label)).Select(row => (row[text], row[label]));
}
