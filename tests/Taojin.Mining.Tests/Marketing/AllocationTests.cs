using CsCheck;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Budget;
using Taojin.Testing;

namespace Taojin.Mining.Tests.Marketing;

/// <summary>Budgets spent by our own Lagrangian and by OR-Tools, held against one another and against trying everything.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void Small_budgets_are_spent_nearly_as_well_as_by_trying_everything() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 3], Gen.ULong, Gen.Double[0, 0.98]).Sample((users, offers, seed, share) =>
        {
            var choices = GeneratedOffers.Of(users, offers, seed, share);

            var plan = BudgetAllocation.Solve(choices);

            var best = Best(choices, 0, choices.Budget);
            plan.Cost.ShouldBeLessThanOrEqualTo(choices.Budget + 1e-9);
            plan.Profit.ShouldBeLessThanOrEqualTo(best + 1e-9);
            plan.Bound.ShouldBeGreaterThanOrEqualTo(best - 1e-9);
            plan.Profit.ShouldBeGreaterThanOrEqualTo(best - LargestStep(choices) - 1e-9);
        }, iter: 300);

    [Fact]
    public void Our_bound_is_the_one_that_OR_Tools_proves_and_the_plan_is_near_it()
    {
        var choices = GeneratedOffers.Of(2000);

        var plan = BudgetAllocation.Solve(choices);

        var proved = CoupledAllocation.Solve(choices, []);
        plan.Bound.ShouldBe(proved.Bound, proved.Bound * 1e-6);
        ((proved.Bound - plan.Profit) / proved.Bound).ShouldBeLessThan(5e-4);
        plan.ShadowPrice.ShouldBe(proved.ShadowPrice, 0.01);
        plan.Cost.ShouldBeLessThanOrEqualTo(choices.Budget + 1e-9);
    }

    [Fact]
    public void Money_that_is_left_over_has_no_price()
    {
        var choices = GeneratedOffers.Of(500, budgetShare: 2);

        var plan = BudgetAllocation.Solve(choices);

        plan.ShadowPrice.ShouldBe(0);
        plan.Gap.ShouldBe(0, 1e-12);
    }

    [Fact]
    public void Profit_never_falls_when_the_budget_grows()
    {
        var choices = GeneratedOffers.Of(3000);

        var curve = BudgetAllocation.Curve(choices, Enumerable.Range(1, 12).Select(tenth => choices.Budget * tenth / 4));

        curve.Zip(curve.Skip(1)).ShouldAllBe(pair => pair.Second.Profit >= pair.First.Profit * 0.9999 && pair.Second.ShadowPrice <= pair.First.ShadowPrice + 1e-6);
    }

    [Fact]
    public void Forbidden_offers_are_not_made()
    {
        var choices = GeneratedOffers.Of(400).Where((user, offer) => user % 2 == 0 && offer < 3);

        BudgetAllocation.Solve(choices).Offer.Index().ShouldAllBe(each => each.Item < 0 || (each.Index % 2 == 0 && each.Item < 3));
    }

    [Fact]
    public void Rules_that_couple_users_are_kept_at_little_cost()
    {
        var choices = GeneratedOffers.Of(2000);
        string[] channels = ["email", "email", "sms", "sms", "app"];
        string[] segments = [.. Enumerable.Range(0, choices.Users).Select(user => user % 10 == 0 ? "新客" : user % 3 == 0 ? "loyal" : "other")];
        var free = BudgetAllocation.Solve(choices);
        OfferLimit[] limits =
        [
            OfferLimit.ChannelCap("email", channels, free.Offer.Count(offer => offer is 0 or 1) / 2),
            OfferLimit.ChannelCap("sms", channels, 100),
            OfferLimit.SegmentMinimum("新客", segments, 120),
            OfferLimit.Fairness("loyal", segments, 0.8),
            OfferLimit.Fairness("新客", segments, 0.8),
        ];

        var plan = CoupledAllocation.Solve(choices, limits);

        limits.ShouldAllBe(limit => limit.Holds(plan));
        limits.Any(limit => !limit.Holds(free)).ShouldBeTrue();
        plan.Cost.ShouldBeLessThanOrEqualTo(choices.Budget + 1e-6);
        plan.Gap.ShouldBeLessThan(1e-3);
        plan.Profit.ShouldBeLessThan(free.Bound);
    }

    [Fact]
    public void Rules_that_contradict_are_named()
    {
        var choices = GeneratedOffers.Of(100);
        string[] segments = [.. Enumerable.Repeat("全部", 100)];

        var refused = Should.Throw<RulesContradictException>(() => CoupledAllocation.Solve(choices, [OfferLimit.SegmentMinimum("全部", segments, 101)]));

        refused.Message.ShouldContain("at least 101");
        refused.MessageZh.ShouldContain("至少 101 人");
    }

    [Fact]
    public void A_holdout_measures_what_a_plan_earns()
    {
        var plan = BudgetAllocation.Solve(GeneratedOffers.Of(20_000));
        var holdout = Holdout.Of(plan, 0.2, new FitContext { Seed = 3 });
        var chance = new FitContext().Random("outcomes");

        var measured = holdout.Measure([.. plan.Offer.Select((offer, user) => chance.NextNormal() + (offer >= 0 && !holdout.IsHeldOut[user] ? 0.5 : 0))], plan);

        (measured.HeldOut / (double)plan.Offered).ShouldBe(0.2, 0.02);
        measured.Low.ShouldBeLessThan(0.5);
        measured.High.ShouldBeGreaterThan(0.5);
        measured.IsTold.ShouldBeTrue();
        Holdout.SmallestVisible(plan.Offered, 0.2, 1).ShouldBeLessThan(0.5);
    }

    private static double Best(OfferChoices choices, int user, double left)
    {
        if (user == choices.Users)
            return 0;
        var best = Best(choices, user + 1, left);
        for (var offer = 0; offer < choices.Offers; offer++)
            if (choices.Cost[(user * choices.Offers) + offer] is var cost && cost <= left)
                best = Math.Max(best, choices.Profit[(user * choices.Offers) + offer] + Best(choices, user + 1, left - cost));
        return best;
    }

    private static double LargestStep(OfferChoices choices) => Math.Max(0, choices.Profit.Max());
}
