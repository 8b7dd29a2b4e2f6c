using System.Globalization;
using System.Xml.Linq;
using Taojin.Data;
using Taojin.Mining.AfterSales.Opinions;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Quality.Classification;
using Taojin.Testing.Sets;

namespace Taojin.Quality.AfterSales;

/// <summary>Reads SemEval 2014: terms with what is said of them.</summary>
internal static class AspectSets
{
    private const string Mark = "$T$";
    private static readonly Vocabulary Classes = new(["negative", "neutral", "positive"]);

    /// <summary>Records of three lines: sentence with <c>$T$</c> for the term, the term, −1, 0 or 1.</summary>
    public static Labelled<AspectMention> Mentions(string path)
    {
        var lines = PublishedSets.Lines(path).ToArray();
        var rows = Enumerable.Range(0, lines.Length / 3).Select(row => (Sentence: lines[3 * row], Term: lines[(3 * row) + 1].Trim(), Label: int.Parse(lines[(3 * row) + 2], CultureInfo.InvariantCulture) + 1)).ToArray();
        return new()
        {
            Inputs = [.. rows.Select(row => new AspectMention(row.Sentence.Replace(Mark, row.Term, StringComparison.Ordinal), row.Sentence.IndexOf(Mark, StringComparison.Ordinal), row.Term.Length))],
            Labels = [.. rows.Select(row => row.Label)],
            Classes = Classes,
        };
    }

    /// <summary>Sentences of an XML file with the places of their terms.</summary>
    public static IReadOnlyList<MarkedText> Sentences(string path)
    {
        using var xml = new StringReader(string.Join('\n', PublishedSets.Lines(path)));
        return
        [
            .. XDocument.Load(xml).Descendants("sentence").Select(sentence => new MarkedText(
                sentence.Element("text")!.Value,
                [.. sentence.Descendants("aspectTerm").Select(term => (Number(term, "from"), Number(term, "to") - Number(term, "from"))).Distinct().OrderBy(term => term.Item1)])),
        ];
    }

    /// <summary>Sentences that praise or blame throughout, without those that the given mentions stand in: other laptop reviews (SemEval 2016) and women's clothing.</summary>
    public static Labelled<TopicText> OtherReviews(string laptops, string clothing, IEnumerable<AspectMention> without)
    {
        var seen = without.Select(mention => Key(mention.Text)).ToHashSet();
        using var xml = new StringReader(string.Join('\n', PublishedSets.Lines(laptops)));
        var sentences = XDocument.Load(xml).Descendants("sentence")
            .Select(sentence => (Text: sentence.Element("text")!.Value, Said: sentence.Descendants("Opinion").Select(opinion => opinion.Attribute("polarity")!.Value).Distinct().ToArray()))
            .Where(each => each.Said is [Sentiment.Positive or Sentiment.Negative] && !seen.Contains(Key(each.Text)));
        var reviews = LabelledSets.Csv(clothing).Skip(1).Where(row => row.Length >= 7 && (row[5] == "5" || row[6] == "0"));
        return Labelled<TopicText>.Of([
            .. sentences.Select(each => (new TopicText(each.Text), each.Said[0])),
            .. reviews.Select(row => (new TopicText($"{row[3]} {row[4]}"), row[6] == "1" ? Sentiment.Positive : Sentiment.Negative)),
        ]);
    }

    /// <summary>Letters and digits alone: one file parts signs from words, the other does not.</summary>
    private static string Key(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
