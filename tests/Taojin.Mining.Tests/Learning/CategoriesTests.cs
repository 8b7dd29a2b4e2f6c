using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Learning;

/// <summary>A column of categories whose order says nothing: the rule is that categories 1 and 3 of five come true more often.</summary>
public sealed class CategoriesTests
{
    [Theory]
    [InlineData("logistic")]
    [InlineData("gradient-boosting")]
    public void A_rule_about_categories_is_found_although_their_order_says_nothing(string algorithm)
    {
        var (train, test) = (Rows(1), Rows(2));
        var model = new Algorithms().Estimator<LabelledTable, IProbabilityModel>(algorithm).Fit(train, new() { Threads = 1 });
        var said = new double[test.Labels.Length];
        model.Predict(test.Features, said);

        ProbabilityEvaluation.Auc(test.Labels, said).ShouldBeGreaterThan(0.78); // the truth reaches 0.8
        var parts = new double[2];
        var bias = ((IExplainsProbability)model).Explain(test.Features.Values[0], parts);
        (bias + parts.Sum()).ShouldBe(Math.Log(said[0] / (1 - said[0])), 1e-4);
        ((IRanksColumns)model).Importance[0].ShouldBeGreaterThan(0.8);
        model.Predict([float.NaN, 0]).ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Folds_have_equal_sizes_and_equal_shares_of_positives()
    {
        bool[] labels = [.. Enumerable.Range(0, 1003).Select(row => row % 7 == 0)];
        var folds = StratifiedFolds.Of(labels, 5, new());

        folds.CountBy(fold => fold).Select(each => each.Value).ShouldAllBe(count => count >= 199 && count <= 202);
        Enumerable.Range(0, 5).Select(fold => folds.Index().Count(row => row.Item == fold && labels[row.Index])).ShouldAllBe(count => count == 28 || count == 29);
        StratifiedFolds.Of(labels, 5, new(), repeat: 1).ShouldNotBe(folds);
        StratifiedFolds.Of(labels, 5, new()).ShouldBe(folds);
    }

    private static LabelledTable Rows(ulong seed)
    {
        var chance = SplitMix64.Stream(seed, "categories", 0);
        var (values, labels) = (new DenseRows(3000, 2), new bool[3000]);
        for (var row = 0; row < labels.Length; row++)
        {
            var category = chance.NextInt32(5);
            (values[row][0], values[row][1]) = (category, (float)chance.NextNormal());
            labels[row] = chance.NextDouble() < (category is 1 or 3 ? 0.8 : 0.2);
        }
        return new() { Features = new(["颜色", "噪声"], values, [5, 0]), Labels = labels };
    }
}
