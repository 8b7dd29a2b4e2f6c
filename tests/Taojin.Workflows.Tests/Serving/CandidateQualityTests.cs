using Taojin.Data;
using Taojin.Tests.Shops;

namespace Taojin.Workflows.Tests.Serving;

/// <summary>A placement is judged from the log before anybody is shown its lists: from serving to estimate, against a plain loop over what was seen on the way.</summary>
public sealed class CandidateQualityTests : IDisposable
{
    private readonly TrainedShop _shop = Shops.OfItsOwn();

    [Fact]
    public void Estimates_rest_on_the_places_where_chance_showed_what_the_candidate_would_have_shown()
    {
        _shop.Settle("""

            [placements.home]
            exploration = 0.5
            [placements.next]
            [experiments.trial]
            placement = "home"
            arms = [{ name = "shown", share = 1.0, placement = "home" }]
            shadow = "next"
            """);
        var live = _shop.Live();
        var (weighted, rewards, places) = (0.0, 0, 0);

        foreach (var user in _shop.Prepared.Log.Users.Ids.Take(200))
        {
            var candidate = live.Recommend(new(user, 5, LogShown: false) { Placement = "next" }).Items.Select(item => item.ItemId).ToArray();
            var shown = live.Recommend(new(user, 5) { Placement = "home" });
            _shop.Clock.Move(TimeSpan.FromMinutes(1));
            foreach (var item in shown.Items.Where(item => item.ItemId.Length % 2 == 0 || item.Position == 1)) // whatever decides, it is not the candidate
            {
                live.Observe([_shop.Event(user, item.ItemId, EventKind.View) with { RequestId = shown.RequestId, Position = item.Position }]);
                rewards++;
                weighted += candidate[item.Position - 1] == item.ItemId ? 1 / item.Propensity!.Value : 0;
            }
            places += shown.Items.Count;
        }
        var report = new CandidateQuality(_shop.Mine).Run("next");

        (report.Candidate, report.Places, report.Shown).ShouldBe(("next", places, (double)rewards / places));
        report.Estimates[0].Name.ShouldBe("IPS");
        report.Estimates[0].Value.ShouldBe(weighted / places, 1e-4); // propensities are kept as floats
        report.Estimates[0].Low.ShouldBeLessThan(report.Estimates[0].Value);
        report.Estimates.Single(each => each.Name == "effective decisions").Value.ShouldBeInRange(places * 0.05, places * 0.9);
        report.Estimates.Single(each => each.Name == "SNIPS").Value.ShouldBe(report.Estimates[0].Value, 0.3 * report.Estimates[0].Value); // the weights sum to about the number of decisions
        Should.Throw<TaojinException>(() => new CandidateQuality(_shop.Mine).Run("home")).Code.ShouldBe("experiment.no-shadow");
    }

    public void Dispose() => _shop.Dispose();
}
