using CsCheck;

namespace Taojin.Numerics.Tests;

public sealed class PairTableTests
{
    [Fact]
    public void It_does_what_a_dictionary_does() => Gen.Select(Gen.Int[-2, 12], Gen.Int[0, 9]).Array[0, 400].Sample(pairs =>
    {
        var (table, plain) = (new PairTable(capacity: 1), new Dictionary<(int, int), int>());
        foreach (var (left, right) in pairs)
        {
            table.Find(left, right).ShouldBe(plain.GetValueOrDefault((left, right), -1));
            plain.TryAdd((left, right), plain.Count);
            table.Prefetch(left, right);
            table.SlotOf(left, right).ShouldBe(plain[(left, right)]);
        }
        table.Count.ShouldBe(plain.Count);
        foreach (var (pair, slot) in plain)
            table[slot].ShouldBe(pair);
    }, iter: 500);

    [Fact]
    public void Slots_are_kept_while_it_grows_a_thousandfold()
    {
        var table = new PairTable(capacity: 4);
        for (var pair = 0; pair < 20_000; pair++)
            table.SlotOf(pair / 7, -pair).ShouldBe(pair);

        for (var pair = 0; pair < 20_000; pair++)
            table.Find(pair / 7, -pair).ShouldBe(pair);
        table.Find(0, 1).ShouldBe(-1);
    }

    [Fact]
    public void Left_and_right_are_told_apart_to_the_ends_of_their_range()
    {
        (int, int)[] pairs = [(0, 0), (0, 1), (1, 0), (-1, 0), (0, -1), (int.MaxValue, int.MinValue), (int.MinValue, int.MaxValue)];
        var table = new PairTable();

        pairs.Select(pair => table.SlotOf(pair.Item1, pair.Item2)).ShouldBe(Enumerable.Range(0, pairs.Length));

        Enumerable.Range(0, pairs.Length).Select(slot => table[slot]).ShouldBe(pairs);
    }

    [Fact]
    public void What_is_written_out_is_read_back_with_the_same_slots_and_goes_on()
    {
        var table = new PairTable();
        for (var pair = 0; pair < 3000; pair++)
            table.SlotOf(pair % 50, pair);

        var again = new PairTable(table.ToArray());

        again.ToArray().ShouldBe(table.ToArray());
        again.SlotOf(49, 49).ShouldBe(table.Find(49, 49));
        again.SlotOf(999, 999).ShouldBe(3000);
    }

    [Fact]
    public void An_empty_one_knows_nobody()
    {
        new PairTable([]).Count.ShouldBe(0);
        new PairTable(0).Find(0, 0).ShouldBe(-1);
    }
}
