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

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Shares_of_a_short_history_are_those_that_its_own_matrix_gives(double scaling)
    {
        var (items, chance) = (new DenseRows(60, 16), SplitMix64.Stream(3, "items"));
        foreach (ref var value in items.Values.AsSpan())
            value = (chance.NextSingle() - 0.5f) / 3;
        var solver = new AlsSolver(items, new AlsRule(Alpha: 12, Unobserved: 0.7, Regularization: 0.05, FrequencyScaling: scaling), threads: 1);
        int[] entries = [3, 8, 21, 40, 59], wanted = [0, 8, 33];
        float[] weights = [1, 4, 0.5f, 2, 1], shares = new float[wanted.Length * entries.Length], solved = new float[16];

        solver.Shares.TryWrite(entries, weights, wanted, shares).ShouldBeTrue();

        var scratch = solver.NewScratch();
        solver.Factor(CsrMatrix.Of(1, 60, new int[5], entries, weights)[0], scratch);
        for (var item = 0; item < wanted.Length; item++)
        {
            solver.SolveFor(wanted[item], solved, scratch);
            for (var entry = 0; entry < entries.Length; entry++)
                shares[(item * 5) + entry].ShouldBe(solver.Part(solved, entries[entry], weights[entry]), 2e-5f);
        }
    }

    private static float[] Solve(AlsRule rule)
    {
        var solver = new AlsSolver(Items, rule, threads: 1);
        var vector = new float[2];
        solver.Solve(CsrMatrix.Of(1, 3, [0, 0], [0, 2], [1, 1])[0], vector, solver.NewScratch());
        return vector;
    }
}
