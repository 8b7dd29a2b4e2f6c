using System.Text;
using Taojin.Data;
using Taojin.Storage.Models;
using Taojin.Storage.Privacy;
using Taojin.Storage.Service;

namespace Taojin.Storage.Tests.Privacy;

/// <summary>What is too old goes, bytes and all; counts that leave the house stand for groups.</summary>
public class RetentionTests : StoreFacts
{
    [Fact]
    public void What_is_too_old_goes_and_the_rest_stays()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init(new() { Threads = 2, MemoryLimitGb = 1, Privacy = new() { KeepEventsDays = 90, KeepMessagesDays = 30 } });
        var now = Instant.Of(scratch.Clock.GetUtcNow());
        shop.Log.Append(
        [
            new() { UserId = "老客", Kind = EventKind.Search, Query = "九十一天前的搜索词", Time = now - TimeSpan.FromDays(91) },
            new() { UserId = "新客", ItemId = "p1", Kind = EventKind.View, Time = now - TimeSpan.FromDays(89) },
        ]);
        shop.Service.Add([Message("m-1", now - TimeSpan.FromDays(31)), Message("m-2", now)]);

        var result = shop.Retention.Run();

        (result.Events, result.Messages).ShouldBe((1, 1));
        shop.Lines().Single().ShouldStartWith("新客 ");
        shop.Service.Message("m-1").ShouldBeNull();
        File.ReadAllBytes(Path.Combine(scratch.Shop, "shop.duckdb")).AsSpan().IndexOf(Encoding.UTF8.GetBytes("九十一天前的搜索词")).ShouldBe(-1);
        shop.Retention.Run().Events.ShouldBe(0);
    }

    [Fact]
    public void Models_go_at_the_moment_that_a_receipt_promised_and_one_that_still_answers_is_named()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        var models = shop.Models;
        var (old, answering) = (Saved(models), Saved(models));
        models.Publish("recommend@live", answering, null);
        scratch.Clock.Now += TimeSpan.FromHours(1);
        shop.Log.Append([new() { UserId = "李雷", ItemId = "p1", Kind = EventKind.View, Time = Instant.Of(scratch.Clock.GetUtcNow()) }]);
        shop.Privacy.Erase("李雷");

        scratch.Clock.Now += TimeSpan.FromDays(29);
        shop.Retention.Run().ModelsRemoved.ShouldBeEmpty();
        scratch.Clock.Now += TimeSpan.FromDays(1);
        var fresh = Saved(models);
        var result = shop.Retention.Run();

        result.ModelsRemoved.ShouldBe([old.ToString()]);
        result.ModelsOverdue.ShouldBe([answering.ToString()]);
        models.Versions().ShouldBe([answering, fresh]);
    }

    [Fact]
    public void No_row_of_an_aggregate_stands_for_a_small_group()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init(new() { Threads = 2, MemoryLimitGb = 1, Privacy = new() { SmallestGroup = 5 } });
        shop.Import("csv:" + scratch.File("items.csv", "item_id,category\na,灯笼\nb,茶具\nc,丝绸\n"), request => request with { Table = "items" });
        var now = Instant.Of(scratch.Clock.GetUtcNow());
        shop.Log.Append([.. Views("a", 0, 6), .. Views("b", 10, 3), .. Views("c", 20, 3), .. Views("c", 30, 1)]);
        shop.Log.Append([new() { UserId = "独", ItemId = "a", Kind = EventKind.Purchase, Time = now }]);
        shop.Consents.Set("u30", Purposes.Personalisation); // no analytics

        var result = shop.Aggregates.Run();

        result.Rows.Select(row => $"{row.Kind} {row.Category} {row.People}").ShouldBe(["view 灯笼 6", "view (others) 6"]);
        result.Hidden.ShouldBe(1);

        IEnumerable<NewEvent> Views(string item, int first, int people) => Enumerable.Range(first, people).Select(user => new NewEvent { UserId = $"u{user}", ItemId = item, Kind = EventKind.View, Time = now });
    }

    private static ModelVersion Saved(ModelStore models) => models.Save(
        new() { Task = "recommend", Algorithm = "popular", Data = "x", Split = "x" }, writer => writer.Ids("users", ["李雷", "韩梅梅"]));

    private static StoredMessage Message(string id, Instant time) => new() { MessageId = id, UserId = "客", Thread = id, Time = time, Direction = "in", Text = "你好" };
}
