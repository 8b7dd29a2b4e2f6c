using System.Text;
using Taojin.Mining.AfterSales.Opinions;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Quality.Classification;

namespace Taojin.Quality.AfterSales;

/// <summary>A set of texts parted by the one split rule.</summary>
/// <param name="Train">To learn from.</param>
/// <param name="Test">To judge by; kinds are left out of it.</param>
internal sealed record OpinionSet(Labelled<TopicText> Train, Labelled<TopicText> Test)
{
    /// <summary>The texts alone, as fasttext reads them.</summary>
    public TrainAndTest Texts => new(Train.Select(each => each.Text), Test.Select(each => each.Text));

    /// <summary>A fifth of the training rows, by the CRC-32 of "v" and the folded text, to choose options on.</summary>
    public OpinionSet Validation()
    {
        var isJudged = Train.Inputs.Select(each => ReviewSets.Part("v" + FoldedText.Of(each.Text)) == 0).ToArray();
        return new(Train.Pick([.. Enumerable.Range(0, isJudged.Length).Where(row => !isJudged[row])]), ReviewSets.WithoutTopics(Train.Pick([.. Enumerable.Range(0, isJudged.Length).Where(row => isJudged[row])])));
    }
}

/// <summary>Reads reviews with what their writers thought; test is where the CRC-32 of the folded text, modulo 5, is 0.</summary>
internal static class ReviewSets
{
    private const int Parts = 5;

    /// <summary>Chinese reviews of ten kinds of product.</summary>
    public static OpinionSet Shopping(string path) => Split(LabelledSets.Csv(path).Skip(1).Where(row => row.Length == 3)
        .Select(row => (new TopicText(row[2], row[0]), row[1] == "1" ? Sentiment.Positive : Sentiment.Negative)));

    /// <summary>Women's clothing: whether the writer recommends it, from title and text alone; those without words are left out.</summary>
    public static OpinionSet Clothing(string path) => Split(LabelledSets.Csv(path).Skip(1).Where(row => row.Length >= 7 && FoldedText.Of(row[3] + row[4]).Length > 0)
        .Select(row => (new TopicText($"{row[3]} {row[4]}".Trim()), row[6] == "1" ? Sentiment.Positive : Sentiment.Negative)));

    public static int Part(string key) => (int)(System.IO.Hashing.Crc32.HashToUInt32(Encoding.UTF8.GetBytes(key)) % Parts);

    public static Labelled<TopicText> WithoutTopics(Labelled<TopicText> rows) => rows.Select(each => each with { Topic = null });

    private static OpinionSet Split(IEnumerable<(TopicText, string)> rows)
    {
        var all = Labelled<TopicText>.Of(rows);
        var isTest = all.Inputs.Select(each => Part(FoldedText.Of(each.Text)) == 0).ToArray();
        return new(all.Pick([.. Enumerable.Range(0, isTest.Length).Where(row => !isTest[row])]), WithoutTopics(all.Pick([.. Enumerable.Range(0, isTest.Length).Where(row => isTest[row])])));
    }
}
