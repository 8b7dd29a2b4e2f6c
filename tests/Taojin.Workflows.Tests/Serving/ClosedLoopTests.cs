using Taojin.Data;
using Taojin.Storage;
using Taojin.Tests.Shops;

namespace Taojin.Workflows.Tests.Serving;

/// <summary>What is shown is noted with its arm; what users do with it comes back as a judgement.</summary>
public sealed class ClosedLoopTests : IDisposable
{
    private readonly TrainedShop _shop = Shops.OfItsOwn();

    [Fact]
    public void Arms_are_sticky_logged_and_judged_by_what_their_users_do()
    {
        _shop.Settle("""

            [placements.home]
            [placements.varied]
            diversity = 0.5
            [placements.next]
            objective = "purchase"
            [experiments.home-2026]
            placement = "home"
            arms = [{ name = "control", share = 0.5, placement = "home" }, { name = "varied", share = 0.5, placement = "varied" }]
            shadow = "next"
            """);
        var live = _shop.Live();
        var users = _shop.Prepared.Log.Users.Ids.Take(60).ToArray();

        foreach (var user in users)
        {
            var list = live.Recommend(new(user, 5) { Placement = "home" });
            live.Recommend(new(user, 5) { Placement = "home" }).Arm.ShouldBe(list.Arm);
            _shop.Clock.Move(TimeSpan.FromMinutes(1));
            if (list.Arm == "home-2026/varied") // they click, and every other one buys
                live.Observe([.. Answers(list.RequestId, user, list.Items[0].ItemId)]);
        }
        var report = live.OnlineQuality(30);

        report.Placements.Single().Placement.ShouldBe("home");
        var experiment = report.Experiments.Single();
        experiment.IsSampleRatioBroken.ShouldBeFalse();
        experiment.Arms.Sum(arm => arm.Users).ShouldBe(60);
        experiment.Arms[0].Metrics[0].Value.ShouldBe(0);
        experiment.Arms[1].Metrics[0].Value.ShouldBe(0.5, 1e-9); // one of two lists each
        experiment.Arms[1].Metrics[2].Value.ShouldBe(10, 1e-6);  // 2 × 10 a user and two lists
        experiment.Arms[1].Differences[0].Value.ShouldBe(0.5, 1e-9);
        var shadow = report.Shadows.Single();
        (shadow.Placement, shadow.Lists, shadow.Touched).ShouldBe(("next", 120, 2 * experiment.Arms[1].Users));
        shadow.InShown.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void An_experiment_on_a_placement_that_is_not_there_is_refused() =>
        Should.Throw<TaojinException>(() => _shop.Settle("""

            [experiments.x]
            placement = "nowhere"
            arms = [{ name = "a", share = 0.5, placement = "default" }, { name = "b", share = 0.5, placement = "default" }]
            """)).Message.ShouldContain("nowhere");

    public void Dispose() => _shop.Dispose();

    private IEnumerable<NewEvent> Answers(string request, string user, string item) =>
    [
        _shop.Event(user, item, EventKind.View) with { RequestId = request, Position = 1 },
        _shop.Event(user, item, EventKind.Purchase) with { RequestId = request, Price = 10, Quantity = 2 },
    ];
}
