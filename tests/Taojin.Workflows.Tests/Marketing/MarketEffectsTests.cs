using System.Globalization;
using System.Text;
using Taojin.Data;
using Taojin.Mining.Marketing.Budget;
using Taojin.Numerics;
using Taojin.Workflows.Marketing;

namespace Taojin.Workflows.Tests.Marketing;

/// <summary>From a campaign in the log to a plan, its files and what it earned; prices and channels.</summary>
public sealed class MarketEffectsTests(ExperimentShop shop) : IClassFixture<ExperimentShop>
{
    private static readonly PlanRequest Asked = new(new("春节"), [new("满减券", 2, "短信")], Budget: 900) { Margin = 0.5 };

    [Fact]
    public void An_experiment_is_told_with_its_effect_and_who_reacts()
    {
        var report = new MarketUplift(shop.Mine).Run(new("春节"), new()).ShouldBeReadBack();

        report.IsRandomised.ShouldBeTrue();
        var effect = report.Effects.ShouldHaveSingleItem();
        effect.IsEffect.ShouldBeTrue();
        effect.Low.ShouldBeLessThan(ExperimentShop.Effect / 2); // half of the users react
        effect.High.ShouldBeGreaterThan(ExperimentShop.Effect / 2);
        report.Balance.ShouldAllBe(balance => balance.Warnings.Count == 0);
        report.Learners[0].Qini[0].Low.ShouldBeGreaterThan(0);
        report.Tenths[0][0].Uplift.ShouldBeGreaterThan(report.Tenths[0][^1].Uplift);
        report.Policies.Count.ShouldBe(3);
        var curve = report.Curves.ShouldHaveSingleItem();
        curve.Ours[0].ShouldBe(new(0, 0));
        curve.Ours[^1].ShouldBe(curve.Perfect[^1]); // everybody is treated in any order
        curve.Ours[^1].X.ShouldBe(report.Control + report.People[0]);
        curve.Perfect.Max(point => point.Y).ShouldBeGreaterThan(curve.Ours.Max(point => point.Y));
    }

    [Fact]
    public void Letters_to_good_customers_are_not_called_an_effect()
    {
        var report = new MarketUplift(shop.Mine).Run(new("会员信"), new());

        report.IsRandomised.ShouldBeFalse();
        report.HasControl.ShouldBeFalse();
        report.Effects.ShouldAllBe(effect => !effect.IsEffect && effect.ClaimZh.Contains("并非已证实的效应"));
        report.Balance[0].Warnings.ShouldNotBeEmpty();
        report.Policies.ShouldBeEmpty();
    }

    [Fact]
    public void A_plan_stays_within_its_budget_names_its_assumptions_and_can_be_measured()
    {
        using var own = new ExperimentShop();
        var plan = new MarketPlan(own.Mine).Run(Asked with { IsRecorded = true, Fairness = 0.5, HoldoutShare = 0.3 }, new()).ShouldBeReadBack();

        plan.Spent.ShouldBeLessThanOrEqualTo(plan.Budget);
        plan.ExpectedProfit.Low.ShouldBeGreaterThan(0);
        plan.Rules.ShouldNotBeEmpty();
        plan.Assumptions.ShouldContain(note => note.Text.Contains("prices do not", StringComparison.Ordinal) && note.TextZh.Contains("价格不因人而异", StringComparison.Ordinal));
        plan.Measurement.Text.ShouldContain("--measure");
        plan.Curve.Zip(plan.Curve.Skip(1)).ShouldAllBe(pair => pair.Second.ModelledProfit >= pair.First.ModelledProfit - 1e-9);
        var offers = File.ReadAllLines(Path.Combine(plan.Folder, "offers.csv"));
        offers.Length.ShouldBe(plan.Offers.Sum(offer => offer.Offered) + 1);
        offers.Select(line => line.Split(',')[0]).ShouldBeUnique();
        offers.ShouldAllBe(line => line[0] != '=' && line[0] != '+');
        own.Mine.Workspace.Trade.Exposures().Count(contact => contact.CampaignId == plan.PlanId).ShouldBe(plan.Offers.Sum(offer => offer.Offered) + plan.HeldOut);

        Answer(own, plan);

        var measured = new MarketMeasure(own.Mine).Run(plan.PlanId, 14, 0.5).ShouldBeReadBack();
        measured.HeldOut.ShouldBe(plan.HeldOut);
        measured.PerUser.Low.ShouldBeLessThan(10.5); // half of those offered buy for 50, of which 0.5 · 50 · 0.5 is profit, less the cost of 2
        measured.PerUser.High.ShouldBeGreaterThan(10.5);
        measured.PerUser.Low.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Users_who_were_reached_often_enough_are_left_alone()
    {
        var plan = new MarketPlan(shop.Mine).Run(Asked with { MostContacts = 1, ContactDays = 60 }, new());

        plan.Eligible.ShouldBe(0);
        plan.Offers.ShouldAllBe(offer => offer.Offered == 0);
    }

    [Fact]
    public void Rules_that_cannot_be_kept_and_offers_that_were_never_tried_are_refused()
    {
        Should.Throw<RulesContradictException>(() => new MarketPlan(shop.Mine).Run(Asked with { Budget = 10, SegmentMinima = new Dictionary<string, int> { ["active"] = 500 } }, new()));
        Should.Throw<TaojinException>(() => new MarketPlan(shop.Mine).Run(Asked with { Offers = [new("送机票", 2, "短信")] }, new())).Code.ShouldBe("plan.offer-unknown");
        Should.Throw<TaojinException>(() => new MarketUplift(shop.Mine).Run(new("没有"), new())).Code.ShouldBe("campaign.unknown");
        Should.Throw<TaojinException>(() => new MarketMeasure(shop.Mine).Run("../plan", 14, 0.3)).Code.ShouldBe("plan.unknown");
    }

    [Fact]
    public void Prices_are_answered_as_they_were_made()
    {
        var report = new MarketElasticity(shop.Mine).Run(new() { IsPlain = true }, new()).ShouldBeReadBack();

        report.Elasticities.Count.ShouldBe(2);
        report.Elasticities.ShouldAllBe(each => each.Low < -2 + 0.3 && each.High > -2 - 0.3 && each.Value < -1);
        report.Advice.ShouldAllBe(advice => advice.Best >= advice.Low && advice.Best <= advice.High);
    }

    [Fact]
    public void Channels_share_what_was_bought_after_their_contacts()
    {
        var report = new MarketMedia(shop.Mine).Run(30, new()).ShouldBeReadBack();

        report.Channels.ShouldBe(["短信", "email"], ignoreOrder: true);
        report.Attribution.Select(rule => Math.Round(rule.Credit.Sum())).Distinct().Count().ShouldBe(1);
        report.Mix.ShouldBeNull(); // two months of spending say nothing
    }

    /// <summary>Half of the users who got their offer buy for 50; nobody who was held out does.</summary>
    private static void Answer(ExperimentShop shop, MarketingPlan plan)
    {
        var text = new StringBuilder("user_id,item_id,kind,time,price,quantity,order_id\n");
        var log = shop.Mine.Workspace.Log.Read();
        foreach (var contact in shop.Mine.Workspace.Trade.Exposures().Where(contact => contact.CampaignId == plan.PlanId && contact.Arm != "holdout"))
            if (SplitMix64.Stream(9, "answer", contact.User).NextInt32(2) == 0)
                text.Append(CultureInfo.InvariantCulture, $"{log.Users.IdAt(contact.User)},茶叶,purchase,{(plan.Made + TimeSpan.FromDays(2)).ToDateTimeOffset():yyyy-MM-ddTHH:mm:ssZ},50,1,P{contact.User}\n");
        shop.Clock.Move(TimeSpan.FromDays(20));
        shop.Import("events", text.ToString());
    }
}
