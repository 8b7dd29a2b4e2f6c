using CsCheck;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Tests.Learning;

namespace Taojin.Mining.Tests.Recommendation;

public sealed class UserKnnContract : RecommenderPromises<UserKnnContract>, INamesAlgorithm
{
    public static string Name => "user-knn";
}

public sealed class UserKnnTests
{
    [Fact]
    public void Scores_and_their_parts_equal_a_plain_double_loop() => Gen.Bool.Array[6].Array[9].Sample(touched =>
    {
        var data = TouchedShop.Of(touched);
        var model = new UserKnn(new() { Neighbours = 3, Shrinkage = 2 }).Fit(data, new FitContext());
        for (var user = 0; user < 9; user++)
        {
            if (!touched[user].Any(each => each))
                continue;
            var scores = TouchedShop.Scores(model, user);
            var parts = TouchedShop.PartSums(model, data.HistoryOf(user));
            for (var item = 0; item < 6; item++)
            {
                scores[item].ShouldBe((float)Plain(touched, touched[user], item), 1e-5f);
                parts[item].ShouldBe(scores[item], 1e-5f);
            }
        }
    }, iter: 50);

    [Theory]
    [InlineData(PairWeighting.Raw)]
    [InlineData(PairWeighting.TfIdf)]
    [InlineData(PairWeighting.Bm25)]
    public void Parts_add_up_whatever_the_weighting_and_the_decay(PairWeighting weighting)
    {
        var data = TouchedShop.Of([3, 1, 0, 2, 0], [1, 1, 1, 0, 0], [0, 4, 1, 1, 0], [1, 0, 0, 1, 5]);
        var model = new UserKnn(new() { Weighting = weighting, HistoryDecay = 0.6, Shrinkage = 1 }).Fit(data, new FitContext());

        var (scores, parts) = (TouchedShop.Scores(model, 0), TouchedShop.PartSums(model, data.HistoryOf(0)));

        for (var item = 0; item < 5; item++)
            parts[item].ShouldBe(scores[item], 1e-4f);
        scores[2].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Users_of_equal_similarity_are_asked_by_index()
    {
        var data = TouchedShop.Of([1, 1, 0], [1, 0, 1]);
        var model = new UserKnn(new() { Neighbours = 1, Shrinkage = 0 }).Fit(data, new FitContext());

        var scores = TouchedShop.Scores(model, data.HistoryOf(0)[0]);

        scores[1].ShouldBeGreaterThan(0);
        scores[2].ShouldBe(0);
    }

    private static double Plain(bool[][] touched, bool[] asked, int item) => touched
        .Select((other, user) => (Similarity: Similarity(asked, other), user, other))
        .Where(each => each.Similarity > 0)
        .OrderByDescending(each => (float)each.Similarity).ThenBy(each => each.user)
        .Take(3).Where(each => each.other[item]).Sum(each => each.Similarity);

    private static double Similarity(bool[] one, bool[] other)
    {
        double both = one.Zip(other, (a, b) => a && b).Count(each => each), mine = one.Count(each => each), theirs = other.Count(each => each);
        return both / (Math.Sqrt(mine * theirs) + 2);
    }
}
