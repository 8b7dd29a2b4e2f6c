using Taojin.Data;
using Taojin.Storage.Resources;
using Taojin.Storage.Service;
using Taojin.Testing.Servers;

namespace Taojin.Storage.Tests.Postgres;

/// <summary>Several workspaces on one PostgreSQL: each is a true copy of it when it is read.</summary>
public sealed class SharedStoreTests(PostgresShops shops)
{
    private const string Day = "1,10,7,pv,1511539200\n1,10,7,pv,1511539200\n2,11,7,buy,1511539300\n";

    [Fact]
    public void What_one_imports_or_appends_the_other_reads()
    {
        using var two = new TwoShops(shops);

        two.One.Import("taobao:" + two.File("a.csv", Day));
        two.Other.Log.Append([View("e1", "张三", "茶")]).Accepted.ShouldBe(1);
        two.One.Log.Append([View("e1", "张三", "茶"), View("e2", "李四", "书")]).Statuses.Select(status => status.State).ShouldBe([EventState.Duplicate, EventState.Accepted]);

        two.One.Lines().Count.ShouldBe(5);
        two.One.Lines().ShouldBe(two.Other.Lines());
        two.Other.Import("taobao:" + two.File("a.csv", Day)).Duplicate.ShouldBe(3);
        two.Other.Log.Imports().Select(receipt => receipt.Accepted).ShouldBe([3L, 0L]);
        two.One.Log.Imports().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_follows_hears_of_every_event_once_whoever_took_it()
    {
        using var two = new TwoShops(shops);
        two.One.Log.Append([View("before", "张三", "茶")]);
        two.One.Log.Read();
        two.Other.Log.Append([View("between", "张三", "茶")]);
        var heard = new System.Collections.Concurrent.ConcurrentQueue<string>();
        two.One.Log.Follow(events =>
        {
            foreach (var happened in events)
                heard.Enqueue(happened.EventId!);
        });

        for (var call = 0; call < 20; call++)
        {
            two.Other.Log.Append([View($"other-{call}", "李四", "书") with { Query = "龙井", Price = 9.5f }]);
            two.One.Log.Append([View($"own-{call}", "王五", "茶"), View("between", "张三", "茶")]);
            await Task.Delay(60, TestContext.Current.CancellationToken); // the follower looks for others' events twice a second
        }

        string[] all = ["between", .. Enumerable.Range(0, 20).SelectMany(call => new[] { $"other-{call}", $"own-{call}" })];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(15));
        while (heard.Count < all.Length)
            await Task.Delay(50, patience.Token);
        heard.Order(StringComparer.Ordinal).ShouldBe(all.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_key_that_is_sent_again_through_another_server_gets_the_first_answer()
    {
        using var two = new TwoShops(shops);
        var key = new IdempotencyKey("k1", "body");

        (await two.One.Log.AppendAsync([View(null, "张三", "茶")], key)).Accepted.ShouldBe(1);
        (await two.Other.Log.AppendAsync([View(null, "张三", "茶")], key)).Accepted.ShouldBe(1);

        two.One.Log.Summary().Events.ShouldBe(1);
        (await Should.ThrowAsync<TaojinException>(() => two.Other.Log.AppendAsync([View(null, "张三", "书")], key with { Body = "other" }))).Code.ShouldBe("request.key-reused");

        two.Clock.Now += TimeSpan.FromHours(25); // then it is as good as none
        (await two.One.Log.AppendAsync([View(null, "张三", "书")], key with { Body = "other" })).Accepted.ShouldBe(1);
        two.One.Log.Summary().Events.ShouldBe(2);
        two.Clock.Now += TimeSpan.FromHours(25);
        two.One.Retention.Run();
        PostgresServer.Query(two.Store, "SELECT count(*) FROM idempotency_keys").ShouldBe("0");
    }

    [Fact]
    public void Writers_side_by_side_lose_nothing_and_double_nothing()
    {
        using var two = new TwoShops(shops);
        const int writers = 8, calls = 20;

        // Each event is sent through both workspaces, by writers that overlap.
        Parallel.For(0, writers, new ParallelOptions { MaxDegreeOfParallelism = writers }, writer =>
        {
            var shop = writer % 2 == 0 ? two.One : two.Other;
            for (var call = 0; call < calls; call++)
                shop.Log.Append([.. Enumerable.Range(0, 5).Select(place => View($"e-{writer / 2}-{call}-{place}", $"u{(writer + place) % 3}", $"i{place}"))]);
        });

        two.One.Log.Summary().Events.ShouldBe(writers / 2 * calls * 5);
        two.One.Lines().ShouldBe(two.Other.Lines());
    }

    [Fact]
    public void A_long_transaction_hides_nothing_from_the_others_and_is_taken_over_when_it_ends()
    {
        using var two = new TwoShops(shops);
        using var slow = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("psql") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, ArgumentList = { "-q", "-X", "-A", "-t", two.Store } })!;
        slow.StandardInput.WriteLine("BEGIN; INSERT INTO users (user_id) VALUES ('慢'); SELECT 'open';");
        slow.StandardInput.Flush();
        slow.StandardOutput.ReadLine().ShouldBe("open");

        two.One.Log.Append([View("e1", "快", "茶")]);
        two.Other.Lines().Count.ShouldBe(1);
        two.Other.Log.Summary().Users.ShouldBe(1);

        slow.StandardInput.WriteLine("COMMIT; SELECT 'done';");
        slow.StandardInput.Flush();
        slow.StandardOutput.ReadLine().ShouldBe("done");
        slow.StandardInput.Close();
        slow.WaitForExit();
        two.Other.Log.Summary().Users.ShouldBe(2);
    }

    [Fact]
    public void What_the_shop_changes_with_its_own_SQL_is_followed()
    {
        using var two = new TwoShops(shops);
        two.One.Import("csv:" + two.File("items.csv", "item_id,title,category\nt1,龙井,茶\nt2,碧螺春,茶\n"), request => request with { Table = "items" });
        two.One.Log.Append([View("e1", "张三", "t1"), View("e2", "李四", "t1"), View("e3", "张三", "t2")]);
        two.Other.Lines().Count.ShouldBe(3);

        PostgresServer.Query(two.Store, "UPDATE items SET title = '西湖龙井', price = 88 WHERE item_id = 't1'; UPDATE events SET price = 9 WHERE event_id = 'e3'; DELETE FROM events WHERE event_id = 'e2'");

        var log = two.Other.Log.Read();
        log.Items.Title[log.Items.Ids.IndexOf("t1")].ShouldBe("西湖龙井");
        log.Items.Price[log.Items.Ids.IndexOf("t1")].ShouldBe(88);
        two.Other.Lines().Count.ShouldBe(2);
        log.Price.ShouldBe([float.NaN, 9f]);
    }

    [Fact]
    public void A_user_that_is_gone_from_the_store_leaves_no_trace_in_a_copy()
    {
        using var two = new TwoShops(shops);
        two.One.Log.Append([View("e1", "消失的人", "茶"), View("e2", "李四", "茶")]);
        two.Other.Lines().Count.ShouldBe(2);

        PostgresServer.Query(two.Store, "DELETE FROM events WHERE user_id = '消失的人'; DELETE FROM users WHERE user_id = '消失的人'");

        two.Other.Lines().ShouldBe(["李四 茶 view 2026-01-01T00:00:00Z"]);
        two.Other.Log.Read().Users.Count.ShouldBe(1);
    }

    [Fact]
    public void Items_and_users_that_are_put_or_removed_are_shared()
    {
        using var two = new TwoShops(shops);
        two.One.Resources.Items.Put([new("t1") { Title = "龙井" }, new("t2") { Title = "碧螺春" }]);
        two.One.Resources.Users.Put([new("张三", null)]);

        two.Other.Resources.Items.Put([new("t1") { Title = "西湖龙井" }]);

        two.One.Log.Read().Items.Title.ShouldBe(["西湖龙井", "碧螺春"]);
        two.Other.Log.Summary().Users.ShouldBe(1);
        two.Other.Log.Append([View("e1", "李四", "t1")]);
        two.One.Resources.Items.Remove("t1").ShouldBe(Removal.Hidden);
        two.One.Resources.Items.Remove("t2").ShouldBe(Removal.Removed);
        two.One.Resources.Items.Remove("t2").ShouldBe(Removal.Unknown);
        two.One.Resources.Users.Remove("张三").ShouldBe(Removal.Removed);
        two.Other.Resources.Items.Find("t1")!.Hidden.ShouldBeTrue();
        two.Other.Resources.Items.Find("t2").ShouldBeNull();
        two.Other.Resources.Users.Find("张三").ShouldBeNull();
        two.Other.Log.Read().Items.Ids.Count.ShouldBe(2);
    }

    [Fact]
    public void Reviews_and_feedback_are_written_removed_and_shared()
    {
        using var two = new TwoShops(shops);
        two.One.Import("csv:" + two.File("reviews.csv", "user_id,item_id,time,rating,text\n李四,t1,2025-12-01 10:00:00,4,不错\n"), request => request with { Table = "reviews" });
        two.One.Resources.Reviews.Put([new("r1", "张三", "t1", Instant.Of(two.Now)) { Rating = 5, Text = "很好" }]);
        two.Other.Resources.Reviews.Put([new("r1", "张三", "t1", Instant.Of(two.Now)) { Rating = 1, Text = "改主意了" }]);
        two.One.Resources.Reviews.Find("r1")!.Text.ShouldBe("改主意了");
        var unnamed = two.One.Resources.Reviews.Page(null, 10, "李四").Rows.Single().ReviewId;
        two.Other.Resources.Reviews.Remove(unnamed).ShouldBe(Removal.Removed);
        two.One.Resources.Reviews.Page(null, 10).Rows.Select(review => review.ReviewId).ShouldBe(["r1"]);

        FeedbackRecord read = new("read", "王五", "t2") { Kind = EventKind.View, Value = 1, Comment = "" };
        two.One.Resources.Feedback.Put([read, read with { Type = "other", Kind = null }], isAdded: true).ShouldBeEmpty();
        two.Other.Resources.Feedback.Put([read], isAdded: true).ShouldBe([("read", "王五", "t2")]);
        two.One.Log.Append([View("v1", "王五", "t2")]);
        two.One.Resources.Feedback.Page(new(UserId: "王五"), null, 10, Instant.Of(two.Now)).Rows.Select(each => $"{each.Type} {each.Value}").ShouldBe(["other 1", "read 2"]);
        two.Other.Resources.Feedback.Remove(new("read", "王五"), EventKind.View, Instant.Of(two.Now)).ShouldBe(1);
        two.One.Lines().ShouldBeEmpty();
        two.One.Resources.Feedback.Page(new(UserId: "王五"), null, 10, Instant.Of(two.Now)).Rows.Single().Type.ShouldBe("other");
    }

    [Fact]
    public void Labels_documents_orders_and_messages_are_shared()
    {
        using var two = new TwoShops(shops);
        two.One.Import("csv:" + two.File("items.csv", "item_id,title\nt1,龙井\n"), request => request with { Table = "items" });
        two.One.Products.Add(new("t1", "correct", "茶 > 绿茶") { Author = "王五", Time = Instant.Of(two.Now) }).ShouldBeTrue();
        two.One.Products.Add(new("没有", "skip", null) { Author = "王五", Time = Instant.Of(two.Now) }).ShouldBeFalse();
        two.Other.Products.Write([(0, new("茶 > 红茶", 0.7, "category/linear-text/000001"))], Instant.Of(two.Now));
        two.One.Service.Add([new StoredDocument("policy/refund", "policy", "zh", "退款", "七天无理由")]).ShouldBe(1);
        two.Other.Service.Add([new StoredDocument("policy/refund", "policy", "zh", "退款", "七天无理由")]).ShouldBe(0);
        two.One.Service.Add([new StoredMessage { MessageId = "m1", UserId = "张三", Thread = "t", Time = Instant.Of(two.Now), Direction = "in", Text = "什么时候到账？", Queue = "person" }]);

        two.Other.Service.Waiting().ShouldHaveSingleItem().Text.ShouldBe("什么时候到账？");
        two.Other.Service.Settle("m1");
        two.One.Service.Waiting().ShouldBeEmpty();
        two.One.Service.AddFeedback("m1", helpful: null, intent: "refund");
        two.Other.Service.Documents().ShouldHaveSingleItem().Title.ShouldBe("退款");
        two.One.Products.All().ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.Label.ShouldBe("茶 > 绿茶"), one => one.Said!.Category.ShouldBe("茶 > 红茶"));
    }

    private static NewEvent View(string? id, string user, string item) => new()
    {
        EventId = id, UserId = user, ItemId = item, Kind = EventKind.View, Time = Instant.Of(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)),
    };
}
