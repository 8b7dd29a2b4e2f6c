using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;
using Taojin.Testing.Contracts;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch.Tests.Recommendation;

[Collection("libtorch")] // its generator belongs to the process
public sealed class TwoTowerTests
{
    private const int Warm = 40, New = 10;
    private static readonly TwoTowerOptions Small = new() { Factors = 16, Hidden = 16, Buckets = 4096, Epochs = 12, BatchSize = 128, LearningRate = 0.01, Length = 10 };

    [Fact]
    public void Items_that_nobody_touched_are_found_by_what_is_written_on_them()
    {
        var shop = Shop();

        var model = new TwoTowerEstimator(Small).Fit(shop, new FitContext());

        var scores = new float[shop.Items.Count];
        for (var user = 0; user < 30; user++)
        {
            model.Score(user, scores);
            var unknown = Enumerable.Range(Warm, New).OrderByDescending(item => scores[item]).Take(New / 2);
            unknown.ShouldAllBe(item => item % 2 == user % 2, $"user {user}");
        }
    }

    [Fact]
    public void Items_that_came_after_the_fit_get_their_vectors_from_their_content()
    {
        var shop = Shop();
        var model = new TwoTowerEstimator(Small).Fit(shop, new FitContext());
        var later = new Catalogue { Ids = new Vocabulary(["x", "y", "z"]), Title = ["新款龙井红茶 tea 99", "新款透气跑鞋 shoe 99", null] };

        var (vectors, scores) = (model.VectorsOf(later), new float[3]);

        model.Score(shop.HistoryOf(0), vectors, scores);
        scores[0].ShouldBeGreaterThan(scores[1] + 0.3f); // user 0 likes tea
        model.Score(shop.HistoryOf(1), vectors, scores);
        scores[1].ShouldBeGreaterThan(scores[0] + 0.3f);
        scores[2].ShouldBe(float.NaN); // nothing is known of it
    }

    [Fact]
    public void Over_a_later_catalogue_the_model_scores_what_is_new_and_the_rest_as_before()
    {
        var shop = Shop();
        var model = new TwoTowerEstimator(Small).Fit(shop, new FitContext());
        var later = new Catalogue { Ids = new Vocabulary([.. shop.Items.Ids.Ids, "新茶", "新鞋"]), Title = [.. shop.Items.Title, "新款龙井红茶 tea 99", "新款透气跑鞋 shoe 99"] };

        var grown = model.Over(later);

        var (before, after) = (new float[shop.Items.Count], new float[grown.Items.Count]);
        model.Score(0, before);
        grown.Score(0, after);
        after[..before.Length].ShouldBe(before);
        after[grown.Items.IndexOf("新茶")].ShouldBeGreaterThan(after[grown.Items.IndexOf("新鞋")] + 0.3f); // user 0 likes tea
        model.Over(shop.Items).ShouldBeSameAs(model);
    }

    [Fact]
    public void Without_a_vector_of_their_own_items_of_the_same_words_are_the_same()
    {
        var shop = Shop();
        var model = new TwoTowerEstimator(Small with { OwnDropout = 1 }).Fit(shop, new FitContext());

        var vectors = model.VectorsOf(shop.Items);

        for (var item = 0; item < shop.Items.Count; item++)
            vectors[item].ToArray().ShouldBe(model.ItemVectors[item].ToArray());
    }

    [Fact]
    public void Given_vectors_stand_for_words_where_there_are_none()
    {
        var told = Shop();
        var items = new Catalogue { Ids = told.Items.Ids };
        var vectors = new DenseRows(items.Count, 4);
        for (var item = 0; item < items.Count; item++)
            vectors[item][item % 2] = 1;
        var shop = new Interactions { Users = told.Users, Items = items, Matrix = told.Matrix, LastTimes = told.LastTimes, AsOf = told.AsOf, ItemVectors = vectors };

        var model = new TwoTowerEstimator(Small).Fit(shop, new FitContext());

        var scores = new float[items.Count];
        model.Score(0, scores);
        scores[Warm].ShouldBeGreaterThan(scores[Warm + 1]); // even users like even items
        ((TwoTowerModel)TwoTower.Card.Load(MemoryArtifact.Of(model))).VectorsOf(items, vectors)[Warm].ToArray().ShouldBe(model.ItemVectors[Warm].ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(257)]
    public void The_item_tower_that_is_served_says_what_the_network_says_within_a_hundred_thousandth(int rows)
    {
        manual_seed(3);
        using var network = new TwoTowerNetwork(new(20, 10, 0, 24, 40), dropout: 0.5);
        network.eval();
        var chance = SplitMix64.Stream(5, "two-tower-tests");
        var sums = Enumerable.Range(0, rows * 24).Select(_ => (float)chance.NextNormal()).ToArray();

        using var said = network.Tower(tensor(sums, [rows, 24]));

        var served = Served.Run(TwoTowerEstimator.Graph(network), ("x", sums, [rows, 24]));
        var expected = said.data<float>().ToArray();
        served.Length.ShouldBe(expected.Length);
        for (var place = 0; place < served.Length; place++)
            served[place].ShouldBe(expected[place], 1e-5f);
    }

    [Fact]
    public void A_spent_budget_leaves_a_model_of_one_epoch()
    {
        var budget = new FitBudget(() => true);

        var model = new TwoTowerEstimator(Small).Fit(Shop(), new FitContext { Budget = budget });

        budget.HasCut.ShouldBeTrue();
        var scores = new float[Warm + New];
        model.Score(0, scores);
        scores.ShouldAllBe(score => score >= -1.001f && score <= 1.001f);
    }

    /// <summary>Even users touch even items, which are teas, odd users odd ones, which are shoes; the last ten items nobody touched.</summary>
    private static Interactions Shop()
    {
        const int users = 120, each = 8;
        var (rows, columns) = (new List<int>(), new List<int>());
        for (var user = 0; user < users; user++)
        {
            var places = Enumerable.Range(0, Warm / 2).ToArray();
            SplitMix64.Stream(7, "two-tower-tests/shop", user).Shuffle<int>(places);
            rows.AddRange(Enumerable.Repeat(user, each));
            columns.AddRange(places.Take(each).Select(place => (2 * place) + (user % 2)));
        }
        var matrix = CsrMatrix.Of(users, Warm + New, [.. rows], [.. columns], [.. rows.Select(_ => 1f)]);
        return new()
        {
            Users = new Vocabulary(Enumerable.Range(0, users).Select(user => $"用户{user}")),
            Items = new Catalogue
            {
                Ids = new Vocabulary(Enumerable.Range(0, Warm + New).Select(item => $"商品{item}")),
                Title = [.. Enumerable.Range(0, Warm + New).Select(item => item % 2 == 0 ? $"龙井红茶 tea {item}" : $"透气跑鞋 shoe {item}")],
                Price = [.. Enumerable.Range(0, Warm + New).Select(item => item % 7 == 0 ? float.NaN : (10f * (item % 2)) + item)],
                Categories = new Vocabulary(["食品 > 茶", "服饰 > 鞋"]),
                Category = [.. Enumerable.Range(0, Warm + New).Select(item => item % 2)],
            },
            Matrix = matrix,
            LastTimes = [.. Enumerable.Range(0, matrix.EntryCount).Select(entry => Instant.OfSeconds(1_700_000_000 + (long)(SplitMix64.Mix((ulong)entry) % 86_400)))],
            AsOf = Instant.OfSeconds(1_700_900_000),
        };
    }
}
