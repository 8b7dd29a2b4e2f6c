using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Tests.Learning;

namespace Taojin.Mining.Tests.Recommendation;

public sealed class LinearTransitionsContract : RecommenderPromises<LinearTransitionsContract>, INamesAlgorithm
{
    public static string Name => "linear-transitions";
}

public sealed class LinearTransitionsTests
{
    [Fact]
    public void The_weights_are_those_worked_out_by_hand()
    {
        // Steps with a past: x = (1, 0, 0) → y = (0, 1, ½) and x = (½, 1, 0) → y = (0, 0, 1). XᵀX + I = [[2¼, ½], [½, 2]], its inverse [[2, −½], [−½, 2¼]] ÷ 4¼.
        // XᵀY = [[0, 1, 1], [0, 0, 1]], so B₀ = (0, 2, 1½) ÷ 4¼ and B₁ = (0, −½, 1¾) ÷ 4¼.
        var model = Fit([[0, 1, 2]]);

        new[] { model.WeightOf(0, 1), model.WeightOf(0, 2), model.WeightOf(1, 1), model.WeightOf(1, 2), model.WeightOf(2, 1) }
            .ShouldBe([2 / 4.25f, 1.5f / 4.25f, -0.5f / 4.25f, 1.75f / 4.25f, 0], 1e-5);
    }

    [Fact]
    public void Order_matters()
    {
        var model = Fit([[0, 1], [0, 1], [1, 2]]);

        model.WeightOf(0, 1).ShouldBeGreaterThan(0.5f);
        model.WeightOf(1, 0).ShouldBe(0, 1e-6f);
    }

    private static EaseModel Fit(int[][] sequences) =>
        new LinearTransitions(new() { Regularization = 1, HistoryDecay = 0.5, Reach = 2, DistanceDecay = 0.5 })
            .Fit(PublishedSequences.Of(sequences, itemCount: 3), new FitContext { Threads = 1 });
}
