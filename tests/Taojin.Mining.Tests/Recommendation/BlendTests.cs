using CsCheck;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Tests.Learning;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Recommendation;

public sealed class BlendContract : RecommenderPromises<BlendContract>, INamesAlgorithm
{
    public static string Name => "blend";
}

public sealed class BlendTests
{
    [Theory]
    [InlineData(BlendScale.Deviation)]
    [InlineData(BlendScale.Range)]
    [InlineData(BlendScale.ReciprocalRank)]
    public void Scaled_scores_equal_a_plain_loop_and_keep_their_order(BlendScale scale) => Gen.Select(Gen.Float[-5, 5].Array[3, 30], Gen.Int[-40, 0]).Sample((drawn, exponent) =>
    {
        float[] scores = Array.ConvertAll(drawn, score => score * MathF.Pow(10, exponent)), scaled = [.. scores];
        BlendScaling.Apply(scale, scaled);
        for (var item = 0; item < scores.Length; item++)
            scaled[item].ShouldBe((float)Plain(scale, scores, item), 1e-4f * MathF.Max(1, MathF.Abs(scaled[item])));
    }, iter: 100);

    [Fact]
    public void What_cannot_be_said_counts_as_the_lowest_and_nothing_said_as_nothing()
    {
        float[] some = [1, float.NaN, 3], none = [float.NaN, float.NaN];

        BlendScaling.Apply(BlendScale.Range, some).ShouldBeTrue();
        BlendScaling.Apply(BlendScale.Range, none).ShouldBeFalse();

        some.ShouldBe([0.5f, 0.5f, 1.5f]);
        none.ShouldBe([0f, 0f]);
    }

    [Fact]
    public void The_model_that_foretells_gets_the_weight()
    {
        bool[] isNew = [false, true, false, false];
        BlendCase[] cases = [.. Enumerable.Range(0, 30).Select(_ => new BlendCase([[3, 2, 1, 0], [0, 1, 0.5f, 0.2f]], isNew, 1))];

        var weights = BlendSearch.Run(cases, members: 2, draws: 20, new FitContext());

        BlendSearch.Ndcg(cases, weights).ShouldBe(1);
        BlendSearch.Ndcg(cases, [1, 0]).ShouldBe(1 / Math.Log2(3), 1e-12);
        weights.Sum().ShouldBe(1, 1e-12);
    }

    [Fact]
    public void A_blend_that_wins_by_less_than_the_interval_gives_way_to_its_best_member()
    {
        // one of forty cases is better blended: 0.37 / 40 of NDCG with a deviation of six times as much
        BlendCase[] cases = [.. Enumerable.Range(0, 40).Select(row => new BlendCase(row == 0 ? [[3, 2.9f, 1, 0], [0, 1, 0.5f, 0.2f]] : [[1, 3, 0, 0], [1, 3, 0, 0]], [false, true, false, false], 1))];
        BlendCase[] many = [.. cases.Select((each, row) => row % 2 == 0 ? cases[0] : each)];
        double[][] alone = [[1, 0], [0, 1]];

        BlendSearch.Ndcg(cases, [0.5, 0.5]).ShouldBeGreaterThan(BlendSearch.Ndcg(cases, [1, 0]));
        BlendSearch.Kept(cases, [0.5, 0.5], [alone[0]]).ShouldBe([1, 0]);
        BlendSearch.Kept(many, [0.5, 0.5], [alone[0]]).ShouldBe([0, 1]); // the blend is worth it, and then its first member adds nothing
        BlendSearch.Kept(many, [0.5, 0.5], alone).ShouldBe([0, 1]);
    }

    [Fact]
    public void Parts_of_the_members_add_up_to_the_score_even_when_not_all_explain_items()
    {
        var data = TwoTastes.Shop();
        var model = new Blend(new() { Members = ["item-knn", "popular", "content-knn"], Weights = [1, 0.5, 2], Scale = BlendScale.ReciprocalRank }).Fit(data, new FitContext());
        var (history, scores, parts) = (data.HistoryOf(3), new float[model.Items.Count], new float[3]);
        model.Score(history, scores);

        model.ExplainByMembers(history, 4, parts);

        parts.Sum().ShouldBe(scores[4], 1e-4);
        model.ShouldNotBeAssignableTo<IExplainsRecommendation>();
    }

    [Fact]
    public void What_is_held_back_is_the_last_part_and_nothing_of_it_is_in_the_past()
    {
        var data = TwoTastes.Shop();

        var window = BlendWindow.Of(data, 0.2, new FitContext()).ShouldNotBeNull();

        window.Past.LastTimes.ShouldAllBe(time => time < window.Past.AsOf);
        window.Past.Sequences.Times.ShouldAllBe(time => time < window.Past.AsOf);
        window.Past.Matrix.EntryCount.ShouldBe(window.Past.LastTimes.Length);
        foreach (var (user, items) in window.Users.Zip(window.New))
            items.Intersect(window.Past.Matrix[user].Columns.ToArray()).ShouldBeEmpty();
        (window.Past.Matrix.EntryCount + window.New.Sum(items => items.Length)).ShouldBe(data.Matrix.EntryCount);
    }

    [Fact]
    public void A_member_that_cannot_score_histories_is_refused_and_weights_must_fit()
    {
        Should.Throw<TaojinException>(() => new Blend(new() { Members = ["buy-again"] }).Fit(TwoTastes.Shop(), new FitContext())).Code.ShouldBe("blend.member");
        Should.Throw<OptionsException>(() => new Blend(new() { Weights = [1, 2] }));
        Should.Throw<OptionsException>(() => new Blend(new() { Members = [] }));
    }

    private static double Plain(BlendScale scale, float[] scores, int item)
    {
        double mean = scores.Average(score => (double)score), range = (double)scores.Max() - scores.Min();
        var deviation = range == 0 ? 0 : range * Math.Sqrt(scores.Average(score => Math.Pow((score - mean) / range, 2)));
        return scale switch
        {
            BlendScale.Deviation => 1 / deviation > float.MaxValue ? 0 : scores[item] / deviation,
            BlendScale.Range => 1 / range > float.MaxValue ? 0 : scores[item] / range,
            _ => 1.0 / (61 + scores.Count(score => score > scores[item])),
        };
    }
}
