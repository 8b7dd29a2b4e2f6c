using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Ensembles;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Learning;

public sealed class EnsembleContract : ProbabilityPromises<EnsembleContract>, INamesAlgorithm
{
    public static string Name => "ensemble";

    public static object Options => new EnsembleOptions { Members = ["logistic:steps=4", "gradient-boosting:trees=20"], Folds = 2 };
}

public sealed class EnsembleTests
{
    private const string Trees = "gradient-boosting:trees=15;leaves=6";
    private static readonly LabelledTable Data = LabelledRows.Of(2500);
    private static readonly LabelledTable Test = LabelledRows.Of(4000, seed: 9);

    [Theory]
    [InlineData(EnsembleMethod.Vote)]
    [InlineData(EnsembleMethod.Average)]
    [InlineData(EnsembleMethod.Weighted)]
    [InlineData(EnsembleMethod.Stacking)]
    public void Weights_lie_on_the_simplex_and_parts_add_up(EnsembleMethod method)
    {
        var model = Fit(method, "logistic", Trees, "gradient-boosting:trees=5;leaves=3");

        model.Members.Sum(member => member.Weight).ShouldBe(1, 1e-12);
        model.Members.ShouldAllBe(member => member.Weight > 0);
        model.Importance.Sum().ShouldBe(1, 1e-9);
        var parts = new double[4];
        for (var row = 0; row < 20; row++)
        {
            var bias = model.Explain(Test.Features.Values[row], parts);
            var said = model.Predict(Test.Features.Values[row]);
            (bias + parts.Sum()).ShouldBe(Math.Log(said / (1 - said)), 1e-6);
        }
    }

    [Fact]
    public void A_member_that_says_what_another_says_is_dropped_and_so_is_one_that_knows_nothing()
    {
        Fit(EnsembleMethod.Stacking, "logistic", "logistic").Members.Count.ShouldBe(1);
        // with an L1 penalty beyond every slope the weights are 0: the same answer for each row
        Fit(EnsembleMethod.Weighted, "logistic", "logistic:l1=1000").Members.Single().Weight.ShouldBe(1);
    }

    [Fact]
    public void The_best_weights_of_two_members_are_those_that_a_walk_along_the_simplex_finds()
    {
        var (folds, logits) = (StratifiedFolds.Of(Data.Labels, 2, new() { Threads = 1, Seed = 7 }), new double[2][]);
        foreach (var (place, text) in new[] { "logistic", Trees }.Index())
            logits[place] = OutOfFold(text, folds);
        var walked = Enumerable.Range(0, 1001).MinBy(step => Loss(logits, step / 1000.0)) / 1000.0;

        var model = Fit(EnsembleMethod.Weighted, "logistic", Trees);

        (model.Members[0].Card.Name == "logistic" ? model.Members[0].Weight : 1 - model.Members[0].Weight).ShouldBe(walked, 2e-3);
    }

    [Fact]
    public void Stacking_is_no_worse_than_its_best_member()
    {
        var together = Auc(Fit(EnsembleMethod.Stacking, "logistic", Trees));

        together.ShouldBeGreaterThan(Math.Max(Auc(Fit(EnsembleMethod.Average, "logistic")), Auc(Fit(EnsembleMethod.Average, Trees))) - 0.002);
    }

    [Theory]
    [InlineData("天气")]
    [InlineData("popular")]
    [InlineData("ensemble")]
    [InlineData("logistic:树=3")]
    [InlineData("gradient-boosting:trees=many")]
    public void A_member_that_cannot_be_one_is_refused(string member) => Should.Throw<TaojinException>(() => Fit(EnsembleMethod.Average, member));

    private static EnsembleModel Fit(EnsembleMethod method, params string[] members) =>
        new Ensemble(new() { Method = method, Members = members, Folds = 2 }).Fit(Data, new() { Threads = 1, Seed = 7 });

    private static double Auc(EnsembleModel model)
    {
        var said = new double[Test.Labels.Length];
        model.Predict(Test.Features, said);
        return ProbabilityEvaluation.Auc(Test.Labels, said);
    }

    private static double[] OutOfFold(string text, int[] folds)
    {
        var logits = new double[folds.Length];
        foreach (var fold in new[] { 0, 1 })
        {
            int[] rest = [.. Enumerable.Range(0, folds.Length).Where(row => folds[row] != fold)], held = [.. Enumerable.Range(0, folds.Length).Where(row => folds[row] == fold)];
            var train = Data with { Features = Data.Features.Pick(rest), Labels = [.. rest.Select(row => Data.Labels[row])] };
            var model = text == "logistic" ? new Logistic(new()).Fit(train, new() { Threads = 1, Seed = 7 }) as IProbabilityModel
                : new GradientBoosting(new() { Trees = 15, Leaves = 6 }).Fit(train, new() { Threads = 1, Seed = 7 });
            foreach (var row in held)
                logits[row] = model.Predict(Data.Features.Values[row]) is var p ? Math.Log(p / (1 - p)) : 0;
        }
        return logits;
    }

    private static double Loss(double[][] logits, double weight)
    {
        var loss = 0.0;
        for (var row = 0; row < Data.Labels.Length; row++)
        {
            var logit = (weight * logits[0][row]) + ((1 - weight) * logits[1][row]);
            loss += Math.Log(1 + Math.Exp(Data.Labels[row] ? -logit : logit));
        }
        return loss;
    }
}
