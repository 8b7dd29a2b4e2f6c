namespace Taojin.Numerics.Tests;

/// <summary>The stream is a promise for ever: fixed values hold it.</summary>
public sealed class SplitMix64Tests
{
    [Fact]
    public void The_published_sequence_of_seed_1234567() => // rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64
        Draw(new SplitMix64(1234567), 5).ShouldBe([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821]);

    [Fact]
    public void The_published_sequence_of_seed_0() => // the reference splitmix64.c of S. Vigna
        Draw(new SplitMix64(0), 3).ShouldBe([0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]);

    [Theory] // by a second implementation in Python, of FNV-1a over UTF-16 units and two mixes
    [InlineData(42UL, "implicit-als/init", 0L, 3542593678547757827UL)]
    [InlineData(42UL, "implicit-als/init", 7L, 6962061492864307886UL)]
    [InlineData(7UL, "淘金", 3L, 4499678053099396868UL)]
    public void A_stream_of_a_purpose_is_the_same_on_every_machine(ulong seed, string purpose, long index, ulong first) =>
        SplitMix64.Stream(seed, purpose, index).NextUInt64().ShouldBe(first);

    [Fact]
    public void Streams_of_other_seeds_purposes_and_indexes_differ()
    {
        var firsts = from seed in new ulong[] { 1, 2 } from purpose in new[] { "a", "b", "甲" } from index in new long[] { 0, 1, 2, -1 } select SplitMix64.Stream(seed, purpose, index).NextUInt64();

        firsts.ShouldBeUnique();
    }

    [Fact]
    public void Numbers_of_a_unit_lie_in_it_and_fill_it_evenly()
    {
        var chance = new SplitMix64(1);
        var tenths = new int[10];
        for (var draw = 0; draw < 100_000; draw++)
        {
            var (wide, narrow) = (chance.NextDouble(), chance.NextSingle());
            wide.ShouldBeInRange(0, 1 - double.Epsilon);
            narrow.ShouldBeInRange(0, 0.99999994f);
            tenths[(int)(wide * 10)]++;
        }

        tenths.ShouldAllBe(count => Math.Abs(count - 10_000) < 500); // five standard deviations are 474
    }

    [Fact]
    public void Whole_numbers_stay_below_their_end_and_each_comes() =>
        Enumerable.Range(0, 2000).Aggregate((Chance: new SplitMix64(3), Seen: new HashSet<int>()), (all, _) =>
        {
            all.Seen.Add(all.Chance.NextInt32(7));
            return all;
        }).Seen.Order().ShouldBe([0, 1, 2, 3, 4, 5, 6]);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void An_end_that_is_not_positive_is_refused(int end) => Should.Throw<ArgumentOutOfRangeException>(() => new SplitMix64(1).NextInt32(end));

    [Fact]
    public void Normal_draws_have_mean_0_and_variance_1_and_waiting_times_mean_1()
    {
        var chance = new SplitMix64(5);
        double[] normal = [.. Enumerable.Range(0, 50_000).Select(_ => chance.NextNormal())];
        double[] waits = [.. Enumerable.Range(0, 50_000).Select(_ => chance.NextExponential())];

        normal.Average().ShouldBe(0, 0.02);
        normal.Average(draw => draw * draw).ShouldBe(1, 0.03);
        waits.Average().ShouldBe(1, 0.02);
        normal.Concat(waits).ShouldAllBe(draw => double.IsFinite(draw));
    }

    [Fact]
    public void A_shuffle_gives_each_order_as_often_as_any_other()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var chance = new SplitMix64(9);
        for (var round = 0; round < 60_000; round++)
        {
            char[] letters = ['甲', '乙', '丙'];
            chance.Shuffle<char>(letters);
            counts[new(letters)] = counts.GetValueOrDefault(new(letters)) + 1;
        }

        counts.Count.ShouldBe(6);
        counts.Values.ShouldAllBe(count => Math.Abs(count - 10_000) < 500);
    }

    [Fact]
    public void A_shuffle_of_nothing_or_one_is_no_fault()
    {
        int[] one = [4];
        var chance = new SplitMix64(1);
        chance.Shuffle<int>([]);
        chance.Shuffle<int>(one);

        one.ShouldBe([4]);
    }

    private static ulong[] Draw(SplitMix64 chance, int count) => [.. Enumerable.Range(0, count).Select(_ => chance.NextUInt64())];
}
