using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Uplift;
using Taojin.Testing.Contracts;
using Taojin.Testing.Sets;

namespace Taojin.Mining.Tests.Marketing;

/// <summary>Learners of effects on an experiment of known truth, and Hillstrom's averages.</summary>
public sealed class UpliftTests
{
    private static readonly string? Path = DataSets.Find("hillstrom/hillstrom_data.csv.gz");

    public static TheoryData<string, bool> Learners =>
    [
        .. UpliftLearners.Cards.SelectMany(card => card.HasBase ? [(card.Name, true), (card.Name, false)] : new[] { (card.Name, false) }),
    ];

    [Theory]
    [MemberData(nameof(Learners))]
    public void A_learner_of_effects_keeps_its_contract(string name, bool isLinear) =>
        new UpliftContract($"{name} ({(isLinear ? "linear" : "trees")})", () => UpliftLearners.Of(name).Create(isLinear ? BaseLearner.Linear : BaseLearner.Boosting)).Check();

    [Fact]
    public void Cards_speak_both_languages() => UpliftLearners.Cards.ShouldAllBe(card => card.TitleZh.Any(letter => letter > 0x2E80) && card.Source.Length > 0);

    [Theory]
    [InlineData("visit", 0.076590, 0.003386, 0.045233, 0.003234)]
    [InlineData("conversion", 0.006805, 0.000921, 0.003111, 0.000823)]
    [InlineData("spend", 0.769827, 0.145247, 0.424412, 0.130333)]
    public void Average_effects_of_Hillstrom_are_the_known_ones(string outcome, double mens, double mensError, double womens, double womensError)
    {
        Assert.SkipWhen(Path is null, "hillstrom is not here");

        var effects = AverageEffect.Of(Hillstrom.Read(Path, outcome), new());

        effects.Select(effect => Math.Round(effect.Value, 6)).ShouldBe([mens, womens]);
        effects.Select(effect => Math.Round(effect.Error, 6)).ShouldBe([mensError, womensError]);
        effects.ShouldAllBe(effect => effect.IsEffect);
    }

    [Theory]
    [InlineData(1, "womens", 1, 0.064016, 0.029431)]
    [InlineData(1, "mens", 1, -0.054004, -0.024884)]
    [InlineData(1, "history", 1, 0.002622, 0.001048)]
    [InlineData(1, "recency", -1, -0.004520, -0.001970)]
    [InlineData(0, "history", 1, 0.018433, 0.009578)]
    [InlineData(0, "womens", 1, 0.012888, 0.006343)]
    [InlineData(0, "recency", -1, 0.011849, 0.006381)]
    [InlineData(0, "mens", 1, 0.009956, 0.005313)]
    public void One_column_ranks_Hillstrom_as_scikit_uplift_says(int arm, string column, int sign, double qini, double auuc)
    {
        Assert.SkipWhen(Path is null, "hillstrom is not here");
        var pair = Hillstrom.Read(Path, "visit").Only(arm);
        var place = pair.Features.Columns.ToList().IndexOf(column);

        var curve = UpliftCurve.Of([.. pair.Arm.Select((each, row) => new UpliftCase(sign * pair.Features.Values[row][place], each == 1, pair.Outcomes[row]))]);

        curve.QiniArea().ShouldBe(qini, 1e-6);
        curve.UpliftArea().ShouldBe(auuc, 1e-6);
    }

    [Fact]
    public void An_observed_difference_is_not_called_an_effect()
    {
        var data = Confounded(4000);

        var effect = AverageEffect.Of(data, new()).Single();

        effect.IsEffect.ShouldBeFalse();
        effect.Claim.ShouldContain("Not a proven effect");
        effect.ClaimZh.ShouldContain("并非已证实的效应");
        effect.Low.ShouldBeLessThan(1);
        effect.High.ShouldBeGreaterThan(1); // the truth is 1; the plain difference of means is far above
    }

    [Fact]
    public void Unlike_groups_are_told_from_groups_made_by_chance()
    {
        var unlike = TreatmentBalance.Of(Confounded(4000), new()).Single();
        var alike = TreatmentBalance.Of(KnownEffects.Of(4000, isYesNo: true), new());

        unlike.Rows[0].Column.ShouldBe("x0");
        unlike.Predictability.ShouldBeGreaterThan(0.75);
        unlike.Warnings.ShouldNotBeEmpty();
        alike.ShouldAllBe(arm => arm.Warnings.Count == 0 && arm.Overlap == 1);
    }

    /// <summary>Treated are mostly people with a high x0, who also spend more; the true effect is 1.</summary>
    private static ExperimentTable Confounded(int people)
    {
        var chance = new FitContext().Random("confounded");
        var data = KnownEffects.Of(people, isYesNo: false);
        var (arm, outcomes) = (new int[people], new float[people]);
        for (var person = 0; person < people; person++)
        {
            var x0 = data.Features.Values[person][0];
            arm[person] = chance.NextDouble() < 1 / (1 + Math.Exp(-1.5 * x0)) ? 1 : 0;
            outcomes[person] = (float)((2 * x0) + arm[person] + chance.NextNormal());
        }
        return new() { Features = data.Features, Arms = ["coupon 优惠券"], Arm = arm, Outcomes = outcomes, Assignment = Assignment.Observational };
    }
}
