using CsCheck;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Recommendation;

public sealed class PairWeightingTests
{
    private static readonly CsrMatrix Vectors = CsrMatrix.Of(3, 2, [0, 0, 1, 2], [0, 1, 0, 0], [4, 1, 1, 9]);

    [Fact]
    public void Binary_counts_one_and_raw_the_weight()
    {
        TermWeighting.Of(Vectors, PairWeighting.Binary).Apply(Vectors).Values.ToArray().ShouldBe([1f, 1, 1, 1]);
        TermWeighting.Of(Vectors, PairWeighting.Raw).Apply(Vectors).Values.ToArray().ShouldBe([4f, 1, 1, 9]);
    }

    [Fact]
    public void Tf_idf_is_the_root_of_the_weight_times_the_rarity_of_the_term()
    {
        var weighted = TermWeighting.Of(Vectors, PairWeighting.TfIdf).Apply(Vectors).Values.ToArray();

        // Three vectors; the first term stands in all three, the second in one.
        weighted[0].ShouldBe(2 * MathF.Log(2), 1e-6f);
        weighted[1].ShouldBe(MathF.Log(4), 1e-6f);
    }

    [Fact]
    public void Bm25_saturates_weights_and_says_less_of_long_vectors()
    {
        var weighted = TermWeighting.Of(Vectors, PairWeighting.Bm25).Apply(Vectors).Values.ToArray();

        // Mean length 15 ÷ 3 = 5, the first vector's length is 5: weight·2.2 ÷ (weight + 1.2).
        weighted[0].ShouldBe(4 * 2.2f / 5.2f * MathF.Log(2), 1e-6f);
        weighted[3].ShouldBe(9 * 2.2f / (9 + (1.2f * (0.25f + (0.75f * 9 / 5)))) * MathF.Log(2), 1e-6f);
    }

    [Fact]
    public void An_item_neighbour_of_many_heavy_users_is_less_near_by_tf_idf()
    {
        // Items 0 and 1 share a user of two items, items 0 and 2 one of five; all else is equal.
        float[][] shop = [[1, 1, 0, 0, 0, 0], [1, 0, 1, 1, 1, 1]];
        var binary = TouchedShop.Scores(Fit(shop, PairWeighting.Binary), new HistoryItem(0, 1, default));
        var rare = TouchedShop.Scores(Fit(shop, PairWeighting.TfIdf), new HistoryItem(0, 1, default));

        binary[1].ShouldBe(binary[2], 1e-6f);
        rare[1].ShouldBeGreaterThan(rare[2]);
    }

    [Fact]
    public void The_history_fades_with_age_for_fitted_and_folded_in_users_alike() => Gen.Bool.Array[5].Array[8].Sample(touched =>
    {
        var data = TouchedShop.Of(touched);
        var model = new ItemKnn(new() { HistoryDecay = 0.5, Shrinkage = 1 }).Fit(data, new FitContext { Threads = 1 });
        for (var user = 0; user < 8; user++)
        {
            var history = data.HistoryOf(user);
            if (history.Length == 0)
                continue;
            var (fitted, expected) = (TouchedShop.Scores(model, user), new float[5]);
            for (var place = 0; place < history.Length; place++)
            {
                var alone = TouchedShop.Scores(model, history[place]);
                for (var item = 0; item < 5; item++)
                    expected[item] += MathF.Pow(0.5f, history.Length - 1 - place) * alone[item];
            }
            for (var item = 0; item < 5; item++)
                fitted[item].ShouldBe(expected[item], 1e-5f);
            TouchedShop.PartSums(model, history).Zip(fitted, (sum, score) => MathF.Abs(sum - score)).Max().ShouldBeLessThan(1e-5f);
        }
    }, iter: 30);

    private static ItemKnnModel Fit(float[][] shop, PairWeighting weighting) =>
        new ItemKnn(new() { Weighting = weighting, Shrinkage = 0 }).Fit(TouchedShop.Of(shop), new FitContext { Threads = 1 });
}
