using CsCheck;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Tests.Learning;

namespace Taojin.Mining.Tests.Recommendation;

public sealed class GraphFilterContract : RecommenderPromises<GraphFilterContract>, INamesAlgorithm
{
    public static string Name => "graph-filter";
}

public sealed class GraphFilterTests
{
    [Fact]
    public void Scores_and_their_parts_equal_plain_loops_over_the_formula() => Gen.Bool.Array[5].Array[7].Sample(touched =>
    {
        var data = TouchedShop.Of(touched);
        var options = new GraphFilterOptions { IdealWeight = 0, Sharpening = 0.4, UserSmoothing = 0, ItemSmoothing = 0, HistoryExponent = 0.2, PopularityExponent = 0.7, HistoryDecay = 0.8 };
        var model = new GraphFilter(options).Fit(data, new FitContext());
        for (var user = 0; user < 7; user++)
        {
            var history = data.HistoryOf(user);
            if (history.Length == 0)
                continue;
            var (scores, expected) = (TouchedShop.Scores(model, user), Plain(touched, history, options));
            for (var item = 0; item < 5; item++)
                scores[item].ShouldBe((float)expected[item], 1e-5f);
            TouchedShop.PartSums(model, history).ShouldBe(scores, 1e-5f);
        }
    }, iter: 40);

    [Fact]
    public void The_ideal_low_pass_of_all_vectors_passes_every_signal_that_the_graph_can_carry()
    {
        // Three users, three items, R of full rank: V spans everything, V Vᵀ is the unit matrix and adds α to the items of the history.
        var data = TouchedShop.Of([1, 1, 0], [0, 1, 1], [1, 0, 0]);
        var (without, with) = (Fit(data, ideal: 0), Fit(data, ideal: 2));

        for (var item = 0; item < 3; item++)
            (TouchedShop.Scores(with, 0)[item] - TouchedShop.Scores(without, 0)[item]).ShouldBe(item < 2 ? 2 : 0, 1e-4f);
    }

    [Fact]
    public void The_first_vector_is_the_root_of_the_degrees()
    {
        // P has the eigenvector √dᵢ of eigenvalue 1 when the graph hangs together: v = √d ÷ |√d|. Degrees 2, 3, 1, 2: v·vᵀ of items 0 and 1 is √6 ÷ 8.
        var data = TouchedShop.Of([1, 1, 0, 0], [1, 1, 1, 0], [0, 1, 0, 1], [0, 0, 0, 1]);
        var options = new GraphFilterOptions { Vectors = 1, IdealWeight = 1, Sharpening = 0, UserSmoothing = 0, ItemSmoothing = 0, HistoryExponent = 0, PopularityExponent = 0, Steps = 60 };
        var ideal = new GraphFilter(options).Fit(data, new FitContext());
        var plain = new GraphFilter(options with { IdealWeight = 0 }).Fit(data, new FitContext());

        var difference = TouchedShop.Scores(ideal, new HistoryItem(0, 1, default))[1] - TouchedShop.Scores(plain, new HistoryItem(0, 1, default))[1];

        difference.ShouldBe(MathF.Sqrt(6) / 8, 1e-4f);
    }

    [Fact]
    public void Smoothed_edges_are_scaled_to_a_largest_singular_value_of_one()
    {
        // One user of two items: R = [1, 1], each edge 1 ÷ √((2 + 2)(1 + 3)) = ¼; the singular value is √2 ÷ 4, so each edge becomes 1 ÷ √2.
        var graph = ItemGraph.Of(TouchedShop.Of([[1f, 1f]]).Matrix, userSmoothing: 2, itemSmoothing: 3);

        graph.ByUser.Values.ToArray().ShouldBe([MathF.Sqrt(0.5f), MathF.Sqrt(0.5f)], 1e-6f);

        // Users of 2 + 2 and 1 + 2 pairs, items of 2 and 1: P before scaling is [[a, b], [b, c]].
        var uneven = ItemGraph.Of(TouchedShop.Of([1, 1], [1, 0]).Matrix, userSmoothing: 2, itemSmoothing: 0);
        double a = (1 / 8.0) + (1 / 6.0), b = 1 / (4 * Math.Sqrt(2)), c = 1 / 4.0;
        var largest = ((a + c) / 2) + Math.Sqrt((Math.Pow(a - c, 2) / 4) + (b * b));
        uneven.ByUser[1].Values[0].ShouldBe((float)(Math.Sqrt(1 / 6.0) / Math.Sqrt(largest)), 1e-5f);
    }

    [Fact]
    public void Items_that_nobody_touched_get_nothing_and_give_nothing()
    {
        var model = new GraphFilter(new()).Fit(TouchedShop.Of([1, 1, 0], [1, 1, 0]), new FitContext());

        TouchedShop.Scores(model, 0)[2].ShouldBe(0, 1e-6f);
        TouchedShop.Scores(model, new HistoryItem(2, 1, default)).ShouldAllBe(score => MathF.Abs(score) < 1e-6f);
    }

    private static GraphFilterModel Fit(Interactions data, double ideal) => new GraphFilter(new()
    {
        IdealWeight = ideal, UserSmoothing = 0, ItemSmoothing = 0, HistoryExponent = 0, PopularityExponent = 0, Steps = 30,
    }).Fit(data, new FitContext());

    private static double[] Plain(bool[][] touched, HistoryItem[] history, GraphFilterOptions options)
    {
        double ItemDegree(int item) => touched.Count(row => row[item]);
        double P(int one, int other) => touched.Where(row => row[one] && row[other])
            .Sum(row => 1 / (row.Count(each => each) * Math.Sqrt(ItemDegree(one) * ItemDegree(other))));
        double Twice(int one, int other) => Enumerable.Range(0, 5).Sum(between => P(one, between) * P(between, other));
        return [.. Enumerable.Range(0, 5).Select(item => history.Select((each, place) =>
            Math.Pow(options.HistoryDecay, history.Length - 1 - place)
            * Math.Pow(ItemDegree(each.Item), -options.HistoryExponent)
            * (P(each.Item, item) - (options.Sharpening * Twice(each.Item, item)))).Sum() * Math.Pow(ItemDegree(item), options.PopularityExponent))];
    }
}
