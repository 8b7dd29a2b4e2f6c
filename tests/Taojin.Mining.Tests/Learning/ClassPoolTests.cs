using Taojin.Mining.Learning.Ensembles;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Learning;

/// <summary>Three classes; one member knows something, one knows something else, one only makes noise.</summary>
public sealed class ClassPoolTests
{
    private const int Rows = 600, Classes = 3;
    private static readonly int[] Labels = [.. Enumerable.Range(0, Rows).Select(row => (int)(SplitMix64.Mix((ulong)row) % Classes))];

    [Theory]
    [InlineData(EnsembleMethod.Average)]
    [InlineData(EnsembleMethod.Weighted)]
    [InlineData(EnsembleMethod.Stacking)]
    public void Two_that_know_different_things_are_better_together_and_noise_is_dropped(EnsembleMethod method)
    {
        double[][] said = [Member(1, 1.5), Member(2, 1.5), Member(3, 0)];

        var pool = ClassPool.Of(said, Labels, new() { Method = method, LeastGain = 1e-3 });

        pool.Weights[2].ShouldBe(0);
        pool.Weights.Sum().ShouldBe(1, 1e-9);
        pool.Weights[0].ShouldBe(0.5, 0.1);
        Loss(pool, said).ShouldBeLessThan(Math.Min(Loss(Alone(0), said), Loss(Alone(1), said)) - 0.05);
    }

    [Fact]
    public void Stacking_sharpens_members_that_are_too_modest()
    {
        double[][] modest = [Softened(Member(1, 3), 0.3), Softened(Member(2, 3), 0.3)];

        var stacked = ClassPool.Of(modest, Labels, new() { Method = EnsembleMethod.Stacking });

        stacked.Scale.ShouldBeGreaterThan(1.5);
        Loss(stacked, modest).ShouldBeLessThan(Loss(ClassPool.Of(modest, Labels, new() { Method = EnsembleMethod.Weighted }), modest) - 0.05);
    }

    [Fact]
    public void The_class_with_most_votes_wins_and_ties_go_by_the_mean_of_probabilities()
    {
        var (pool, answer) = (new ClassPool(EnsembleMethod.Vote, [1.0 / 3, 1.0 / 3, 1.0 / 3], 1), new double[3]);

        pool.Write([[0.5, 0.4, 0.1], [0.5, 0.4, 0.1], [0, 1, 0]], answer);
        Array.IndexOf(answer, answer.Max()).ShouldBe(0); // two votes against one, though the mean says otherwise
        answer.Sum().ShouldBe(1, 1e-12);

        pool.Write([[0.9, 0.1, 0], [0.1, 0.8, 0.1], [0, 0.2, 0.8]], answer);
        Array.IndexOf(answer, answer.Max()).ShouldBe(1); // a vote each
    }

    private static ClassPool Alone(int member) => new(EnsembleMethod.Weighted, [.. Enumerable.Range(0, 3).Select(each => each == member ? 1.0 : 0)], 1);

    private static double Loss(ClassPool pool, double[][] said)
    {
        var (loss, answer) = (0.0, new double[Classes]);
        for (var row = 0; row < Rows; row++)
        {
            pool.Write([.. said.Select(member => member[(row * Classes)..((row + 1) * Classes)])], answer);
            loss -= Math.Log(answer[Labels[row]]) / Rows;
        }
        return loss;
    }

    /// <summary>Calibrated answers: noise in each class's score, and a shift of the right one's by the square of its deviation.</summary>
    private static double[] Member(ulong seed, double signal)
    {
        var said = new double[Rows * Classes];
        for (var row = 0; row < Rows; row++)
        {
            var (chance, scores) = (SplitMix64.Stream(seed, "class-pool-tests", row), new double[Classes]);
            for (var index = 0; index < Classes; index++)
                scores[index] = Math.Exp((Math.Sqrt(signal) * chance.NextNormal()) + (index == Labels[row] ? signal : 0));
            for (var index = 0; index < Classes; index++)
                said[(row * Classes) + index] = scores[index] / scores.Sum();
        }
        return said;
    }

    private static double[] Softened(double[] said, double power)
    {
        var soft = Array.ConvertAll(said, each => Math.Pow(each, power));
        for (var row = 0; row < Rows; row++)
        {
            var sum = soft.AsSpan(row * Classes, Classes).ToArray().Sum();
            for (var index = 0; index < Classes; index++)
                soft[(row * Classes) + index] /= sum;
        }
        return soft;
    }
}
