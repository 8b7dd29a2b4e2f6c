using System.Net;
using Taojin.Data;
using Taojin.Tests.Shops;

namespace Taojin.Server.Tests;

/// <summary>Faults are problem documents with a code, a remedy and a trace id, and tell nothing of the inside.</summary>
public sealed class ProblemTests(TrainedShop shop)
{
    [Theory]
    [InlineData("/api/v1/events", """[{"user_id":"u1","item_id":"p1","kind":"gaze"}]""", 400, "request.unreadable")]
    [InlineData("/api/v1/events", """[{"item_id":"p1","kind":"view"}]""", 400, "request.unreadable")]
    [InlineData("/api/v1/events", """[{"user_id":"u1","kind":"view","colour":"红"}]""", 400, "request.unreadable")]
    [InlineData("/api/v1/events", """[{"user_id":""", 400, "request.unreadable")]
    [InlineData("/api/v1/predictions", """{"user_id":"从未来过"}""", 404, "user.unknown")]
    [InlineData("/api/v1/predictions", """{"user_id":"u1","item_ids":["没有"]}""", 404, "item.unknown")]
    [InlineData("/api/v1/predictions", """{"user_id":"u1","count":0}""", 400, "request.out-of-range")]
    public async Task A_wrong_question_is_told_what_is_wrong(string path, string body, int status, string code)
    {
        await using var server = await RunningServer.Start(shop);
        var (said, problem) = await server.Post(path, body);
        said.ShouldBe(status);
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("remedy").GetString().ShouldNotBeNullOrWhiteSpace();
        problem.GetProperty("trace_id").GetString().ShouldNotBeNullOrWhiteSpace();
        problem.ToString().ShouldNotContain(" at Taojin.");
    }

    [Fact]
    public async Task An_event_that_cannot_be_used_is_refused_by_its_place_and_the_others_are_taken()
    {
        await using var server = await RunningServer.Start(shop);
        var (status, taken) = await server.Post("/api/v1/events", """
            [{"user_id":"u1","item_id":"p1","kind":"view"},{"user_id":"u1","item_id":"p1","kind":"view","time":"1902-05-07T00:00:00Z"},{"user_id":"u1","kind":"cart"}]
            """);
        status.ShouldBe(200);
        taken.GetProperty("accepted").GetInt32().ShouldBe(1);
        taken.GetProperty("rejected").EnumerateArray().Select(each => each.GetProperty("index").GetInt32()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Too_much_is_refused_before_it_is_read()
    {
        await using var server = await RunningServer.Start(shop);
        (await server.Get("/api/v1/users/u1/recommendations?n=100000")).Body.GetProperty("code").GetString().ShouldBe("request.out-of-range");
        var many = string.Join(",", Enumerable.Repeat("""{"user_id":"u1","item_id":"p1","kind":"view"}""", 1001));
        (await server.Post("/api/v1/events", $"[{many}]")).Body.GetProperty("code").GetString().ShouldBe("request.too-many");
        server.Client.DefaultRequestHeaders.ExpectContinue = true;
        var (status, problem) = await server.Post("/api/v1/events", $"[\"{new string('大', 3 << 20)}\"]");
        status.ShouldBe((int)HttpStatusCode.RequestEntityTooLarge);
        problem.GetProperty("code").GetString().ShouldBe("request.too-large");
    }

    [Theory]
    [InlineData("/api/v1/推荐", 404, "route.unknown")]
    [InlineData("/api/v1/predictions", 405, "route.method")]
    public async Task A_wrong_address_is_told_too(string path, int status, string code)
    {
        await using var server = await RunningServer.Start(shop);
        var (said, problem) = await server.Get(path);
        said.ShouldBe(status);
        problem.GetProperty("code").GetString().ShouldBe(code);
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "没有找到", "日志和商品目录里都没有商品“没有”。")]
    [InlineData("fr, zh-TW;q=0.5, en;q=0.4", "没有找到", "日志和商品目录里都没有商品“没有”。")]
    [InlineData("en-GB,zh;q=0.9", "Not Found", "There is no item '没有'.")]
    [InlineData("zh;q=0.2, en;q=0.3", "Not Found", "There is no item '没有'.")]
    [InlineData("fr", "Not Found", "There is no item '没有'.")]
    [InlineData("zhx;;q=,\u0001", "Not Found", "There is no item '没有'.")]
    [InlineData(null, "Not Found", "There is no item '没有'.")]
    public async Task A_problem_is_told_in_the_language_that_is_asked_for(string? languages, string title, string detail)
    {
        await using var server = await RunningServer.Start(shop);
        server.Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", languages);
        var (status, problem) = await server.Get("/api/v1/items/没有");
        (status, problem.GetProperty("code").GetString()).ShouldBe((404, "item.unknown"));
        (problem.GetProperty("title").GetString(), problem.GetProperty("detail").GetString()).ShouldBe((title, detail));
        problem.TryGetProperty("detail_en", out _).ShouldBe(title != "Not Found");
    }

    [Fact]
    public async Task Chinese_problems_name_the_remedy_and_their_language()
    {
        await using var server = await RunningServer.Start(shop);
        server.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh");
        using var response = await server.Client.GetAsync("/api/v1/推荐", TestContext.Current.CancellationToken);
        (response.Content.Headers.ContentLanguage.Single(), response.Headers.Vary.Contains("Accept-Language")).ShouldBe(("zh-CN", true));
        var (_, problem) = await server.Post("/api/v1/events", "[{\"user_id\":");
        (problem.GetProperty("remedy").GetString(), problem.GetProperty("title").GetString()).ShouldBe(("请按 /openapi/v1.json 的说明发送。", "请求有误"));
    }

    [Fact]
    public async Task Without_the_key_nobody_is_let_in()
    {
        const string key = "correct-horse-battery";
        await using (var server = await RunningServer.Start(shop, key, clientKey: null))
        {
            var (status, problem) = await server.Get("/api/v1/users/u1/recommendations");
            status.ShouldBe(401);
            problem.GetProperty("code").GetString().ShouldBe("auth.key-needed");
            (await server.Get("/openapi/v1.json")).Status.ShouldBe(401);
        }
        await using (var server = await RunningServer.Start(shop, key, clientKey: "wrong-horse-battery"))
            (await server.Get("/api/v1/users/u1/recommendations")).Status.ShouldBe(401);
        await using (var server = await RunningServer.Start(shop, key, key))
            (await server.Get("/api/v1/users/u1/recommendations")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_pretend_to_be_this_machine()
    {
        await using var server = await RunningServer.Start(shop);
        server.Client.DefaultRequestHeaders.Host = "shop.attacker.example";
        var (status, problem) = await server.Get("/api/v1/users/u1/recommendations");
        status.ShouldBe(403);
        problem.GetProperty("code").GetString().ShouldBe("host.unknown");
    }

    [Fact]
    public void It_does_not_listen_beyond_this_machine_without_a_key()
    {
        var live = shop.Live();
        Should.Throw<TaojinException>(() => ShopServer.Build(live, shop.Clock, new() { Address = IPAddress.Any })).Code.ShouldBe("server.open");
        Should.Throw<TaojinException>(() => ShopServer.Build(live, shop.Clock, new() { ApiKey = "short" })).Code.ShouldBe("server.key-short");
    }
}
