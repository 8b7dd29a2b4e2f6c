using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Recommendation;

/// <summary>The row solve against values worked out apart (normal equations of Rendle et al. 2021 and of Hu, Koren and Volinsky 2008).</summary>
public sealed class ImplicitAlsTests
{
    private static readonly DenseRows Items = new(3, 2, [1, 0, 0, 1, 1, 1]);

    [Fact]
    public void A_row_is_solved_exactly()
    {
        var vector = Solve(new AlsRule(Alpha: 1, Unobserved: 0.1, Regularization: 0.5, FrequencyScaling: 0));

        vector[0].ShouldBe(0.68047337f, 1e-6f);
        vector[1].ShouldBe(0.14792899f, 1e-6f);
    }

    [Fact]
    public void Confidence_one_plus_forty_per_unit_with_the_targets_of_Hu_and_Koren()
    {
        // Their right side is Σ (1 + 40)·y, ours Σ α·w·y with the 1 in the weight of untouched pairs: α = 40 scales it by 40 ÷ 41.
        var vector = Solve(new AlsRule(Alpha: 40, Unobserved: 1, Regularization: 0.5, FrequencyScaling: 0));

        (vector[0] * 41 / 40).ShouldBe(0.98835776f, 1e-5f);
        (vector[1] * 41 / 40).ShouldBe(0.01123134f, 1e-5f);
    }

    [Fact]
    public void Parts_of_a_reason_add_up_to_the_score()
    {
        var data = Testing.Contracts.TwoTastes.Shop();
        var model = new ImplicitAls(new() { Factors = 8 }).Fit(data, new FitContext());
        var history = data.HistoryOf(4);
        var (scores, parts) = (new float[model.Items.Count], new float[history.Length]);
        model.Score(history, scores);

        model.Explain(history, Testing.Contracts.TwoTastes.AnswerFor(4), parts);

        parts.Sum().ShouldBe(scores[Testing.Contracts.TwoTastes.AnswerFor(4)], 1e-3);
        parts.ShouldContain(part => part > 0);
    }

    private static float[] Solve(AlsRule rule)
    {
        var solver = new AlsSolver(Items, rule, threads: 1);
        var vector = new float[2];
        solver.Solve(CsrMatrix.Of(1, 3, [0, 0], [0, 2], [1, 1])[0], vector, solver.NewScratch());
        return vector;
    }
}
