using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Tests.Learning;

namespace Taojin.Mining.Tests.Recommendation;

public sealed class BuyAgainContract : RecommenderPromises<BuyAgainContract>, INamesAlgorithm
{
    public static string Name => "buy-again";
}

public sealed class BuyAgainTests
{
    private static readonly BuyAgainOptions NoFading = new() { HalfLifeDays = 36_500, Regularity = 0, PriorDays = 50, ItemPriorDays = 0.1, HorizonDays = 10 };

    [Fact]
    public void The_rate_is_that_of_the_gamma_prior_and_the_own_repeats()
    {
        // 大米: user 0 bought it 100, 60 and 20 days ago, user 1 100 days ago: 2 repeats in 200 days, a prior of 0.01 a day.
        // λ of user 0: (2 + 0.01·50) ÷ (100 + 50) = 1 in 60 days; within 10 days 1 − e^(−10 ÷ 60).
        var model = Fit(NoFading, (0, 0, 100), (0, 0, 60), (0, 0, 20), (1, 0, 100));

        var why = model.Why(0, 0)!.Value;

        (why.Times, why.DaysSince).ShouldBe((3, 20));
        why.UsualDays.ShouldBe(60, 0.2f);
        why.Chance.ShouldBe(1 - MathF.Exp(-1 / 6f), 1e-3f);
    }

    [Fact]
    public void Items_never_bought_cannot_be_scored()
    {
        var scores = Score(Fit(NoFading, (0, 0, 30), (0, 0, 10), (1, 1, 5)), 0);

        float.IsNaN(scores[0]).ShouldBeFalse();
        float.IsNaN(scores[1]).ShouldBeTrue();
        Fit(NoFading, (0, 0, 30), (1, 1, 5)).Why(0, 1).ShouldBeNull();
    }

    [Fact]
    public void Lines_of_one_moment_count_once() => Fit(NoFading, (0, 0, 30), (0, 0, 30)).Why(0, 0)!.Value.Times.ShouldBe(1);

    [Fact]
    public void Just_after_a_purchase_the_next_is_put_off()
    {
        var options = NoFading with { Regularity = 1, HorizonDays = 1 };
        var early = Fit(options, (0, 0, 100), (0, 0, 1), (1, 0, 100), (1, 0, 50)).Why(0, 0)!.Value.Chance;
        var late = Fit(options, (0, 0, 100), (0, 0, 50), (1, 0, 100), (1, 0, 50)).Why(0, 0)!.Value.Chance;

        early.ShouldBeLessThan(late / 5);
    }

    private static BuyAgainModel Fit(BuyAgainOptions options, params (int User, int Item, int DaysAgo)[] purchases)
    {
        var now = Instant.OfSeconds(1_700_000_000);
        var sorted = purchases.OrderByDescending(each => each.DaysAgo).ToArray();
        var log = new ShopLog
        {
            Users = new Vocabulary(["小明", "小红"]),
            Items = new Catalogue { Ids = new Vocabulary(["大米", "酱油"]) },
            User = [.. sorted.Select(each => each.User), 1],
            Item = [.. sorted.Select(each => each.Item), 1],
            Kind = [.. sorted.Select(_ => EventKind.Purchase), EventKind.View],
            Time = [.. sorted.Select(each => now - TimeSpan.FromDays(each.DaysAgo)), now],
        };
        return new BuyAgain(options).Fit(Interactions.Of(log, new BehaviourWeights()), new FitContext());
    }

    private static float[] Score(BuyAgainModel model, int user)
    {
        var scores = new float[model.Items.Count];
        model.Score(user, scores);
        return scores;
    }
}
