using Taojin.Data;
using Taojin.Storage.Privacy;
using Taojin.Storage.Service;

namespace Taojin.Storage.Tests.Privacy;

/// <summary>What is kept of one person can be handed out whole, and nobody else's.</summary>
public class PersonalDataTests : StoreFacts
{
    private protected virtual string LostRows => "consents 1, event_details 1, events 2, message_feedback 1, messages 2, order_states 1, reviews 1, users 1";

    [Fact]
    public void All_that_is_kept_of_a_person_is_handed_out_and_nothing_of_others()
    {
        using var scratch = NewScratch();
        using var shop = Filled(scratch);

        var data = shop.Privacy.Export("李雷");

        var tables = data["tables"]!.AsObject();
        tables.Select(each => each.Key).ShouldBe(["consents", "events", "messages", "order_states", "reviews", "users"]);
        tables["events"]!.AsArray().Count.ShouldBe(2);
        tables["reviews"]![0]!["text"]!.GetValue<string>().ShouldBe("很好的灯笼，李雷推荐");
        data["allows"]!.GetValue<string>().ShouldBe("analytics, marketing");
        data.ToJsonString(Snake.Json).ShouldNotContain("韩梅梅");
        Should.Throw<TaojinException>(() => shop.Privacy.Export("没有人")).Code.ShouldBe("user.unknown");
    }

    [Fact]
    public void An_erased_person_is_gone_from_every_table_and_the_others_are_as_they_were()
    {
        using var scratch = NewScratch();
        using var shop = Filled(scratch);

        var receipt = shop.Privacy.Erase("李雷");

        receipt.WasKnown.ShouldBeTrue();
        receipt.Rows.Where(each => each.Value > 0).Select(each => $"{each.Key} {each.Value}").ShouldBe(LostRows.Split(", "));
        Should.Throw<TaojinException>(() => shop.Privacy.Export("李雷")).Code.ShouldBe("user.unknown");
        shop.Lines().Count.ShouldBe(1);
        shop.Lines()[0].ShouldStartWith("韩梅梅 ");
        shop.Service.Reviews().Single().Text.ShouldBe("一般");
        shop.Consents.Of("李雷").ShouldBe(Purposes.Personalisation | Purposes.Analytics | Purposes.Marketing);
        shop.Privacy.Receipts().Single().ReceiptId.ShouldBe(receipt.ReceiptId);

        shop.Log.Append([new() { UserId = "李雷", ItemId = "p1", Kind = EventKind.View, Time = Instant.Of(scratch.Clock.GetUtcNow()) }]); // comes back as somebody new
        shop.Lines().Count.ShouldBe(2);
        shop.Privacy.Erase("从未来过").WasKnown.ShouldBeFalse();
    }

    [Fact]
    public void Readers_and_writers_wait_for_an_erasure_and_see_it()
    {
        using var scratch = NewScratch();
        using var shop = Filled(scratch);
        var seen = 0;

        Parallel.For(0, 24, new() { MaxDegreeOfParallelism = 4 }, turn =>
        {
            if (turn == 7)
                shop.Privacy.Erase("李雷");
            else if (turn % 3 == 0)
                shop.Log.Append([new() { UserId = $"客{turn}", ItemId = "p1", Kind = EventKind.View, Time = Instant.Of(scratch.Clock.GetUtcNow()) }]);
            else
                Interlocked.Add(ref seen, shop.Log.Read().Count);
        });

        shop.Lines().Count.ShouldBe(1 + 8);
        seen.ShouldBeGreaterThan(0);
    }

    private static Workspace Filled(Scratch scratch)
    {
        var shop = scratch.Init();
        var now = Instant.Of(scratch.Clock.GetUtcNow());
        shop.Log.Append(
        [
            new() { UserId = "李雷", ItemId = "p1", Kind = EventKind.View, Time = now },
            new() { UserId = "李雷", Kind = EventKind.Search, Query = "红灯笼", Time = now },
            new() { UserId = "韩梅梅", ItemId = "p2", Kind = EventKind.Cart, Time = now },
        ]);
        shop.Import("csv:" + scratch.File("reviews.csv", "user_id,item_id,time,rating,text\n李雷,p1,2025-12-01 10:00:00,5,\"很好的灯笼，李雷推荐\"\n韩梅梅,p1,2025-12-01 10:00:00,3,一般\n"), request => request with { Table = "reviews" });
        shop.Service.Add([new StoredOrder { OrderId = "o-1", UserId = "李雷", State = "shipped", Time = scratch.Clock.GetUtcNow(), Items = ["p1"] }]);
        shop.Service.Add([Message("m-1", "李雷", "in", "我的灯笼到哪里了"), Message("m-2", null, "out", "还在路上"), Message("m-3", "韩梅梅", "in", "你好", "t-2")]);
        shop.Service.AddFeedback("m-2", helpful: true, note: "谢谢");
        shop.Consents.Set("李雷", Purposes.Analytics | Purposes.Marketing);
        return shop;
    }

    private static StoredMessage Message(string id, string? user, string direction, string text, string thread = "t-1") =>
        new() { MessageId = id, UserId = user, Thread = thread, Time = Instant.OfSeconds(1_760_000_000), Direction = direction, Text = text };
}
