using Taojin.Data;
using Taojin.Mining.AfterSales.Returns;

namespace Taojin.Mining.Tests.AfterSales.Returns;

public sealed class ReturnMatchesTests
{
    [Fact]
    public void A_return_takes_the_newest_purchase_of_as_many_units_then_the_newest()
    {
        var log = Log((EventKind.Purchase, 3), (EventKind.Purchase, 5), (EventKind.Purchase, 2), (EventKind.Return, 3), (EventKind.Return, 1), (EventKind.Return, 1), (EventKind.Return, 5), (EventKind.Return, 1));

        ReturnMatches.Of(log).PurchaseOf.ShouldBe([-1, -1, -1, 0, 2, 2, 1, -1]);
    }

    [Fact]
    public void A_purchase_is_returned_when_its_first_unit_comes_back()
    {
        var log = Log((EventKind.Purchase, 5), (EventKind.Return, 1), (EventKind.Return, 4));

        ReturnMatches.Of(log).ReturnedAt[0].ShouldBe(log.Time[1]);
        ReturnMatches.Of(log).PurchaseOf.ShouldBe([-1, 0, 0]);
    }

    [Fact]
    public void What_was_bought_before_the_log_begins_matches_nothing() => ReturnMatches.Of(Log((EventKind.Return, 1), (EventKind.Purchase, 1))).PurchaseOf.ShouldBe([-1, -1]);

    [Theory]
    [InlineData(0.5, 100, 0.5 * 0.3 * (12 + 15) - 2)]
    [InlineData(0, 100, -2)]
    public void Asking_saves_what_it_prevents_less_what_it_costs(double probability, double value, double saves) => ReturnAdvice.Saves(probability, value, new()).ShouldBe(saves, 1e-9);

    [Fact]
    public void The_best_threshold_is_the_best_of_all_thresholds()
    {
        JudgedLines lines = new([0.9, 0.8, 0.8, 0.3, 0.1], [true, false, true, false, true], [100, 100, 100, 100, 1]);

        var best = ReturnAdvice.BestThreshold(lines, new());

        best.ShouldBe(0.8);
        ReturnAdvice.EarnedAt(best, lines, new()).ShouldBe(lines.Probabilities.Max(threshold => ReturnAdvice.EarnedAt(threshold, lines, new())), 1e-9);
    }

    private static ShopLog Log(params (EventKind Kind, float Units)[] events) => new()
    {
        Users = new(["u"]),
        Items = new() { Ids = new(["i"]) },
        User = new int[events.Length],
        Item = new int[events.Length],
        Kind = [.. events.Select(each => each.Kind)],
        Time = [.. events.Select((_, place) => new Instant(place * Instant.PerDay))],
        Quantity = [.. events.Select(each => each.Units)],
    };
}
