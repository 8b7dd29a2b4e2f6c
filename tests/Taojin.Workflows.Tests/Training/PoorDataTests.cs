using Taojin.Data;
using Taojin.Storage;
using Taojin.Workflows.Reports;
using Taojin.Workflows.Serving;

namespace Taojin.Workflows.Tests.Training;

/// <summary>Logs that cannot carry a model end well, and say what is missing.</summary>
public sealed class PoorDataTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-poor-").FullName;

    [Fact]
    public void Without_purchases_every_purchase_model_says_what_is_missing_in_both_languages()
    {
        using var mine = Shop(hours => hours % 2 == 0 ? EventKind.View : EventKind.Cart);
        var run = Train.Run(mine, new Prepare(mine).Run(), new(), "purchase", CancellationToken.None).Single();
        run.Models.ShouldBeEmpty();
        run.Skipped.Count.ShouldBe(mine.Algorithms.Cards.Count(card => card.Task == Mining.Learning.MiningTask.Purchase));
        run.Skipped.ShouldAllBe(each => each.Why.Contains("purchases") && each.WhyZh.Contains("购买"));
        new Publish(mine).RunBest("purchase").ShouldBeEmpty();
    }

    [Fact]
    public void An_empty_log_is_prepared_and_trains_nothing()
    {
        using var mine = Mine.Init(Path.Combine(_folder, "空"));
        var prepared = new Prepare(mine).Run();
        prepared.Readiness.ShouldAllBe(row => !row.IsReady);
    }

    [Fact]
    public void A_log_of_a_minute_is_too_short_to_be_split_by_time()
    {
        using var mine = Mine.Init(Path.Combine(_folder, "short"));
        mine.Workspace.Log.Append([new() { UserId = "u", ItemId = "i", Kind = EventKind.View, Time = Instant.Of(Start) }]);
        Should.Throw<TaojinException>(() => Train.Run(mine, new Prepare(mine).Run(), new(), "all", CancellationToken.None)).Code.ShouldBe("split.too-short");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(30)]
    public void A_report_is_written_of_the_shortest_log(int hours)
    {
        using var mine = Mine.Init(Path.Combine(_folder, "短"));
        mine.Workspace.Log.Append([.. Enumerable.Range(0, hours).Select(hour => new NewEvent { UserId = "用户", ItemId = "商品", Kind = EventKind.View, Time = Instant.Of(Start.AddHours(hour)) })]);
        var prepared = new Prepare(mine).Run();
        File.ReadAllText(new Report(mine).Write(prepared, LiveShop.Open(mine, prepared.Log))).ShouldContain("</html>");
    }

    [Fact]
    public void Purchases_that_end_long_before_the_log_still_give_the_test_a_label()
    {
        using var mine = Shop(hours => hours is > 100 and < 200 && hours % 3 == 0 ? EventKind.Purchase : EventKind.View);
        var log = new Prepare(mine).Run().Log;
        var split = PurchaseSplit.Of(log, kind => kind == EventKind.Purchase);
        var last = Enumerable.Range(0, log.Count).Where(place => log.Kind[place] == EventKind.Purchase).Max(place => log.Time[place].Microseconds);
        (split.TestCut + split.Horizon).Microseconds.ShouldBe(last + 1);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Mine Shop(Func<int, EventKind> kind)
    {
        var mine = Mine.Init(Path.Combine(_folder, "shop"));
        mine.Workspace.Log.Append([.. Enumerable.Range(0, 400).Select(hour => new NewEvent
        {
            UserId = $"用户{hour % 17}", ItemId = $"i{hour % 5}", Kind = kind(hour), Time = Instant.Of(Start.AddHours(hour)),
        })]);
        return mine;
    }
}
