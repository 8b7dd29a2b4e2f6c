using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Classification;

public sealed class FusionWeightsTests
{
    [Fact]
    public void Independent_sides_that_are_as_sure_as_they_are_right_count_in_full_as_Bayes_rule_has_it()
    {
        var (words, pictures, labels) = Said(4000);

        var weights = FusionWeights.Fit((words, pictures), labels, 1e-4, new FitContext());

        weights.Words.ShouldBe(1, 0.15);
        weights.Pictures.ShouldBe(1, 0.15);
        Loss(weights, words, pictures, labels).ShouldBeLessThan(Loss(new(1, 0, []), words, pictures, labels) - 0.02);
        Loss(weights, words, pictures, labels).ShouldBeLessThan(Loss(new(0, 1, []), words, pictures, labels) - 0.02);
    }

    [Fact]
    public void One_side_alone_gets_a_scale_that_makes_it_as_sure_as_it_is_right()
    {
        var (words, _, labels) = Said(4000);
        var doubled = new DenseRows(words.RowCount, words.ColumnCount, [.. words.Values.Select(value => 2 * value)]);

        var weights = FusionWeights.Fit((doubled, null), labels, 0, new FitContext());

        weights.Words.ShouldBe(0.5, 0.06); // what was doubled is halved: the probabilities were right before
        weights.Pictures.ShouldBe(0);
    }

    /// <summary>Log-probabilities of classes by Bayes' rule from a strong and a weak noisy sign of the class, independent of each other.</summary>
    private static (DenseRows Words, DenseRows Pictures, int[] Labels) Said(int rows)
    {
        var (words, pictures, labels, chance) = (new DenseRows(rows, 3), new DenseRows(rows, 3), new int[rows], SplitMix64.Stream(3, "fusion"));
        for (var row = 0; row < rows; row++)
        {
            labels[row] = chance.NextInt32(3);
            foreach (var (said, strength) in new[] { (words, 1.5), (pictures, 0.9) })
            {
                var scores = new double[3];
                for (var label = 0; label < 3; label++)
                    scores[label] = strength * ((strength * (label == labels[row] ? 1 : 0)) + chance.NextNormal()); // log-likelihood ratio of a shift of the mean
                var sum = scores.Sum(Math.Exp);
                for (var label = 0; label < 3; label++)
                    said[row][label] = (float)(scores[label] - Math.Log(sum));
            }
        }
        return (words, pictures, labels);
    }

    private static double Loss(FusionWeights weights, DenseRows words, DenseRows pictures, int[] labels)
    {
        var (loss, said) = (0.0, new double[3]);
        for (var row = 0; row < labels.Length; row++)
        {
            weights.Apply([.. words[row].ToArray().Select(value => Math.Exp(value))], [.. pictures[row].ToArray().Select(value => Math.Exp(value))], said);
            loss -= Math.Log(said[labels[row]]) / labels.Length;
        }
        return loss;
    }
}
