using Taojin.Mining.Recommendation;
using Taojin.Mining.Torch.Sequences;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch.Tests.Sequences;

/// <summary>Losses against their formulas in plain loops, written from the papers.</summary>
[Collection("libtorch")]
public sealed class SequenceLossesTests
{
    private const int ItemCount = 50;
    private static readonly float[] Positive = [0.7f, -1.2f];
    private static readonly float[] Negative = [0.1f, 2.0f, -0.4f, 1.1f, 0.3f, -2.2f];
    private static readonly float[] LogExpected = [-1.5f, -0.2f, -3f];

    [Fact]
    public void Sampled_softmax_corrects_each_drawn_score_by_the_logarithm_of_its_expectation_and_leaves_out_the_target_itself()
    {
        var expected = 0.0;
        for (var target = 0; target < 2; target++)
        {
            var sum = Math.Exp(Positive[target]);
            for (var place = 0; place < 3; place++)
                if (!(target == 1 && place == 0)) // a hit
                    sum += Math.Exp(Negative[(3 * target) + place] - LogExpected[place]);
            expected += Math.Log(sum) - Positive[target];
        }

        Loss(SequenceLoss.SampledSoftmax, ([1], [0])).ShouldBe(expected, 1e-5);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.75)]
    [InlineData(1.0)]
    public void Gbce_raises_the_probability_of_the_target_to_beta(double calibration)
    {
        var alpha = 3.0 / (ItemCount - 1);
        var beta = alpha * ((calibration * (1 - (1 / alpha))) + (1 / alpha));
        var expected = Positive.Sum(score => -Math.Log(Math.Pow(Sigmoid(score), beta))) - Negative.Sum(score => Math.Log(1 - Sigmoid(score)));

        Loss(SequenceLoss.Gbce, ([], []), calibration).ShouldBe(expected, 1e-5);
    }

    [Fact]
    public void Binary_cross_entropy_holds_the_target_against_the_mean_of_the_drawn() =>
        Loss(SequenceLoss.BinaryCrossEntropy, ([], [])).ShouldBe(-Positive.Sum(score => Math.Log(Sigmoid(score))) - (Negative.Sum(score => Math.Log(1 - Sigmoid(score))) / 3), 1e-5);

    [Fact]
    public void A_drawn_item_is_expected_as_often_as_its_popularity_says()
    {
        float[] popularity = [1, 4, 9, 16, 25, 36, 49, 64];
        var (source, drawn) = (new NegativeSource(popularity, 0.5, 1), new double[8]);
        for (var step = 0; step < 36_000; step++)
            drawn[source.Draw(Numerics.SplitMix64.Stream(1, "sequence-losses-tests", step)).Items[0]]++;

        for (var item = 0; item < 8; item++)
            drawn[item].ShouldBe(1000 * (item + 1), 6 * Math.Sqrt(1000 * (item + 1))); // six deviations of a Poisson count
        Math.Exp(source.Draw(Numerics.SplitMix64.Stream(1, "sequence-losses-tests")) is var draw ? draw.LogExpected[0].item<float>() : 0).ShouldBe((draw.Items[0] + 1) / 36.0, 1e-5);
    }

    private static double Loss(SequenceLoss loss, (long[] Target, long[] Place) hits, double calibration = 0.75)
    {
        using var scope = NewDisposeScope();
        var losses = new SequenceLosses(new() { Loss = loss, Calibration = calibration }, ItemCount);
        return losses.Of(tensor(Positive), tensor(Negative, [2, 3]), new NegativeDraw([7, 8, 9], tensor(LogExpected)), hits).item<float>();
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
