using CsCheck;

namespace Taojin.Numerics.Tests;

public sealed class TopKTests
{
    /// <summary>Few different values, so that ties are the rule, with all that floats can be.</summary>
    private static readonly Gen<float> Score = Gen.Frequency(
        (8, Gen.Int[-3, 3].Select(value => (float)value)),
        (2, Gen.Const(float.NaN)), (1, Gen.Const(float.PositiveInfinity)), (1, Gen.Const(float.NegativeInfinity)), (1, Gen.Const(-0f)), (2, Gen.Single));

    [Fact]
    public void It_is_a_sort_cut_off_with_ties_to_the_lower_index_and_without_NaN() => Gen.Select(Score.Array[0, 60], Gen.Int[0, 70]).Sample((scores, k) =>
    {
        var expected = Enumerable.Range(0, scores.Length).Where(index => !float.IsNaN(scores[index])).OrderByDescending(index => scores[index]).ThenBy(index => index).Take(k).ToArray();
        var best = new int[k];
        var count = TopK.Write(scores, best);
        best[..count].ShouldBe(expected);
    }, iter: 5000);

    [Fact]
    public void Places_beyond_those_written_are_left_alone()
    {
        int[] best = [-7, -7, -7, -7];

        TopK.Write([1, float.NaN, 3], best).ShouldBe(2);

        best.ShouldBe([2, 0, -7, -7]);
    }

    [Fact]
    public void Of_nothing_nothing_is_picked()
    {
        TopK.Write([], new int[3]).ShouldBe(0);
        TopK.Write([1, 2], []).ShouldBe(0);
        TopK.Write([float.NaN, float.NaN], new int[1]).ShouldBe(0);
    }

    [Fact]
    public void Equal_scores_go_to_the_lower_index()
    {
        var best = new int[3];

        TopK.Write([5, 5, 5, 5, 5], best).ShouldBe(3);

        best.ShouldBe([0, 1, 2]);
    }
}
