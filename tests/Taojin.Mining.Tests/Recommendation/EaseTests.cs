using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Tests.Learning;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Recommendation;

public sealed class EaseContract : RecommenderPromises<EaseContract>, INamesAlgorithm
{
    public static string Name => "ease";
}

/// <summary>Weights against matrices worked out apart (oracles 9.2: Bᵢⱼ = −Pᵢⱼ ÷ Pⱼⱼ in double precision).</summary>
public sealed class EaseTests
{
    private static readonly float[][] Uneven = [[1, 0, 0, 1], [1, 1, 0, 0], [0, 1, 1, 0], [1, 1, 0, 1]];

    [Theory]
    [InlineData(20_000)]
    [InlineData(0)]
    public void The_weights_of_a_small_shop_are_those_of_the_closed_form(int mostDenseItems)
    {
        double[,] expected = { { 0, 0.5, -0.166667, 0.5 }, { 0.421053, 0, 0.333333, 0 }, { -0.210526, 0.5, 0, 0 }, { 0.526316, 0, 0, 0 } };

        var model = Fit(Uneven, new() { Regularization = 1, MostDenseItems = mostDenseItems });

        for (var from = 0; from < 4; from++)
            for (var to = 0; to < 4; to++)
                model.WeightOf(from, to).ShouldBe((float)expected[from, to], 1e-6f);
    }

    [Theory]
    [InlineData(1, 1 / 3.0)]
    [InlineData(10, 0.133333)]
    public void In_a_shop_where_all_items_are_alike_all_weights_are_one_number(double regularization, double weight)
    {
        var model = Fit([[1, 1, 0], [1, 0, 1], [0, 1, 1], [1, 1, 1]], new() { Regularization = regularization });

        for (var from = 0; from < 3; from++)
            for (var to = 0; to < 3; to++)
                model.WeightOf(from, to).ShouldBe(from == to ? 0 : (float)weight, 1e-6f);
    }

    [Fact]
    public void A_score_adds_up_the_rows_of_the_history_each_faded_by_its_age()
    {
        var data = TouchedShop.Of(Uneven);
        var model = new Ease(new() { Regularization = 1, HistoryDecay = 0.7 }).Fit(data, new FitContext());

        var scores = TouchedShop.Scores(model, user: 3);

        scores[2].ShouldBe((0.7f * 0.7f * model.WeightOf(0, 2)) + (0.7f * model.WeightOf(1, 2)) + model.WeightOf(3, 2), 1e-6f);
        TouchedShop.PartSums(model, data.HistoryOf(3)).ShouldBe(scores, 1e-6f);
    }

    [Fact]
    public void Weights_count_when_pairs_are_not_binary()
    {
        float[][] shop = [[2, 1], [1, 2]];

        // X'X + I = [[6, 4], [4, 6]]; its inverse is [[6, −4], [−4, 6]] ÷ 20, so each weight is 4 ÷ 6.
        Fit(shop, new() { Regularization = 1, IsBinary = false }).WeightOf(0, 1).ShouldBe(2 / 3f, 1e-6f);
        Fit(shop, new() { Regularization = 1 }).WeightOf(0, 1).ShouldBe(2 / 3f, 1e-6f);
    }

    [Fact]
    public void Of_a_large_shop_the_strongest_weights_of_each_item_are_kept()
    {
        var all = Fit(Uneven, new() { Regularization = 1 });
        var few = Fit(Uneven, new() { Regularization = 1, MostDenseItems = 0, StrongestEntries = 1 });

        few.WeightOf(2, 1).ShouldBe(all.WeightOf(2, 1));
        few.WeightOf(2, 0).ShouldBe(0);
    }

    [Fact]
    public void Of_fewer_users_than_items_the_weights_are_the_same_by_the_table_of_users()
    {
        var chance = new Numerics.SplitMix64(5);
        float[][] shop = [.. Enumerable.Range(0, 9).Select(_ => Enumerable.Range(0, 40).Select(_ => chance.NextDouble() < 0.3 ? 1f : 0).ToArray())];

        var (byItems, byUsers) = (Fit(shop, new() { Regularization = 3 }), Fit(shop, new() { Regularization = 3, MostDenseItems = 0, StrongestEntries = 40 }));

        for (var pair = 0; pair < 1600; pair++)
            byUsers.WeightOf(pair / 40, pair % 40).ShouldBe(byItems.WeightOf(pair / 40, pair % 40), 1e-5f);
    }

    [Fact]
    public void What_is_cut_down_is_read_back_with_the_same_bits()
    {
        var model = Fit(Uneven, new() { Regularization = 1, MostDenseItems = 0, StrongestEntries = 2 });
        var written = MemoryArtifact.Of(model);

        MemoryArtifact.Of(EaseModel.Load(written)).DifferenceTo(written).ShouldBeNull();
    }

    [Fact]
    public void A_catalogue_that_does_not_fit_into_memory_is_refused_in_both_languages()
    {
        var refused = Should.Throw<TooMuchDataException>(() => Ease.RefuseBeyond(200_000, Array.MaxLength));

        refused.Code.ShouldBe("learn.too-much-data");
        refused.Message.ShouldBe("200000 items need a table of 160.0 GB; here at most 46340 items fit.");
        refused.MessageZh.ShouldBe("200000 个商品需要 160.0 GB 的表；此处最多容纳 46340 个商品。");
        Should.NotThrow(() => Ease.RefuseBeyond(46_340, Array.MaxLength));
    }

    private static EaseModel Fit(float[][] shop, EaseOptions options) => new Ease(options).Fit(TouchedShop.Of(shop), new FitContext());
}
