using System.Text.Json;
using Taojin.Tests.Shops;

namespace Taojin.Server.Tests;

/// <summary>What a backend developer relies on: three calls that answer with reason and version.</summary>
public sealed class AnswersTests(TrainedShop shop)
{
    [Fact]
    public async Task A_list_comes_with_reason_model_version_and_request_id()
    {
        await using var server = await RunningServer.Start(shop);
        var (status, list) = await server.Get($"/api/v1/users/{shop.Regular}/recommendations?n=3&log_shown=false");
        status.ShouldBe(200);
        list.GetProperty("request_id").GetString().ShouldNotBeNullOrEmpty();
        list.GetProperty("model").GetString().ShouldStartWith("recommend/");
        list.GetProperty("items").GetArrayLength().ShouldBe(3);
        var reason = list.GetProperty("items")[0].GetProperty("reasons")[0];
        reason.GetProperty("text").GetString().ShouldStartWith("because");
        reason.GetProperty("text_zh").GetString()!.ShouldContain("因");
    }

    [Fact]
    public async Task Probabilities_come_with_reason_and_model_version()
    {
        await using var server = await RunningServer.Start(shop);
        var (status, answer) = await server.Post("/api/v1/predictions", $$"""{"user_id":"{{shop.Regular}}","count":3}""");
        status.ShouldBe(200);
        answer.GetProperty("model").GetString().ShouldStartWith("purchase/");
        answer.GetProperty("horizon_hours").GetDouble().ShouldBe(24);
        var first = answer.GetProperty("predictions")[0];
        first.GetProperty("probability").GetDouble().ShouldBeInRange(1e-6, 1 - 1e-6);
        first.GetProperty("reasons").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Events_change_the_answers_of_their_user_at_once()
    {
        await using var server = await RunningServer.Start(shop);
        var (_, before) = await server.Get("/api/v1/users/来客/recommendations?n=5");
        var item = Item(before, 0);
        var (status, taken) = await server.Post("/api/v1/events", $$"""
            [{"event_id":"来客-1","user_id":"来客","item_id":"{{item}}","kind":"view"},{"event_id":"来客-2","user_id":"来客","item_id":"{{item}}","kind":"cart"}]
            """);
        status.ShouldBe(200);
        taken.GetProperty("accepted").GetInt32().ShouldBe(2);
        var (_, after) = await server.Get("/api/v1/users/来客/recommendations?n=5");
        after.GetProperty("items").EnumerateArray().Select(each => each.GetProperty("item_id").GetString()).ShouldNotContain(item);
        after.GetProperty("is_fallback").GetBoolean().ShouldBeFalse();
        var (_, again) = await server.Post("/api/v1/events", $$"""[{"event_id":"来客-1","user_id":"来客","item_id":"{{item}}","kind":"view"}]""");
        again.GetProperty("duplicate").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Events_are_in_the_log_when_the_server_has_answered()
    {
        await using var server = await RunningServer.Start(shop);
        var item = shop.Prepared.Log.Items.Ids.IdAt(0);
        await server.Post("/api/v1/events", $$"""[{"user_id":"持久","item_id":"{{item}}","kind":"purchase","price":9.9,"quantity":2}]""");
        var log = shop.Mine.Workspace.Log.Read();
        log.User.Count(user => log.Users.IdAt(user) == "持久").ShouldBe(1);
    }

    [Fact]
    public async Task Many_at_once_are_all_answered()
    {
        await using var server = await RunningServer.Start(shop);
        var item = shop.Prepared.Log.Items.Ids.IdAt(1);
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(each => each % 3 == 0
            ? server.Post("/api/v1/events", $$"""[{"event_id":"many-{{each}}","user_id":"u{{each}}","item_id":"{{item}}","kind":"view"}]""")
            : server.Get($"/api/v1/users/u{each}/recommendations?n=5")));
        answers.ShouldAllBe(answer => answer.Status == 200);
    }

    [Fact]
    public async Task Health_answers()
    {
        await using var server = await RunningServer.Start(shop, serverKey: "0123456789abcdef");
        (await server.Get("/health/live")).Status.ShouldBe(200);
        (await server.Get("/health/ready")).Body.GetProperty("status").GetString().ShouldBe("ready");
    }

    private static string Item(JsonElement list, int place) => list.GetProperty("items")[place].GetProperty("item_id").GetString()!;
}
