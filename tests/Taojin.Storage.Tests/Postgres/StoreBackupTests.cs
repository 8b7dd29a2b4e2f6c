using Taojin.Data;
using Taojin.Storage.Backup;
using Taojin.Storage.CrashHost;
using Taojin.Storage.Privacy;
using Taojin.Testing.Servers;

namespace Taojin.Storage.Tests.Postgres;

/// <summary>A backup of a shop in PostgreSQL fills another, empty PostgreSQL; so does one of a shop that had none.</summary>
public sealed class StoreBackupTests(PostgresShops shops)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void All_of_it_is_in_the_other_store_but_who_was_erased_since(bool isShared)
    {
        using var scratch = isShared ? shops.NewScratch() : new Scratch();
        using var shop = scratch.Init();
        Fill(shop, scratch);
        shop.Backups.Make(scratch.PathOf("backup"));
        shop.Privacy.Erase("李四");
        var (expected, feedback) = (shop.Lines(), Feedback(shop, scratch));
        var other = shops.NewStore();

        var result = Backups.Restore(scratch.PathOf("backup"), scratch.PathOf("restored"), scratch.Clock, other);

        result.IsStoreFilled.ShouldBe(true);
        using var restored = Workspace.Open(scratch.PathOf("restored"), scratch.Clock);
        restored.Lines().ShouldBe(expected);
        Feedback(restored, scratch).ShouldBe(feedback);
        restored.Resources.Items.Find("t1").ShouldBe(shop.Resources.Items.Find("t1"));
        restored.Consents.Of("张三").ShouldBe(Purposes.Analytics);
        KnownModel.IsWhole(restored.Models.Open(restored.Models.Current(KnownModel.Alias)!), 2).ShouldBeTrue();
        restored.Models.Rollback(KnownModel.Alias).Number.ShouldBe(1);
        restored.Log.Append([View("e1", "张三", "t1"), View("e9", "张三", "t2")]).Accepted.ShouldBe(1); // ids are known, numbers go on
        restored.Import("taobao:" + scratch.File("a.csv", "1,10,7,pv,1511539200\n")).Duplicate.ShouldBe(1);
        restored.Log.Imports().Count.ShouldBe(2);

        Backups.Restore(scratch.PathOf("backup"), scratch.PathOf("again"), scratch.Clock, other).IsStoreFilled.ShouldBe(false);
        PostgresServer.Query(other, "SELECT count(*) FROM users WHERE user_id = '李四'").ShouldBe("0");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_canary_and_what_was_taken_back_come_back_with_their_reasons(bool isShared)
    {
        using var scratch = isShared ? shops.NewScratch() : new Scratch();
        using var shop = scratch.Init();
        Fill(shop, scratch);
        var third = shop.Models.Save(KnownModel.Card, writer => KnownModel.Write(writer, 3));
        shop.Models.Publish(KnownModel.Alias, third, "春节");
        shop.Models.TakeBack(KnownModel.Alias, third, new(Instant.Of(scratch.Clock.Now), "errors", "It fails.", "它出错了。") { Figures = [new("errors", 0.4, 0.01, 20)] });
        shop.Models.TryOut(KnownModel.Alias, shop.Models.Save(KnownModel.Card, writer => KnownModel.Write(writer, 4)), 0.25, "小范围试用");
        shop.Backups.Make(scratch.PathOf("backup"));

        Backups.Restore(scratch.PathOf("backup"), scratch.PathOf("restored"), scratch.Clock, shops.NewStore());
        Backups.Restore(scratch.PathOf("backup"), scratch.PathOf("again"), scratch.Clock, isShared ? shops.NewStore() : null);

        foreach (var folder in new[] { "restored", "again" })
        {
            using var restored = Workspace.Open(scratch.PathOf(folder), scratch.Clock);
            Json(restored).ShouldBe(Json(shop));
            (restored.Models.Current(KnownModel.Alias)!.Number, restored.Models.Canary(KnownModel.Alias)!.Share).ShouldBe((2, 0.25));
            restored.Models.Promote(KnownModel.Alias).Number.ShouldBe(4);
            restored.Models.Rollback(KnownModel.Alias).Number.ShouldBe(2); // past the one that was taken back
        }
    }

    private static string Json(Workspace shop) => System.Text.Json.JsonSerializer.Serialize(shop.Models.Publications(), Snake.Json);

    private static void Fill(Workspace shop, Scratch scratch)
    {
        shop.Import("taobao:" + scratch.File("a.csv", "1,10,7,pv,1511539200\n"));
        shop.Resources.Items.Put([new("t1") { Title = "龙井", Price = 9.5f, Stock = 3, Attributes = """{"产地":"杭州"}""", Hidden = true }]);
        shop.Log.Append([View("e1", "张三", "t1"), View("e2", "李四", "t1"), new() { UserId = "张三", Kind = EventKind.Search, Query = "绿茶", Time = Instant.Of(scratch.Clock.Now) }]);
        shop.Resources.Feedback.Put([new("read", "张三", "t1") { Value = 2, Comment = "" }], isAdded: true);
        shop.Consents.Set("张三", Purposes.Analytics);
        for (var number = 1; number <= 2; number++)
            shop.Models.Publish(KnownModel.Alias, shop.Models.Save(KnownModel.Card, writer => KnownModel.Write(writer, number)), null);
    }

    private static List<string> Feedback(Workspace shop, Scratch scratch) =>
        [.. shop.Resources.Feedback.Page(new(UserId: "张三"), null, 10, Instant.Of(scratch.Clock.Now)).Rows.Select(each => $"{each.Type} {each.ItemId} {each.Value}")];

    private static NewEvent View(string id, string user, string item) => new()
    {
        EventId = id, UserId = user, ItemId = item, Kind = EventKind.View, Time = Instant.Of(new(2025, 12, 1, 0, 0, 0, TimeSpan.Zero)),
    };
}
