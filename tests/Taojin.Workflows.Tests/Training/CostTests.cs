using Taojin.Tests.Shops;

namespace Taojin.Workflows.Tests.Training;

/// <summary>What a model costs stands on its card, and a budget in time is kept and told.</summary>
public sealed class CostTests(TrainedShop shop)
{
    [Fact]
    public void A_budget_cuts_what_can_be_cut_and_the_card_says_so()
    {
        var run = new Workflows.Training.TrainPurchase(shop.Mine).Run(shop.Prepared, shop.Request with { Algorithms = ["gradient-boosting", "logistic"], Budget = TimeSpan.FromTicks(1) }, default);

        run.Models.Single(model => model.Algorithm == "gradient-boosting").Cost.CutByBudget.ShouldBeTrue();
        run.Models.Single(model => model.Algorithm == "logistic").Cost.CutByBudget.ShouldBeFalse(); // solved at once
        foreach (var model in run.Models)
            shop.Mine.Models.CardOf(Storage.Models.ModelVersion.Parse(model.Version!)).Cost!.CutByBudget.ShouldBe(model.Cost.CutByBudget);
    }

    [Fact]
    public void Without_a_budget_nothing_is_cut_and_time_memory_and_size_are_told()
    {
        foreach (var cost in shop.Runs.SelectMany(run => run.Models).Select(model => model.Cost))
        {
            cost.CutByBudget.ShouldBeFalse();
            cost.FitCpuSeconds.ShouldBeGreaterThanOrEqualTo(0);
            cost.ModelBytes.ShouldBeGreaterThan(0);
            cost.MicrosecondsPerAnswer.ShouldBeGreaterThan(0);
            if (OperatingSystem.IsLinux())
                cost.PeakBytes.ShouldNotBeNull().ShouldBeInRange(1L << 24, 1L << 40);
            cost.Joules?.ShouldBeGreaterThanOrEqualTo(0);
        }
    }
}
