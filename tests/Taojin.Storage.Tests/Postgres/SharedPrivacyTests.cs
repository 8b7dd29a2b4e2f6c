using System.Text;
using Taojin.Data;
using Taojin.Storage.Models;
using Taojin.Storage.Privacy;
using Taojin.Testing.Servers;

namespace Taojin.Storage.Tests.Postgres;

/// <summary>What one server is told of a person, the store and the other servers keep to.</summary>
public sealed class SharedPrivacyTests(PostgresShops shops)
{
    private const string Person = "消失的人-7731", Words = "第三天就不亮了请退款";

    [Fact]
    public async Task An_erased_person_is_gone_from_the_store_and_from_every_copy_of_it()
    {
        using var two = new TwoShops(shops);
        Fill(two);
        var gone = new TaskCompletionSource<string>();
        two.Other.Privacy.Follow(gone.SetResult);
        two.Other.Log.Follow(_ => { }); // as a running server does
        two.Other.Lines().Count.ShouldBe(3);
        File.WriteAllText(Path.Combine(two.Other.Folder, "reports", "service.html"), $"<p>{Words}</p>");
        var (own, others) = (File.ReadAllBytes(CardOf(two.One)), two.Other.Models.Open(Model).Card);

        var receipt = two.One.Privacy.Erase(Person);

        receipt.Rows.Where(each => each.Value > 0).Select(each => $"{each.Key} {each.Value}").ShouldBe(["event_ids 2", "events 2", "reviews 1", "users 1"]);
        receipt.Models.ShouldBe([Model.ToString()]);
        receipt.Remains.Count.ShouldBe(3);
        (await gone.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).ShouldBe(Person);
        two.One.Lines().ShouldBe(["留下的人 t1 view 2026-01-01T00:00:00Z"]);
        two.Other.Lines().ShouldBe(two.One.Lines());
        two.Other.Models.Open(Model).Card.Parts[0].Sha256.ShouldNotBe(others.Parts[0].Sha256);
        File.ReadAllBytes(CardOf(two.One)).ShouldNotBe(own);
        two.One.Models.Open(Model).Parts.Ids("users").ShouldBe(["(erased 0)", "留下的人"]);
        foreach (var sign in new[] { Person, Words })
        {
            Traces(two.One.Folder, sign).ShouldBeEmpty();
            Traces(two.Other.Folder, sign).ShouldBeEmpty();
            await Gone(() => shops.Traces(two.Store, sign)); // the table of orders is written anew last
        }
    }

    [Fact]
    public void A_copy_that_was_closed_goes_through_its_folder_when_it_opens_and_one_that_stays_away_is_refused()
    {
        using var two = new TwoShops(shops);
        Fill(two);
        two.Other.Lines().Count.ShouldBe(3);
        File.WriteAllText(Path.Combine(two.Other.Folder, "reports", "service.html"), $"<p>{Words}</p>");

        two.ReopenOther(() => two.One.Privacy.Erase(Person));

        Traces(two.Other.Folder, Person).ShouldBeEmpty();
        Traces(two.Other.Folder, Words).ShouldBeEmpty();
        var fault = Should.Throw<TaojinException>(() => two.ReopenOther(() =>
        {
            two.One.Privacy.Erase("留下的人");
            two.Clock.Now += TimeSpan.FromDays(31);
            two.One.Retention.Run();
        }));
        fault.Code.ShouldBe("store.copy-expired");
        PostgresServer.Query(two.Store, "SELECT count(*) FROM erasure_orders").ShouldBe("0");
    }

    [Fact]
    public void Under_pseudonyms_other_servers_drop_what_stands_aside_with_the_shops_own_ids()
    {
        using var here = shops.NewScratch();
        using var there = new Scratch { Settings = here.Settings };
        var settings = new WorkspaceSettings { Threads = 2, MemoryLimitGb = 1, Privacy = new() { PseudonymKeyFile = here.File("keys/pseudonym.key", new string('k', 64) + "\n") }, Feeds = new() { Folder = "inbox" } };
        using var one = here.Init(settings);
        one.Log.Append([View("e-1", Person)]);
        there.Init(settings).Dispose();
        there.File("shop/inbox/aside/a.csv", $"这,里\n{Person},没有\n");

        var receipt = one.Privacy.Erase(Person);
        using (var other = Workspace.Open(there.Shop, there.Clock))
        {
            Traces(there.Shop, Person).ShouldBeEmpty();
            other.Privacy.Receipts().ShouldHaveSingleItem().Files.ShouldContain(file => file.Path == "inbox/aside/");
        }

        receipt.Remains.ShouldContain(trace => trace.WhatZh.Contains("监视文件夹中搁置的文件会全部删除") && trace.What.Contains("goes whole"));
    }

    [Fact]
    public async Task What_a_person_allows_counts_on_every_server()
    {
        using var two = new TwoShops(shops);
        two.Other.Log.Follow(_ => { });
        two.Other.Consents.Of("张三").ShouldBe(Purposes.Personalisation | Purposes.Analytics | Purposes.Marketing);

        two.One.Consents.Set("张三", Purposes.Analytics);

        for (var turn = 0; turn < 100 && two.Other.Consents.Of("张三") != Purposes.Analytics; turn++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        two.Other.Consents.Of("张三").ShouldBe(Purposes.Analytics);
        two.Other.Consents.Of("李四").ShouldBe(Purposes.Personalisation | Purposes.Analytics | Purposes.Marketing);
    }

    private static ModelVersion Model => new("recommend", "popular", 1);

    private static string CardOf(Workspace shop) => Path.Combine(shop.Folder, "models", Model.ToString(), "card.json");

    private static void Fill(TwoShops two)
    {
        two.One.Log.AppendAsync([View("e-1", Person), View("e-2", Person), View("e-3", "留下的人")], new("call-" + Person, "body")).Wait(TestContext.Current.CancellationToken);
        two.One.Import("csv:" + two.File("reviews.csv", $"user_id,item_id,time,rating,text\n{Person},t1,2025-12-01 10:00:00,1,{Words}\n"), request => request with { Table = "reviews" });
        File.Delete(two.PathOf("reviews.csv"));
        two.One.Models.Save(new() { Task = "recommend", Algorithm = "popular", Data = "x", Split = "x" }, writer => writer.Ids("users", [Person, "留下的人"])).ShouldBe(Model);
    }

    private static NewEvent View(string id, string user) => new()
    {
        EventId = id, UserId = user, ItemId = "t1", Kind = EventKind.View, Time = Instant.Of(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)),
    };

    private static async Task Gone(Func<IReadOnlyList<string>> traces)
    {
        for (var turn = 0; turn < 50 && traces().Count > 0; turn++)
            await Task.Delay(200, TestContext.Current.CancellationToken);
        traces().ShouldBeEmpty();
    }

    private static IEnumerable<string> Traces(string folder, string sign) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith("taojin.lock", StringComparison.Ordinal)) // empty, and held
        .Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(sign)) >= 0);
}
