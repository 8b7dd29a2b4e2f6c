using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Tests.Learning;

public sealed class ReadinessTests
{
    [Fact]
    public void An_empty_log_carries_no_model_and_each_says_what_is_missing_in_two_languages()
    {
        var rows = Readiness.Of(new DataQuality(), new Algorithms());

        rows.Count.ShouldBe(new Algorithms().Cards.Count(card => card.Needs.Count > 0));
        rows.Count.ShouldBeGreaterThan(20);
        foreach (var row in rows)
        {
            row.IsReady.ShouldBeFalse();
            row.Missing.ShouldAllBe(need => need.Text.Length > 0 && need.TextZh.Any(letter => letter > 0x2E80));
        }
    }

    [Fact]
    public void A_large_log_carries_all()
    {
        var plenty = new DataQuality { Events = 1_000_000, Users = 10_000, TitleShare = 1, ImageShare = 1, Items = 10_000, Pairs = 500_000, Buyers = 5000, ForeseeablePurchases = 20_000, EventsByKind = [.. Enumerable.Repeat(100_000L, EventKinds.Count)] };

        Readiness.Of(plenty, new Algorithms()).ShouldAllBe(row => row.IsReady);
    }
}
