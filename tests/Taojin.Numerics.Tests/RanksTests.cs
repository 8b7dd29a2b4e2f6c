using CsCheck;

namespace Taojin.Numerics.Tests;

public sealed class RanksTests
{
    private static readonly Gen<float> Score = Gen.OneOf(Gen.Int[0, 5].Select(value => (float)value), Gen.Const(float.NaN), Gen.Const(float.NegativeInfinity), Gen.Float[-1, 1]);

    [Fact]
    public void Places_equal_a_plain_loop() => Score.Array[1, 9000].Sample(scores =>
    {
        var asked = Enumerable.Range(0, Math.Min(20, scores.Length)).Select(each => (each * 7919) % scores.Length).ToArray();
        var places = new double[asked.Length];

        Ranks.Write(scores, asked, places);

        for (var each = 0; each < asked.Length; each++)
            places[each].ShouldBe(Plain(scores, asked[each]));
    }, iter: 60);

    [Fact]
    public void Ties_share_the_middle_place_and_what_has_no_score_stands_last()
    {
        float[] scores = [5, 3, 3, 3, float.NaN, float.NaN];

        Ranks.Of(scores, 0).ShouldBe(1);
        Ranks.Of(scores, 2).ShouldBe(3);
        Ranks.Of(scores, 5).ShouldBe(5.5);
    }

    [Fact]
    public void Scores_that_are_all_equal_put_nobody_first() => Ranks.Of(new float[12_101], 0).ShouldBe(6051);

    [Fact]
    public void Nothing_asked_gives_nothing() => Ranks.Write([1, 2], [], []);

    private static double Plain(float[] scores, int item)
    {
        var mine = scores[item];
        var unknown = scores.Count(float.IsNaN);
        return float.IsNaN(mine)
            ? scores.Length - unknown + ((unknown + 1) / 2.0)
            : scores.Count(other => other > mine) + ((scores.Count(other => other == mine) + 1) / 2.0);
    }
}
