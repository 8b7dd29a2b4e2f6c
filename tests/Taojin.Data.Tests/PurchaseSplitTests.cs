using CsCheck;

namespace Taojin.Data.Tests;

public sealed class PurchaseSplitTests
{
    private static readonly Instant Start = SmallLog.Start;

    [Fact]
    public void Nine_days_as_of_Taobao_give_three_cuts_to_learn_from_one_to_stop_and_one_to_report()
    {
        var end = Start + TimeSpan.FromDays(9) - TimeSpan.FromMicroseconds(1);

        var split = PurchaseSplit.Of(Start, end);

        split.Horizon.ShouldBe(TimeSpan.FromHours(24));
        Days(split.TestCut).ShouldBe(8);
        Days(split.ValidationCut!.Value).ShouldBe(7);
        split.TrainCuts.Select(Days).ShouldBe([4, 5, 6]);
    }

    [Fact]
    public void A_short_log_looks_a_sixth_of_itself_ahead_in_whole_minutes()
    {
        var split = PurchaseSplit.Of(Start, Start + TimeSpan.FromMinutes(365));

        split.Horizon.ShouldBe(TimeSpan.FromMinutes(60));
        split.TrainCuts.Count.ShouldBe(2); // the third would have less than a quarter of the log before it
    }

    [Fact]
    public void Two_windows_are_one_to_learn_from_and_one_to_report_without_validation()
    {
        var split = PurchaseSplit.Of(Start, Start + TimeSpan.FromDays(3), TimeSpan.FromDays(1));

        split.ValidationCut.ShouldBeNull();
        split.TrainCuts.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(24, 24, "--horizon")]
    [InlineData(0, 1, "taojin import")]
    [InlineData(100, 0, "--horizon")]
    [InlineData(100, -5, "--horizon")]
    public void A_log_that_is_too_short_is_refused_with_a_remedy(double hours, double horizon, string remedy)
    {
        var refused = Should.Throw<TaojinException>(() => PurchaseSplit.Of(Start, Start + TimeSpan.FromHours(hours), TimeSpan.FromHours(horizon)));

        refused.Code.ShouldBe("split.too-short");
        refused.Remedy.ShouldContain(remedy);
    }

    [Fact]
    public void No_window_of_labels_reaches_into_the_next_and_the_last_ends_with_the_log() => Gen.Select(Gen.Int[1, 60_000], Gen.Int[1, 3000], Gen.Int[1, 6], Gen.Bool).Sample((span, ahead, most, isUsual) =>
    {
        var end = Start + TimeSpan.FromMinutes(span);
        if (Record.Exception(() => PurchaseSplit.Of(Start, end, isUsual ? null : TimeSpan.FromMinutes(ahead), most)) is TaojinException)
            return;
        var split = PurchaseSplit.Of(Start, end, isUsual ? null : TimeSpan.FromMinutes(ahead), most);
        Instant[] cuts = [.. split.TrainCuts, .. split.ValidationCut is { } validation ? [validation] : Array.Empty<Instant>(), split.TestCut];
        split.TrainCuts.Count.ShouldBeInRange(1, most);
        for (var place = 1; place < cuts.Length; place++)
            (cuts[place - 1] + split.Horizon).ShouldBeLessThanOrEqualTo(cuts[place]);
        (split.TestCut + split.Horizon).ShouldBe(new Instant(end.Microseconds + 1));
        (cuts[0] - Start).ShouldBeGreaterThan((end - Start) / 4);
    }, iter: 2000);

    private static double Days(Instant cut) => cut.HoursSince(Start) / 24;
}
