using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Learning;

/// <summary>A fit that may not take long ends between two steps, keeps what it learned, and says so.</summary>
public sealed class FitBudgetTests
{
    [Fact]
    public void A_spent_budget_ends_the_fit_after_the_step_that_spent_it()
    {
        var (told, budget) = (new Steps(), new FitBudget(() => true));

        new GradientBoosting(new()).Fit(LabelledRows.Of(400), new FitContext { Budget = budget, Progress = told });

        told.Count.ShouldBe(1);
        budget.HasCut.ShouldBeTrue();
    }

    [Fact]
    public void A_budget_that_lasts_changes_nothing()
    {
        var (data, budget) = (LabelledRows.Of(400), new FitBudget(() => false));

        var free = MemoryArtifact.Of(new GradientBoosting(new()).Fit(data, new FitContext()));

        free.DifferenceTo(MemoryArtifact.Of(new GradientBoosting(new()).Fit(data, new FitContext { Budget = budget }))).ShouldBeNull();
        budget.HasCut.ShouldBeFalse();
    }

    [Fact]
    public void A_budget_that_ends_with_the_last_step_has_cut_nothing()
    {
        var budget = new FitBudget(() => true);

        new ImplicitAls(new() { Epochs = 1 }).Fit(TwoTastes.Shop(), new FitContext { Budget = budget });

        budget.HasCut.ShouldBeFalse();
    }

    [Theory]
    [InlineData("implicit-als")]
    [InlineData("bpr")]
    [InlineData("biased-mf")]
    public void Recommenders_that_are_cut_short_still_score(string name)
    {
        var (shop, budget, told) = (TwoTastes.Shop(), new FitBudget(() => true), new Steps());

        var model = new Algorithms().Estimator<Interactions, IRecommender>(name).Fit(shop, new FitContext { Budget = budget, Progress = told });

        var scores = new float[shop.Items.Count];
        model.Score(0, scores);
        scores.ShouldAllBe(score => float.IsFinite(score));
        told.Count.ShouldBe(1);
        budget.HasCut.ShouldBeTrue();
    }

    private sealed class Steps : IProgress<FitProgress>
    {
        public int Count { get; private set; }

        public void Report(FitProgress value) => Count++;
    }
}
