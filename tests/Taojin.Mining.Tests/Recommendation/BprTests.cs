using CsCheck;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Tests.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Recommendation;

public sealed class BprContract : RecommenderPromises<BprContract>, INamesAlgorithm
{
    public static string Name => "bpr";
}

public sealed class BprTests
{
    [Fact]
    public void A_step_equals_a_plain_loop() => Gen.Float[-2, 2].Array[3 * 19].Sample(values =>
    {
        const float pull = 0.3f, keep = 0.9f;
        var (user, better, worse) = (values[..19], values[19..38], values[38..]);
        BprStep.Move(user, better, worse, pull, keep);
        for (var place = 0; place < 19; place++)
        {
            var (u, b, w) = (values[place], values[19 + place], values[38 + place]);
            user[place].ShouldBe((u * keep) + (pull * (b - w)), 1e-5f);
            better[place].ShouldBe((b * keep) + (pull * u), 1e-5f);
            worse[place].ShouldBe((w * keep) - (pull * u), 1e-5f);
        }
    }, iter: 50);

    [Fact]
    public void A_step_climbs_the_gradient_of_the_objective()
    {
        float[] user = [0.3f, -0.2f], better = [0.5f, 0.1f], worse = [-0.4f, 0.7f];
        var before = Objective(user, better, worse);
        const float little = 1e-3f;
        var expected = before + (little * Gradient(user, better, worse));

        BprStep.Move(user, better, worse, little * BprStep.Wrongness(user, better, worse), keep: 1);

        Objective(user, better, worse).ShouldBe(expected, 1e-6);
    }

    [Fact]
    public void Cells_of_one_turn_share_no_user_and_no_item_and_hold_every_pair_once()
    {
        var chance = new SplitMix64(5);
        var entries = Enumerable.Range(0, 9000).Select(_ => (User: chance.NextInt32(300), Item: chance.NextInt32(2000))).Distinct().ToArray();
        var data = CsrMatrix.Of(300, 2000, [.. entries.Select(each => each.User)], [.. entries.Select(each => each.Item)], [.. entries.Select(_ => 1f)]);
        var strata = new BprStrata(data);
        strata.Deal(new SplitMix64(9));
        strata.Blocks.ShouldBe(7);

        var seen = new List<(int, int)>();
        for (var shift = 0; shift < strata.Blocks; shift++)
        {
            var cells = Enumerable.Range(0, strata.Blocks).Select(block => (block + shift) % strata.Blocks).Select((items, users) => (Pairs: strata.Cell(users, items).ToArray(), Pool: strata.Items(items).ToArray())).ToArray();
            cells.SelectMany(cell => cell.Pairs.Select(pair => pair.User).Distinct()).ShouldBeUnique();
            cells.SelectMany(cell => cell.Pool).Order().ShouldBe(Enumerable.Range(0, 2000));
            cells.ShouldAllBe(cell => cell.Pairs.All(pair => cell.Pool.Contains(pair.Item)));
            seen.AddRange(cells.SelectMany(cell => cell.Pairs));
        }
        seen.Order().ShouldBe(entries.Order());
    }

    [Fact]
    public void Many_blocks_on_many_threads_give_the_bits_of_one_thread()
    {
        var data = Large();
        var estimator = new Bpr(new() { Factors = 8, Epochs = 2, FoldInPasses = 3 });
        var (alone, together) = (new float[data.Items.Count], new float[data.Items.Count]);

        estimator.Fit(data, new FitContext { Threads = 1 }).Score(3, alone);
        estimator.Fit(data, new FitContext { Threads = 4 }).Score(3, together);

        together.ShouldBe(alone);
    }

    [Fact]
    public void The_order_of_a_history_does_not_matter()
    {
        var data = Testing.Contracts.TwoTastes.Shop();
        var model = new Bpr(new()).Fit(data, new FitContext());
        var (history, forth, back) = (data.HistoryOf(3), new float[model.Items.Count], new float[model.Items.Count]);

        model.Score(history, forth);
        Array.Reverse(history);
        model.Score(history, back);

        back.ShouldBe(forth);
    }

    private static double Objective(float[] user, float[] better, float[] worse) => -Math.Log(1 + Math.Exp(-user.Zip(better.Zip(worse)).Sum(each => each.First * (each.Second.First - each.Second.Second))));

    /// <summary>Length of the gradient, squared: what a small step along it gains per unit.</summary>
    private static double Gradient(float[] user, float[] better, float[] worse)
    {
        var wrong = BprStep.Wrongness(user, better, worse);
        return wrong * wrong * (better.Zip(worse).Sum(each => Math.Pow(each.First - each.Second, 2)) + (2 * user.Sum(each => (double)each * each)));
    }

    private static Interactions Large()
    {
        var chance = new SplitMix64(5);
        int[] rows = [.. Enumerable.Range(0, 6000).Select(_ => chance.NextInt32(200))], columns = [.. rows.Select(_ => chance.NextInt32(1500))];
        var matrix = CsrMatrix.Of(200, 1500, rows, columns, [.. rows.Select(_ => 1f)]);
        return new()
        {
            Users = new Vocabulary(Enumerable.Range(0, 200).Select(user => $"u{user}")),
            Items = new Catalogue { Ids = new Vocabulary(Enumerable.Range(0, 1500).Select(item => $"i{item}")) },
            Matrix = matrix,
            LastTimes = [.. Enumerable.Repeat(Instant.OfSeconds(1), matrix.EntryCount)],
            AsOf = Instant.OfSeconds(2),
        };
    }
}
