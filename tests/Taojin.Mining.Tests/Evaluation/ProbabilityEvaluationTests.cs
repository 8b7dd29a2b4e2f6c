using CsCheck;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Tests.Evaluation;

public sealed class ProbabilityEvaluationTests
{
    private static readonly bool[] Labels = [true, false, true, false, true];
    private static readonly double[] Said = [0.9, 0.8, 0.5, 0.5, 0.1];

    [Fact]
    public void Ties_count_half_in_the_area_under_the_curve() => ProbabilityEvaluation.Auc(Labels, Said).ShouldBe(2.5 / 6, 1e-12);

    [Fact]
    public void Log_loss_is_the_mean_of_the_surprise() =>
        ProbabilityEvaluation.Evaluate(Labels, Said, [0, 1, 2, 3, 4], new FitContext()).Metrics.Single(metric => metric.Name == "LogLoss").Value.ShouldBe(1.0807355764, 1e-9);

    [Fact]
    public void The_area_equals_the_share_of_pairs_in_order() => Gen.Select(Gen.Int[0, 20], Gen.Bool).Array[2, 60].Sample(rows =>
    {
        var (labels, scores) = (rows.Select(row => row.Item2).ToArray(), rows.Select(row => row.Item1 / 20.0).ToArray());
        if (labels.All(label => label) || !labels.Any(label => label))
            return;
        var (right, pairs) = (0.0, 0);
        for (var yes = 0; yes < labels.Length; yes++)
            for (var no = 0; no < labels.Length; no++)
                if (labels[yes] && !labels[no])
                {
                    pairs++;
                    right += scores[yes] > scores[no] ? 1 : scores[yes] == scores[no] ? 0.5 : 0;
                }
        ProbabilityEvaluation.Auc(labels, scores).ShouldBe(right / pairs, 1e-9);
    });

    [Fact]
    public void Intervals_hold_the_value_and_resample_whole_users()
    {
        var chance = new FitContext().Random("test");
        var users = Enumerable.Range(0, 2000).Select(row => row / 10).ToArray();
        var labels = users.Select(_ => chance.NextDouble() < 0.3).ToArray();
        var said = labels.Select(label => Math.Clamp((label ? 0.5 : 0.3) + (0.2 * chance.NextNormal()), 0.01, 0.99)).ToArray();

        var auc = ProbabilityEvaluation.Evaluate(labels, said, users, new FitContext()).Main;

        auc.Name.ShouldBe("AUC");
        auc.Low.ShouldBeLessThan(auc.Value);
        auc.High.ShouldBeGreaterThan(auc.Value);
        (auc.High - auc.Low).ShouldBeInRange(0.01, 0.1);
    }

    [Fact]
    public void A_test_without_a_purchase_has_no_area_and_does_not_fail()
    {
        var score = ProbabilityEvaluation.Evaluate([false, false], [0.1, 0.2], [0, 1], new FitContext());

        double.IsNaN(score.Main.Value).ShouldBeTrue();
    }

    [Fact]
    public void A_model_must_beat_the_hardest_baseline_by_more_than_the_interval()
    {
        var chance = new FitContext().Random("gate");
        var labels = Enumerable.Range(0, 4000).Select(_ => chance.NextDouble() < 0.3).ToArray();
        var users = Enumerable.Range(0, 4000).ToArray();
        ModelScore Score(double signal) => ProbabilityEvaluation.Evaluate(labels, [.. labels.Select(label => Math.Clamp(0.4 + ((label ? signal : 0) + (0.2 * chance.NextNormal())), 0.01, 0.99))], users, new FitContext());
        var (weak, strong) = (Score(0.05), Score(0.3));

        Gate.Judge(strong, [("Weak", "弱", weak)]).IsPassed.ShouldBeTrue();
        Gate.Judge(weak, [("Strong", "强", strong)]).IsPassed.ShouldBeFalse();
        Gate.Judge(strong, []).IsPassed.ShouldBeFalse();
        Gate.JudgeBaseline(strong, [("Weak", "弱", weak)]).IsPassed.ShouldBeTrue();
    }
}
