using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Tests.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Recommendation;

public sealed class ContentKnnContract : RecommenderPromises<ContentKnnContract>, INamesAlgorithm
{
    public static string Name => "content-knn";
}

public sealed class ContentKnnTests
{
    [Fact]
    public void An_item_that_nobody_touched_is_found_by_its_words_whatever_their_width()
    {
        var data = Shop("云川轻薄羽绒服 黑色", "白鹭保温杯 500ML", "山野羽绒服（轻薄）", "大容量保温杯 ５００ml", "龙井茶礼盒", "明前龙井茶");
        var model = new ContentKnn(new()).Fit(data, new FitContext());
        var scores = new float[6];

        model.Score([new HistoryItem(1, 1, default)], scores);

        scores[3].ShouldBeGreaterThan(scores.Where((_, item) => item is not (1 or 3)).Max());
        scores[1].ShouldBe(1, 1e-5f);
        scores[4].ShouldBe(0);
    }

    [Fact]
    public void Given_vectors_are_compared_by_cosine_and_the_last_touch_counts_most()
    {
        var data = Shop("a", "b", "c");
        var model = ContentKnnModel.OfVectors(data, new DenseRows(3, 2, [2, 0, 0, 3, 1, 1]), decay: 0.5);
        var (scores, parts) = (new float[3], new float[2]);
        HistoryItem[] history = [new(0, 1, Instant.OfSeconds(1)), new(1, 2, Instant.OfSeconds(2))];

        model.Score(history, scores); // weights ½·1 : 1·2 = 0.2 : 0.8
        model.Explain(history, 2, parts);

        scores.ShouldBe([0.2f, 0.8f, (float)Math.Sqrt(0.5)], 1e-6);
        parts.ShouldBe([(float)(0.2 * Math.Sqrt(0.5)), (float)(0.8 * Math.Sqrt(0.5))], 1e-6);
    }

    [Fact]
    public void A_history_without_any_text_cannot_be_scored()
    {
        var model = new ContentKnn(new()).Fit(Shop("羽绒服", "羽绒服 加厚", "!?"), new FitContext());
        var scores = new float[3];
        model.Score([new HistoryItem(2, 1, default)], scores);
        scores.ShouldAllBe(score => float.IsNaN(score));
    }

    [Fact]
    public void Items_without_texts_are_too_little() => Should.Throw<TooLittleDataException>(() => new ContentKnn(new()).Fit(Shop("茶", "杯"), new FitContext()));

    private static Interactions Shop(params string[] titles) => new()
    {
        Users = new Vocabulary(["用户"]),
        Items = new Catalogue { Ids = new Vocabulary(titles.Select((_, item) => $"i{item}")), Title = titles },
        Matrix = CsrMatrix.Of(1, titles.Length, [0], [0], [1]),
        LastTimes = [Instant.OfSeconds(1)],
        AsOf = Instant.OfSeconds(2),
    };
}
