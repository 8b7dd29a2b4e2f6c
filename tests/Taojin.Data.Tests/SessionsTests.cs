using CsCheck;

namespace Taojin.Data.Tests;

public sealed class SessionsTests
{
    [Fact]
    public void A_longer_pause_starts_a_new_visit_and_one_of_just_the_gap_does_not()
    {
        var log = SmallLog.Of((0, 0, EventKind.View, 0), (0, 1, EventKind.View, 0.5), (1, 0, EventKind.View, 0.6), (0, 0, EventKind.Cart, 1.01), (1, 1, EventKind.View, 1));

        var visits = Sessions.Part(log, Sessions.UsualGap);

        visits.Of.ShouldBe([0, 0, 1, 2, 1]);
        visits.Count.ShouldBe(3);
    }

    [Fact]
    public void They_are_those_of_each_user_alone() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 300]).Array[0, 50].Sample(events =>
    {
        var log = SmallLog.Of([.. events.OrderBy(each => each.Item2).Select(each => (each.Item1, 0, EventKind.View, each.Item2 / 60.0))]);

        var visits = Sessions.Part(log, TimeSpan.FromMinutes(30));

        var expected = events.GroupBy(each => each.Item1, each => each.Item2).Sum(minutes => Plain(minutes.Order()));
        visits.Count.ShouldBe(expected);
        visits.Of.Distinct().ShouldBe(Enumerable.Range(0, expected)); // numbered in order of their starts
    }, iter: 500);

    [Fact]
    public void A_log_without_events_has_none() => Sessions.Part(SmallLog.Of((0, 0, EventKind.View, 0)).Slice(0, 0), Sessions.UsualGap).Count.ShouldBe(0);

    private static int Plain(IEnumerable<int> minutes)
    {
        var (count, last) = (0, int.MinValue / 2);
        foreach (var minute in minutes)
            (count, last) = (count + (minute - last > 30 ? 1 : 0), minute);
        return count;
    }
}
