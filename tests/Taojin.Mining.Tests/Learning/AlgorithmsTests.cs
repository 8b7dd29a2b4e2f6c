using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Tests.Learning;

public sealed class AlgorithmsTests
{
    [Fact]
    public void An_unknown_name_is_refused_and_the_known_ones_are_told()
    {
        var refused = Should.Throw<TaojinException>(() => new Algorithms()["item-kn"]);

        refused.Code.ShouldBe("algorithm.unknown");
        refused.Remedy.ShouldContain("item-knn");
    }

    [Fact]
    public void All_faults_of_options_are_told_at_once()
    {
        var refused = Should.Throw<OptionsException>(() => new GradientBoosting(new() { Trees = 0, Leaves = 1 }));

        refused.Faults.Count.ShouldBe(2);
    }

    [Fact]
    public void A_network_can_be_served_but_not_trained_where_its_trainer_is_not_loaded() =>
        Should.Throw<TaojinException>(() => new Algorithms().Estimator<LabelledTable, IProbabilityModel>("mlp")).Code.ShouldBe("algorithm.not-trainable-here");
}
