using CsCheck;
using Taojin.Data;

namespace Taojin.Storage.Tests;

public sealed class LogOrderTests
{
    [Fact]
    public void The_order_is_that_of_a_plain_sort_by_time_then_number()
    {
        var time = Gen.OneOf(Gen.Long[0, 5], Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.OneOf(long.MinValue, long.MaxValue));
        time.Array[0, 200].Sample(times =>
        {
            var numbers = Enumerable.Range(0, times.Length).OrderBy(number => (number * 7919) % 211).Select(number => (long)number).ToArray();
            var instants = times.Select(each => new Instant(each)).ToArray();
            var expected = Enumerable.Range(0, times.Length).OrderBy(place => times[place]).ThenBy(place => numbers[place]).ToArray();

            (LogOrder.Of(numbers, instants) ?? [.. Enumerable.Range(0, times.Length)]).ShouldBe(expected);
        });
    }

    [Fact]
    public void A_log_in_order_is_left_alone() => LogOrder.Of([1, 2, 3], [new(1), new(1), new(2)]).ShouldBeNull();
}
