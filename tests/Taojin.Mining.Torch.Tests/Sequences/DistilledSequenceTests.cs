using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Torch.Sequences;
using Taojin.Numerics;

namespace Taojin.Mining.Torch.Tests.Sequences;

[Collection("libtorch")]
public sealed class DistilledSequenceTests
{
    private const int Users = 200, Items = 60, Each = 4;
    private static readonly DistilledSequenceOptions Small = new() { Choices = 3, RankDecay = 0.5, Width = 16, Dropout = 0, LearningRate = 0.02, Epochs = 150, Precision = NetworkPrecision.Float32 };

    [Fact]
    public void The_network_lists_what_its_teacher_lists_though_the_data_say_nothing_of_it()
    {
        var shop = Noise();

        var taught = new DistilledSequenceEstimator(Small).Fit(shop, new Whim(shop), new FitContext());

        Agreement(taught, shop).ShouldBeGreaterThan(0.8);
        Agreement(new SequenceTransformerEstimator(new() { Width = 16, Dropout = 0, LearningRate = 0.02, Epochs = 25, Patience = 0 }).Fit(shop, new FitContext()), shop).ShouldBeLessThan(0.3);
    }

    [Fact]
    public void A_lesson_is_drawn_from_the_list_the_first_ones_more_often()
    {
        var (lesson, counts, chance) = (new Lesson([7, 8, 9], 1), new int[10], SplitMix64.Stream(20180511, "distilled-sequence-tests"));

        for (var draw = 0; draw < 10_000; draw++)
            counts[lesson.Draw(new(1, EventKind.View, default), SequenceTarget.New, ref chance).Item]++;

        counts[7..].Sum().ShouldBe(10_000);
        ((double)counts[8] / counts[7]).ShouldBe(Math.Exp(-1), 0.03);
        ((double)counts[9] / counts[8]).ShouldBe(Math.Exp(-1), 0.05);
    }

    [Fact]
    public void It_cannot_teach_itself() => Should.Throw<TaojinException>(
        () => new DistilledSequenceEstimator(new() { Teachers = ["distilled-sequence"] }).Fit(Noise(), new FitContext())).Code.ShouldBe("distilled-sequence.teacher");

    /// <summary>Share of users whose first new item is the teacher's.</summary>
    private static double Agreement(SequenceTransformerModel model, Interactions shop)
    {
        var (scores, wanted, hits) = (new float[Items], new float[Items], 0);
        for (var user = 0; user < Users; user++)
        {
            model.Score(user, scores);
            new Whim(shop).Score(user, wanted);
            foreach (var seen in shop.Matrix[user].Columns)
                (scores[seen], wanted[seen]) = (float.NegativeInfinity, float.NegativeInfinity);
            hits += Array.IndexOf(scores, scores.Max()) == Array.IndexOf(wanted, wanted.Max()) ? 1 : 0;
        }
        return (double)hits / Users;
    }

    private static Interactions Noise()
    {
        var (rows, columns, chance) = (new List<int>(), new List<int>(), SplitMix64.Stream(3, "distilled-sequence-tests/shop"));
        for (var user = 0; user < Users; user++)
        {
            int[] items = [.. Enumerable.Range(0, Items)];
            chance.Shuffle<int>(items);
            rows.AddRange(Enumerable.Repeat(user, Each));
            columns.AddRange(items[..Each]);
        }
        var matrix = CsrMatrix.Of(Users, Items, [.. rows], [.. columns], [.. rows.Select(_ => 1f)]);
        return new()
        {
            Users = new Vocabulary(Enumerable.Range(0, Users).Select(user => $"用户{user}")),
            Items = new Catalogue { Ids = new Vocabulary(Enumerable.Range(0, Items).Select(item => $"商品{item}")) },
            Matrix = matrix,
            LastTimes = [.. Enumerable.Range(0, matrix.EntryCount).Select(entry => Instant.OfSeconds(1_700_000_000 + (long)(SplitMix64.Mix((ulong)entry) % 86_400)))],
            AsOf = Instant.OfSeconds(1_700_900_000),
        };
    }

    /// <summary>A teacher with a whim: the item right after the one that was touched last, by index.</summary>
    private sealed class Whim(Interactions shop) : IRecommender
    {
        public Vocabulary Users => shop.Users;

        public Vocabulary Items => shop.Items.Ids;

        public void Score(int user, Span<float> scores)
        {
            var last = shop.HistoryOf(user)[^1].Item;
            for (var item = 0; item < scores.Length; item++)
                scores[item] = -((item - last - 1 + scores.Length) % scores.Length);
        }
    }
}
