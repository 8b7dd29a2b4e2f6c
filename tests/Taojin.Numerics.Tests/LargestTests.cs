using CsCheck;

namespace Taojin.Numerics.Tests;

public sealed class LargestTests
{
    [Fact]
    public void Those_in_front_are_the_first_of_a_sort() => Gen.Select(Gen.ULong[0, 50].Array[0, 80], Gen.Int[0, 90]).Sample((keys, count) =>
    {
        var moved = (ulong[])keys.Clone();

        Largest.ToFront(moved, count);

        moved.Take(count).OrderDescending().ShouldBe(keys.OrderDescending().Take(count));
        moved.Order().ShouldBe(keys.Order());
    }, iter: 3000);

    [Fact]
    public void Sorted_and_equal_keys_are_no_trap()
    {
        ulong[] rising = [.. Enumerable.Range(0, 100_000).Select(key => (ulong)key)], equal = new ulong[100_000];

        Largest.ToFront(rising, 10);
        Largest.ToFront(equal, 10);

        rising[..10].Order().ShouldBe(Enumerable.Range(99_990, 10).Select(key => (ulong)key));
    }
}
