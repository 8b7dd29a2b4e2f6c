using Taojin.Mining.AfterSales.Opinions;
using Taojin.Mining.Learning;
using Taojin.Mining.Tests.Learning;
using Taojin.Mining.Text;
using Taojin.Testing.Contracts;
using Taojin.Testing.Service;

namespace Taojin.Mining.Tests.AfterSales.Opinions;

/// <summary>Every algorithm of sentiment keeps the promises of its kind; one class each.</summary>
public abstract class SentimentPromises<TSelf>
    where TSelf : SentimentPromises<TSelf>, INamesAlgorithm
{
    private static readonly WordsModelContract<TopicText> Contract = new((new Algorithms(), TSelf.Name), (count, seed) => WrittenReviews.Of(count, seed), text => new(text));

    public static TheoryData<string> Promises => [.. Contract.Promises];

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_is_kept_that(string promise) => Contract.Check(promise);
}

public sealed class SentimentContract : SentimentPromises<SentimentContract>, INamesAlgorithm
{
    public static string Name => "sentiment";
}

public sealed class SentimentTests
{
    private static readonly TopicTextModel Model = new Sentiment(new() { FewestOfTopic = 50, HashBits = 16 }).Fit(WrittenReviews.Of(600), new FitContext { Threads = 2 });

    [Theory]
    [InlineData("羽绒服 薄", "negative")]
    [InlineData("手机 薄", "positive")]
    [InlineData("the coat 厚", "positive")]
    [InlineData("my phone 厚", "negative")]
    public void One_word_means_different_things_of_different_kinds(string text, string expected) => Said(new(text)).ShouldBe(expected);

    [Fact]
    public void A_kind_that_is_told_is_not_guessed()
    {
        Said(new("薄", "coats")).ShouldBe("negative");
        Said(new("薄", "phones")).ShouldBe("positive");
    }

    [Fact]
    public void Kinds_with_few_reviews_are_not_told_apart()
    {
        new Sentiment(new() { FewestOfTopic = 1000, HashBits = 16 }).Fit(WrittenReviews.Of(), new FitContext()).Topics.ShouldBeEmpty();
        Model.Topics.ShouldBe(["coats", "phones"]);
    }

    [Fact]
    public void The_words_that_decided_are_named_with_what_they_added()
    {
        var text = new TopicText("羽绒服 收到 薄", "coats");
        var parts = Model.Explain(text, Model.Classes.IndexOf("negative"), 3);

        parts[0].Word.ShouldBe("薄");
        parts[0].Weight.ShouldBeGreaterThan(0);
        Model.Explain(text, Model.Classes.IndexOf("positive"), 3)[0].Weight.ShouldBe(-parts[0].Weight, 1e-9);
    }

    [Fact]
    public void Parts_and_the_constant_make_the_log_odds()
    {
        var (text, nothing) = (new TopicText("手机 yesterday 很好 商品", "phones"), new TopicText("羽绒服", "phones"));
        var parts = Model.Explain(text, 1, 100).Sum(part => part.Weight);
        var others = Model.Explain(nothing, 1, 100).Sum(part => part.Weight);

        (LogOdds(text) - LogOdds(nothing)).ShouldBe(parts - others, 1e-3);
    }

    private static double LogOdds(TopicText text)
    {
        var said = new double[2];
        Model.Predict(text, said);
        return Math.Log(said[1] / said[0]);
    }

    private static string Said(TopicText text)
    {
        var said = new double[2];
        Model.Predict(text, said);
        return Model.Classes.IdAt(said[1] > said[0] ? 1 : 0);
    }
}
