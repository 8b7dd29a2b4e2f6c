using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Channels;
using Taojin.Testing;

namespace Taojin.Mining.Tests.Marketing;

/// <summary>Media mix on weeks of known truth, and experiments by region.</summary>
public sealed class MediaMixTests
{
    private static readonly MediaMixOptions Short = new() { Draws = 300, WarmUp = 300, Chains = 2 };
    private static readonly GeneratedMedia Made = GeneratedMedia.Of(1);
    private static readonly Lazy<MediaMixModel> Fitted = new(() => new MediaMix(Short).Fit(Made.Table, new()));

    [Fact]
    public void True_shares_lie_near_and_mostly_inside_the_intervals()
    {
        var inside = 0;
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var made = seed == 1 ? Made : GeneratedMedia.Of(seed);
            var model = seed == 1 ? Fitted.Value : new MediaMix(Short).Fit(made.Table, new());
            inside += model.Contributions.Zip(made.Share).Count(each => each.First.Share.Low <= each.Second && each.Second <= each.First.Share.High);
        }

        inside.ShouldBeGreaterThanOrEqualTo(14); // of 20 at 90 %: fewer has a probability of one in ten thousand
    }

    [Fact]
    public void Threads_change_no_draw()
    {
        var alone = new MediaMix(Short with { Draws = 100, WarmUp = 100 }).Fit(Made.Table, new() { Threads = 1 });
        var together = new MediaMix(Short with { Draws = 100, WarmUp = 100 }).Fit(Made.Table, new() { Threads = 4 });

        alone.Contributions.ShouldBe(together.Contributions);
    }

    [Fact]
    public void Weeks_ahead_are_foretold_better_than_without_channels()
    {
        var (known, truth) = (Made.Table.First(130), Made.Table.Sales[130..]);

        var with = new MediaMix(Short).Fit(known, new()).Predict(Made.Table)[130..];
        var without = new MediaMix(Short with { Draws = 100, WarmUp = 100 }).Fit(known with { Spend = [.. known.Spend.Select(each => new double[each.Length])] }, new()).Predict(
            Made.Table with { Spend = [.. Made.Table.Spend.Select(each => new double[each.Length])] })[130..];

        Error(with, truth).ShouldBeLessThan(Error(without, truth) * 0.95);
    }

    [Fact]
    public void An_experiment_narrows_what_is_said_of_its_channel()
    {
        var sales = Made.Share[0] * Made.Table.Sales.Sum();

        var calibrated = new MediaMix(Short with { Experiments = [new(0, 0, Made.Table.Weeks, sales, sales * 0.02)] }).Fit(Made.Table, new()).Contributions[0].Share;

        (calibrated.High - calibrated.Low).ShouldBeLessThan((Fitted.Value.Contributions[0].Share.High - Fitted.Value.Contributions[0].Share.Low) * 0.6);
        calibrated.Value.ShouldBe(Made.Share[0], Made.Share[0] * 0.05);
    }

    [Fact]
    public void A_split_keeps_budget_and_limits_and_no_small_shift_earns_more()
    {
        var now = Made.Table.Spend.Select(spend => spend.Average()).ToArray();
        var limits = now.Select(spend => (spend * 0.5, spend * 2)).ToArray();

        var split = MediaSplit.Of(Fitted.Value, now.Sum(), limits);

        split.Spend.Sum().ShouldBe(now.Sum(), now.Sum() * 1e-3);
        split.Spend.Zip(limits).ShouldAllBe(each => each.First >= each.Second.Item1 - 1e-6 && each.First <= each.Second.Item2 + 1e-6);
        double Sales(double[] spend) => spend.Select((each, channel) => Fitted.Value.ResponseAt(channel, each).Value).Sum();
        Sales([.. split.Spend]).ShouldBeGreaterThan(Sales(now));
    }

    [Fact]
    public void Few_weeks_are_refused()
    {
        var refused = Should.Throw<TooLittleDataException>(() => new MediaMix(Short).Fit(Made.Table.First(20), new()));

        refused.MessageZh.ShouldContain("20 周");
    }

    [Fact]
    public void Regions_tell_what_a_change_did()
    {
        var chance = new FitContext().Random("regions");
        var regions = Enumerable.Range(0, 200).Select(region => (Treated: region % 3 == 0, Size: Math.Exp(8 + chance.NextNormal())))
            .Select((region, place) => new RegionSales($"地区 {place}", region.Treated, region.Size, region.Size * 1.1 * (region.Treated ? 0.9 : 1) * Math.Exp(0.05 * chance.NextNormal()))).ToArray();

        var told = GeoExperiment.Measure(regions);

        told.Low.ShouldBeLessThan(-0.1);
        told.High.ShouldBeGreaterThan(-0.1);
        told.High.ShouldBeLessThan(-0.05);
        (told.Treated + told.Others).ShouldBe(200);
    }

    private static double Error(double[] said, double[] truth) => Math.Sqrt(said.Zip(truth, (one, other) => (one - other) * (one - other)).Average());
}
