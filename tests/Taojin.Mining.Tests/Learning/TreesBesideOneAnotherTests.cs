using Taojin.Mining.Learning;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Learning;

/// <summary>Trees of LightGBM, which has one number of threads for the whole process: fits and answers with different numbers go on at the same time.</summary>
public sealed class TreesBesideOneAnotherTests
{
    [Fact]
    public void Answers_are_the_same_while_other_threads_fit_and_answer_with_other_numbers_of_threads()
    {
        var (data, asked) = (LabelledRows.Of(2000), LabelledRows.Of(4000, seed: 9).Features);
        var models = new[] { 1, 2, 4 }.Select(threads => new GradientBoosting(new() { Trees = 20 }).Fit(data, new FitContext { Threads = threads })).ToArray();
        var alone = Answers(models[0], asked);

        Parallel.For(0, 800, new() { MaxDegreeOfParallelism = 8 }, turn =>
        {
            if (turn % 20 == 0)
                new GradientBoosting(new() { Trees = 5 }).Fit(data, new FitContext { Threads = 1 + (turn % 3) });
            else if (turn % 3 == 0)
                models[turn % 2].Predict(asked.Values[turn]).ShouldBe(alone[turn], 1e-12);
            else
                Answers(models[turn % models.Length], asked).ShouldBe(alone);
        });
    }

    private static double[] Answers(GradientBoostingModel model, FeatureTable asked)
    {
        var answers = new double[asked.RowCount];
        model.Predict(asked, answers);
        return answers;
    }
}
