using CsCheck;
using Taojin.Mining.AfterSales.Opinions;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Testing.Service;

namespace Taojin.Mining.Tests.AfterSales.Opinions;

public sealed class AspectMinerTests
{
    private static readonly AspectMiner Miner = new();

    [Theory]
    [InlineData("质量很好，但是物流太慢了。", "quality", 1)]
    [InlineData("质量很好，但是物流太慢了。", "delivery", -1)]
    [InlineData("客服态度差，不过包装很严实", "service", -1)]
    [InlineData("客服态度差，不过包装很严实", "packaging", 1)]
    [InlineData("尺码不合适，颜色漂亮", "size_fit", -1)]
    [InlineData("尺码不合适，颜色漂亮", "look", 1)]
    [InlineData("The fabric is lovely but shipping was very slow.", "quality", 1)]
    [InlineData("The fabric is lovely but shipping was very slow.", "delivery", -1)]
    [InlineData("I don't like the color. Great price!", "look", -1)]
    [InlineData("I don't like the color. Great price!", "price", 1)]
    [InlineData("The box came on Tuesday.", "packaging", 0)]
    public void Each_aspect_gets_what_its_own_clause_says(string review, string aspect, int polarity) =>
        Miner.Mine(new(review)).First(opinion => NameOf(opinion) == aspect).Polarity.ShouldBe(polarity);

    [Theory]
    [InlineData("质量不好", -1)]
    [InlineData("质量没有问题", 1)]
    [InlineData("The quality is not bad", 1)]
    [InlineData("the quality isn’t good", -1)]
    public void Denial_turns_what_follows(string review, int polarity) => Miner.Mine(new(review))[0].Polarity.ShouldBe(polarity);

    [Fact]
    public void A_quote_stands_in_the_review_letter_for_letter() => Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['Ａ', 'Ｚ'], Gen.Char["质量物流很好差，。！ '’\n\ud83d\ude00"], Gen.Char)].Sample(noise =>
    {
        var review = $"{noise}质量很好{noise} Ｇreat quality, {noise}";
        foreach (var opinion in Miner.Mine(new(review)))
        {
            review.ShouldContain(opinion.Quote);
            review.ShouldContain(opinion.Term);
        }
    }, iter: 300);

    [Theory]
    [InlineData("")]
    [InlineData("\ud83d")]
    [InlineData("，。")]
    public void Texts_without_words_say_nothing(string review) => Miner.Mine(new(review)).ShouldBeEmpty();

    [Fact]
    public void Where_no_word_of_the_lists_stands_the_sentiment_decides()
    {
        var model = new Sentiment(new() { FewestOfTopic = 50, HashBits = 16 }).Fit(WrittenReviews.Of(600), new FitContext());
        var review = new TopicText("颜色薄 羽绒服 coat", "coats");

        Miner.Mine(review)[0].Polarity.ShouldBe(-1);
        Miner.Mine(new("颜色 厚 羽绒服 coat", "coats"))[0].Polarity.ShouldBe(0);
        new AspectMiner(model).Mine(new("颜色 厚 羽绒服 coat", "coats"))[0].Polarity.ShouldBe(1);
    }

    [Fact]
    public void Sums_count_by_subject_and_aspect_and_draw_few_opinions_to_nothing()
    {
        string[] reviews = ["质量很好", "质量很好，喜欢", "质量太差了", "物流很快"];

        var sums = AspectSum.Of(reviews.SelectMany(review => Miner.Mine(new(review))).Select(opinion => ("coat", opinion)));

        var quality = sums[0];
        (quality.Aspect, quality.Praise, quality.Blame, quality.Neutral).ShouldBe(("quality", 2, 1, 0));
        quality.Score.ShouldBe(1.0 / 8);
        quality.BlameQuotes.ShouldBe(["质量太差了"]);
        sums[1].Aspect.ShouldBe("delivery");
    }

    private static string NameOf(AspectOpinion opinion) => AspectMiner.Aspects[opinion.Aspect].Name;
}
