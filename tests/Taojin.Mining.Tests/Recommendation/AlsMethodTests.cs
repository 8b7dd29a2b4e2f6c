using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Recommendation;

/// <summary>Whatever the solver, the promises of recommenders are kept and the same minimum is found.</summary>
public sealed class AlsMethodTests
{
    private static readonly ImplicitAlsOptions[] Faster =
    [
        new() { Solver = AlsMethod.ConjugateGradient },
        new() { Solver = AlsMethod.Block, BlockSize = 8 },
        new() { Solver = AlsMethod.ConjugateGradient, Factors = 10, Steps = 2 },
    ];

    public static MatrixTheoryData<int, string> Promises => new(Enumerable.Range(0, Faster.Length), new RecommenderContract(new Algorithms(), "implicit-als").Promises);

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_is_kept_that(int options, string promise) => new RecommenderContract(new Algorithms(), "implicit-als", Faster[options]).Check(promise);

    [Theory]
    [InlineData(AlsMethod.ConjugateGradient)]
    [InlineData(AlsMethod.Block)]
    public void The_scores_come_to_those_of_exact_solutions(AlsMethod method)
    {
        var data = TwoTastes.Shop();
        var (exact, near) = (Scores(new() { Factors = 24, Epochs = 60 }), Scores(new() { Factors = 24, Epochs = 60, Solver = method, BlockSize = 8 }));

        for (var item = 0; item < exact.Length; item++)
            near[item].ShouldBe(exact[item], 0.02);

        float[] Scores(ImplicitAlsOptions options)
        {
            var scores = new float[data.Items.Count];
            new ImplicitAls(options).Fit(data, new FitContext()).Score(5, scores);
            return scores;
        }
    }

    [Fact]
    public void An_unknown_solver_is_refused() => Should.Throw<OptionsException>(() => new ImplicitAls(new() { Solver = (AlsMethod)7 }));
}
