using CsCheck;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Recommendation;

public sealed class ItemKnnTests
{
    [Fact]
    public void Scores_equal_a_plain_double_loop() => Gen.Bool.Array[6].Array[12].Sample(touched =>
    {
        var data = Of(touched);
        const double shrinkage = 2;
        var model = new ItemKnn(new() { Shrinkage = shrinkage, Neighbours = 100 }).Fit(data, new FitContext { Threads = 1 });
        for (var user = 0; user < 12; user++)
        {
            var scores = new float[6];
            model.Score(user, scores);
            for (var item = 0; item < 6; item++)
                if (touched[user].Any(each => each))
                    scores[item].ShouldBe((float)Plain(touched, user, item, shrinkage), 1e-4f);
        }
    }, iter: 50);

    [Fact]
    public void Only_the_nearest_neighbours_count()
    {
        var data = Testing.Contracts.TwoTastes.Shop();
        var model = new ItemKnn(new() { Neighbours = 3 }).Fit(data, new FitContext());
        var pulls = new float[model.Items.Count];

        model.Score([new HistoryItem(0, 1, data.AsOf)], pulls);

        pulls.Count(pull => pull > 0).ShouldBeLessThanOrEqualTo(model.Items.Count / 2);
    }

    [Fact]
    public void Weights_count_where_they_are_asked_for()
    {
        var touched = new bool[][] { [true, true, false, false, false, false], [true, true, true, false, false, false] };
        var binary = Of(touched);
        var data = new Interactions { Users = binary.Users, Items = binary.Items, LastTimes = binary.LastTimes, AsOf = binary.AsOf, Matrix = CsrMatrix.Of(2, 6, [0, 0, 1, 1, 1], [0, 1, 0, 1, 2], [1, 2, 3, 4, 5]) };
        var scores = new float[6];

        new ItemKnn(new() { Weighting = PairWeighting.Raw, Shrinkage = 0 }).Fit(data, new FitContext()).Score([new HistoryItem(0, 2, data.AsOf)], scores);

        scores[0].ShouldBe(0);
        scores[1].ShouldBe((float)(2 * ((1 * 2) + (3 * 4)) / (Math.Sqrt(1 + 9) * Math.Sqrt(4 + 16))), 1e-5); // items (1, 3) and (2, 4)
        scores[2].ShouldBe((float)(2 * (3 * 5) / (Math.Sqrt(1 + 9) * 5)), 1e-5);
    }

    [Fact]
    public void Of_equally_near_items_the_lower_ones_are_kept()
    {
        var scores = new float[6];
        var model = new ItemKnn(new() { Neighbours = 2 }).Fit(Of([[true, true, true, true, true, true]]), new FitContext());

        var pulled = Enumerable.Range(0, 6).Where(item => Pull(item, 5) > 0).ToArray();

        pulled.ShouldBe([0, 1]);

        float Pull(int from, int to)
        {
            model.Score([new HistoryItem(from, 1, default)], scores);
            return scores[to];
        }
    }

    private static double Plain(bool[][] touched, int user, int item, double shrinkage)
    {
        double sum = 0;
        for (var other = 0; other < 6; other++)
        {
            if (!touched[user][other] || other == item)
                continue;
            double both = touched.Count(row => row[item] && row[other]), mine = touched.Count(row => row[item]), theirs = touched.Count(row => row[other]);
            sum += both == 0 ? 0 : both / (Math.Sqrt(mine * theirs) + shrinkage);
        }
        return sum;
    }

    private static Interactions Of(bool[][] touched)
    {
        var cells = touched.SelectMany((row, user) => row.Select((each, item) => (user, item, each))).Where(cell => cell.each).ToArray();
        return new()
        {
            Users = new Vocabulary(touched.Select((_, user) => $"u{user}")),
            Items = new Catalogue { Ids = new Vocabulary(Enumerable.Range(0, 6).Select(item => $"i{item}")) },
            Matrix = CsrMatrix.Of(touched.Length, 6, [.. cells.Select(cell => cell.user)], [.. cells.Select(cell => cell.item)], [.. cells.Select(_ => 1f)]),
            LastTimes = [.. cells.Select(_ => Instant.OfSeconds(1))],
            AsOf = Instant.OfSeconds(2),
        };
    }
}
