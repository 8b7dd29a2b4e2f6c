using CsCheck;

namespace Taojin.Data.Tests;

public sealed class CleaningTests
{
    [Fact]
    public void A_clean_log_is_returned_as_it_is()
    {
        var log = SmallLog.Of((0, 0, EventKind.View, 0), (0, 0, EventKind.View, 0), (1, 1, EventKind.Purchase, 2));

        var cleaned = Cleaning.Clean(log, new());

        cleaned.Log.ShouldBeSameAs(log);
        cleaned.Report.ShouldBe(new CleaningReport(Read: 3, ImpossibleTimes: 0, BotUsers: 0, BotEvents: 0, Repeats: 0, Kept: 3));
    }

    [Fact]
    public void Repeats_are_dropped_only_when_asked_for_and_only_at_the_same_moment()
    {
        var log = SmallLog.Of((0, 0, EventKind.View, 0), (1, 0, EventKind.View, 0), (0, 0, EventKind.View, 0), (0, 0, EventKind.Cart, 0), (0, 0, EventKind.View, 1), (0, 0, EventKind.View, 1));

        var cleaned = Cleaning.Clean(log, new() { DropsRepeats = true });

        cleaned.Report.ShouldBe(new CleaningReport(Read: 6, ImpossibleTimes: 0, BotUsers: 0, BotEvents: 0, Repeats: 2, Kept: 4));
        cleaned.Log.Time.Select(time => time.HoursSince(SmallLog.Start)).ShouldBe([0, 0, 0, 1]);
        log.Count.ShouldBe(6); // the log itself is never changed
    }

    [Fact]
    public void Events_outside_the_range_are_impossible_and_its_ends_are_inside()
    {
        var log = SmallLog.Of((0, 0, EventKind.View, -1), (0, 0, EventKind.View, 0), (0, 0, EventKind.View, 5), (0, 0, EventKind.View, 6));

        var cleaned = Cleaning.Clean(log, new() { From = SmallLog.At(0), To = SmallLog.At(5) });

        (cleaned.Report.ImpossibleTimes, cleaned.Report.Kept).ShouldBe((2, 2));
    }

    [Fact]
    public void A_user_with_too_many_events_on_one_day_is_a_program_and_loses_all()
    {
        var person = Enumerable.Range(0, 8).Select(place => (0, 0, EventKind.View, 24.0 * place));
        var program = Enumerable.Range(0, 4).Select(place => (1, 0, EventKind.View, 24 + (place * 0.1))).Append((1, 0, EventKind.Purchase, 80.0));
        var log = SmallLog.Of([.. person.Concat(program).OrderBy(each => each.Item4)]);

        var cleaned = Cleaning.Clean(log, new() { MostEventsPerDay = 3 });

        cleaned.Report.ShouldBe(new CleaningReport(Read: 13, ImpossibleTimes: 0, BotUsers: 1, BotEvents: 5, Repeats: 0, Kept: 8));
        cleaned.Log.User.ShouldAllBe(user => user == 0);
        cleaned.Log.Users.IdAt(0).ShouldBe("用户0");
    }

    [Fact]
    public void Being_shown_much_makes_nobody_a_program() =>
        Cleaning.Clean(SmallLog.Of([.. Enumerable.Repeat((0, 0, EventKind.Shown, 1.0), 50)]), new() { MostEventsPerDay = 3 }).Report.BotUsers.ShouldBe(0);

    [Fact]
    public void What_is_read_is_kept_or_counted_under_one_reason() => Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1], Gen.Int[0, 60]).Array[0, 60].Sample(events =>
    {
        var log = SmallLog.Of([.. events.OrderBy(each => each.Item3).Select(each => (each.Item1, each.Item2, EventKind.View, (double)each.Item3))]);

        var (cleaned, report) = Cleaning.Clean(log, new() { DropsRepeats = true, MostEventsPerDay = 8, From = SmallLog.At(3), To = SmallLog.At(50) });

        report.Read.ShouldBe(report.Kept + report.ImpossibleTimes + report.BotEvents + report.Repeats);
        (report.Read, report.Kept).ShouldBe((log.Count, cleaned.Count));
        Cleaning.Clean(cleaned, new() { DropsRepeats = true, MostEventsPerDay = 8, From = SmallLog.At(3), To = SmallLog.At(50) }).Log.ShouldBeSameAs(cleaned);
    }, iter: 500);
}
