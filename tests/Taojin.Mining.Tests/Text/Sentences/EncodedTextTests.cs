using Taojin.Mining.AfterSales.Messages;
using Taojin.Mining.AfterSales.Opinions;
using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Mining.Tests.Classification;
using Taojin.Mining.Tests.Learning;
using Taojin.Mining.Text;
using Taojin.Testing;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Text.Sentences;

public sealed class TextTransformerContract : ProductPromises<TextTransformerContract>, INamesAlgorithm
{
    public static string Name => "text-transformer";

    public static object? Options { get; } = new TextTransformerOptions { Encoder = TinyEncoder.Encoder };
}

/// <summary>What an encoder brings: words that nobody labelled are understood by their meaning.</summary>
public sealed class EncodedTextTests
{
    private static readonly FitContext Context = new() { Threads = 2 };

    [Fact]
    public void A_category_is_found_by_words_that_were_never_labelled()
    {
        var data = LabelledProducts.Of();
        var plain = new LinearText(new()).Fit(data, Context);
        var encoded = new TextTransformer(new() { Encoder = TinyEncoder.Encoder }).Fit(data, Context);

        foreach (var (title, category) in new[] { ("oolong 乌", "食品 > 茶叶"), ("parka 袄", "服装 > 羽绒服") })
            (Said(plain, new() { Title = title })[category], Said(encoded, new() { Title = title })[category]).ShouldSatisfyAllConditions(
                each => each.Item2.ShouldBeGreaterThan(0.6, title), each => each.Item2.ShouldBeGreaterThan(each.Item1, title));
        encoded.Explain(new() { Title = "龙井绿茶" }, encoded.Classes.IndexOf("食品 > 茶叶"), 2).ShouldNotBeEmpty();
    }

    [Fact]
    public void Sentiment_reads_praise_and_blame_in_words_of_their_own()
    {
        var rows = Enumerable.Range(0, 300).Select(row => (new TopicText($"{(row % 2 == 0 ? (row % 4 == 0 ? "good" : "好") : row % 4 == 1 ? "bad" : "差")} 茶 {row % 7}", row % 3 == 0 ? "服装" : "茶叶"), row % 2 == 0 ? Sentiment.Positive : Sentiment.Negative));
        var options = new SentimentOptions { FewestOfTopic = 50, HashBits = 16 };
        var model = new Sentiment(options with { Encoder = TinyEncoder.Encoder }).Fit(Labelled<TopicText>.Of(rows), Context);

        Said(model, new("superb 佳", "茶叶"))[Sentiment.Positive].ShouldBeGreaterThan(0.7);
        Said(model, new("dreadful 糟"))[Sentiment.Positive].ShouldBeLessThan(0.3);
        ReadsBack(model, new TopicText("superb 佳"));
    }

    [Fact]
    public void Intents_are_known_in_words_of_their_own()
    {
        var rows = Enumerable.Range(0, 200).Select(row => ($"{(row % 2 == 0 ? "refund 退款" : "delivery 快递")} {row % 9}", row % 2 == 0 ? "refund" : "delivery"));
        var model = new Intent(new() { Encoder = TinyEncoder.Encoder, HashBits = 16 }).Fit(Labelled<string>.Of(rows), Context);

        Said(model, "reimburse 钱")["refund"].ShouldBeGreaterThan(0.7);
        Said(model, "shipment 包裹")["delivery"].ShouldBeGreaterThan(0.7);
        new Triage(model, new(0.5, double.NegativeInfinity), new Dictionary<string, string>()).Of("shipment 包裹").Queue.ShouldBe("delivery");
        ReadsBack(model, "reimburse 钱");
    }

    [Fact]
    public void The_vector_can_decide_alone()
    {
        var model = new TextTransformer(new() { Encoder = TinyEncoder.Encoder, Words = 0, LongestCharacters = 0 }).Fit(LabelledProducts.Of(), Context);

        Said(model, new() { Title = "oolong 乌" })["食品 > 茶叶"].ShouldBeGreaterThan(0.8);
        Said(model, new() { Title = "" }).Values.Sum().ShouldBe(1, 1e-6);
    }

    [Fact]
    public void Without_an_encoder_it_says_what_is_missing_in_both_languages()
    {
        var said = Should.Throw<MissingEncoderException>(() => new TextTransformer(new()).Fit(LabelledProducts.Of(), Context));

        said.Remedy.ShouldContain("--encoder");
        said.MessageZh.ShouldContain("句向量");
    }

    private static Dictionary<string, double> Said<TInput>(IClassModel<TInput> model, TInput input)
    {
        var probabilities = new double[model.Classes.Count];
        model.Predict(input, probabilities);
        return model.Classes.Ids.Zip(probabilities).ToDictionary(each => each.First, each => each.Second);
    }

    private static void ReadsBack<TInput, TModel>(TModel model, TInput input)
        where TModel : IClassModel<TInput>, IPersistent<TModel> =>
        Said(TModel.Load(MemoryArtifact.Of(model)), input).ShouldBe(Said(model, input));
}
