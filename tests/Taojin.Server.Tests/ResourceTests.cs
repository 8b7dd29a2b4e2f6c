using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Taojin.Tests.Shops;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Tests;

/// <summary>Items, users, reviews and events one by one and in pages.</summary>
public sealed class ResourceTests(TrainedShop shop)
{
    [Fact]
    public async Task An_item_is_written_read_patched_and_found_at_once()
    {
        await using var server = await RunningServer.Start(shop);
        var (status, made) = await Send(server, "PUT", "/api/v1/items/茶杯-1", """{"item_id":"茶杯-1","title":"龙泉盏","category":"家居 > 茶具","price":49.5,"stock":3,"attributes":{"颜色":"青","tags":["手工","礼盒"]}}""");
        (status, made.GetProperty("title").GetString()).ShouldBe((200, "龙泉盏"));

        (status, var patched) = await Send(server, "PATCH", "/api/v1/items/茶杯-1", """{"price":39,"attributes":{"颜色":"白","tags":null}}""");
        status.ShouldBe(200);
        patched.GetProperty("price").GetDouble().ShouldBe(39);
        patched.GetProperty("stock").GetInt32().ShouldBe(3);
        patched.GetProperty("attributes").GetRawText().ShouldBe("""{"颜色":"白"}""");

        var (_, found) = await server.Get("/api/v1/search?q=龙泉");
        found.GetProperty("items")[0].GetProperty("item_id").GetString().ShouldBe("茶杯-1");
        (_, var rare) = await server.Get("/api/v1/search?q=龙泉盏&filter=item.price > 40");
        rare.GetProperty("items").GetArrayLength().ShouldBe(0);

        (await Send(server, "PATCH", "/api/v1/items/茶杯-1", """{"price":-1}""")).Body.GetProperty("code").GetString().ShouldBe("item.invalid");
        (await Send(server, "PATCH", "/api/v1/items/茶杯-1", """{"colour":"red"}""")).Body.GetProperty("code").GetString().ShouldBe("request.unreadable");
        (await Send(server, "PUT", "/api/v1/items/茶杯-1", """{"item_id":"another"}""")).Body.GetProperty("code").GetString().ShouldBe("request.other-id");
        (await server.Get("/api/v1/items/没有")).Body.GetProperty("code").GetString().ShouldBe("item.unknown");
    }

    [Fact]
    public async Task What_reviews_say_of_an_item_stays_when_its_price_changes()
    {
        await using var server = await RunningServer.Start(shop);
        await Send(server, "PUT", "/api/v1/items/茶壶-9", """{"item_id":"茶壶-9","title":"西施壶","price":49.5,"attributes":{"颜色":"青"}}""");
        shop.Mine.Workspace.Service.Write([new("茶壶-9", "质量", 0.8, 4, 1, 0)]);
        async Task<int> Found(string rule) => (await server.Get($"/api/v1/search?q=西施壶&filter={Uri.EscapeDataString(rule)}")).Body.GetProperty("items").GetArrayLength();

        await Send(server, "PATCH", "/api/v1/items/茶壶-9", """{"price":39}""");

        (await Found("item.attributes.aspect_质量 > 0.7 and item.attributes.颜色 = '青' and item.price < 40")).ShouldBe(1);
        (await Send(server, "GET", "/api/v1/items/茶壶-9")).Body.GetProperty("attributes").GetRawText().ShouldBe("""{"颜色":"青"}""");
    }

    [Fact]
    public async Task Attributes_that_an_older_program_took_over_and_are_no_object_are_none_and_break_no_page()
    {
        await using var server = await RunningServer.Start(shop);
        var resources = server.Services.GetRequiredService<LiveShop>().Mine.Workspace.Resources;
        resources.Users.Put([new("旧人", "红色"), new("旧人二", """{"a":1,"a":2}""")]);
        resources.Items.Put([new("旧物") { Attributes = "{" }]);
        shop.Mine.Workspace.Service.Write([new("旧物", "质量", 0.8, 4, 1, 0)]);
        resources.Items.Derived([new("旧物")])[0].Attributes.ShouldBe("""{"aspect_质量":0.8}""");

        foreach (var path in new[] { "/api/v1/users/旧人", "/api/v1/users/旧人二", "/api/v1/items/旧物" })
        {
            var (status, body) = await server.Get(path);
            status.ShouldBe(200, path);
            body.TryGetProperty("attributes", out var attributes).ShouldBe(attributes.ValueKind == JsonValueKind.Null);
        }
        foreach (var path in new[] { "/api/v1/users?limit=500", "/api/v1/items?limit=500", "/api/users?n=500", "/api/items?n=500", "/api/user/旧人二", "/api/item/旧物" })
            (await server.Get(path)).Status.ShouldBe(200, path);
    }

    [Fact]
    public async Task What_nothing_refers_to_is_removed_and_what_events_refer_to_is_hidden()
    {
        await using var server = await RunningServer.Start(shop);
        await server.Post("/api/v1/items", """[{"item_id":"r-alone"},{"item_id":"r-touched","title":"红茶"}]""");
        await server.Post("/api/v1/events", """[{"user_id":"r-user","item_id":"r-touched","kind":"view"}]""");

        (await Send(server, "DELETE", "/api/v1/items/r-alone")).Body.GetProperty("state").GetString().ShouldBe("removed");
        (await server.Get("/api/v1/items/r-alone")).Status.ShouldBe(404);
        (await Send(server, "DELETE", "/api/v1/items/r-touched")).Body.GetProperty("state").GetString().ShouldBe("hidden");
        (await server.Get("/api/v1/items/r-touched")).Body.GetProperty("hidden").GetBoolean().ShouldBeTrue();
        (await Send(server, "DELETE", "/api/v1/items/r-alone")).Status.ShouldBe(404);

        await server.Post("/api/v1/items", """[{"item_id":"r-alone","title":"回来了"}]""");
        (await server.Get("/api/v1/items/r-alone")).Body.GetProperty("title").GetString().ShouldBe("回来了");
    }

    [Theory]
    [InlineData("/api/v1/items", "items", "item_id")]
    [InlineData("/api/v1/users", "users", "user_id")]
    [InlineData("/api/v1/reviews", "reviews", "review_id")]
    [InlineData("/api/v1/events?kind=purchase", "events", null)]
    public async Task Pages_hold_every_row_once(string path, string name, string? id)
    {
        await using var server = await RunningServer.Start(shop);
        await server.Post("/api/v1/reviews", "[" + string.Join(',', Enumerable.Range(0, 23).Select(n => $$"""{"review_id":"page-{{n}}","user_id":"u1","item_id":"p1","time":"2024-01-0{{1 + (n % 3)}}T00:00:00Z","text":"很好 {{n}}"}""")) + "]");
        var rows = new List<string>();
        for (string? cursor = "", at = path.Contains('?', StringComparison.Ordinal) ? "&" : "?"; cursor is not null;)
        {
            var (status, page) = await server.Get($"{path}{at}n=7{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            status.ShouldBe(200);
            rows.AddRange(page.GetProperty(name).EnumerateArray().Select(each => id is null ? each.GetRawText() : each.GetProperty(id).GetString()!));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        if (id is not null)
            rows.ShouldBeUnique();
        rows.Count.ShouldBeGreaterThan(20);
        if (name == "events")
            rows.Count.ShouldBe((int)shop.Mine.Workspace.Log.Summary().EventsByKind["purchase"]);
        (await server.Get($"{path.Split('?')[0]}?cursor=@@@")).Body.GetProperty("code").GetString().ShouldBe("request.cursor");
        (await server.Get($"{path.Split('?')[0]}?n=0")).Body.GetProperty("code").GetString().ShouldBe("request.out-of-range");
    }

    [Fact]
    public async Task Reviews_are_written_changed_and_removed()
    {
        await using var server = await RunningServer.Start(shop);
        await Send(server, "PUT", "/api/v1/reviews/评-1", """{"review_id":"评-1","user_id":"u1","item_id":"p1","rating":2,"text":"有点小"}""");
        (await Send(server, "PATCH", "/api/v1/reviews/评-1", """{"rating":4}""")).Body.GetProperty("text").GetString().ShouldBe("有点小");
        (await server.Get("/api/v1/reviews?user_id=u1&item_id=p1&n=1000")).Body.GetProperty("reviews").EnumerateArray().Count(each => each.GetProperty("review_id").GetString() == "评-1").ShouldBe(1);
        (await Send(server, "DELETE", "/api/v1/reviews/评-1")).Body.GetProperty("state").GetString().ShouldBe("removed");
        (await server.Get("/api/v1/reviews/评-1")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_list_leads_to_its_events()
    {
        shop.Clock.Move(TimeSpan.FromSeconds(1)); // ids of lists are told apart by their time, and other servers of this shop made lists at this one
        await using var server = await RunningServer.Start(shop);
        var (_, list) = await server.Get("/api/v1/users/list-reader/recommendations?n=3");
        var request = list.GetProperty("request_id").GetString();
        var (_, page) = await server.Get($"/api/v1/events?request_id={request}&user_id=list-reader");
        page.GetProperty("events").EnumerateArray().Select(each => each.GetProperty("position").GetInt32()).ShouldBe([1, 2, 3]);
        (await server.Get("/api/v1/events?kind=gaze")).Body.GetProperty("code").GetString().ShouldBe("request.out-of-range");
    }

    internal static async Task<(int Status, JsonElement Body)> Send(RunningServer server, string method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(new(method), path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone());
    }
}
