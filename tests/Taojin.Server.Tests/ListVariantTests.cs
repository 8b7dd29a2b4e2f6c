using System.Text.Json;
using Taojin.Tests.Shops;

namespace Taojin.Server.Tests;

/// <summary>Lists that do not go by a user's past, and rules that ask of the user.</summary>
public sealed class ListVariantTests(TrainedShop shop)
{
    [Fact]
    public async Task A_visit_a_basket_and_an_item_make_lists_without_what_they_hold()
    {
        await using var server = await RunningServer.Start(shop);
        string[] touched = [.. shop.Prepared.Log.Items.Ids.Ids.Take(3)];
        var visit = JsonSerializer.Serialize(touched.Select(item => new { item_id = item, kind = "view" }));
        var (status, list) = await server.Post("/api/v1/recommendations", $$"""{"visit":{{visit}},"count":8}""");
        status.ShouldBe(200);
        Ids(list).Length.ShouldBe(8);
        Ids(list).ShouldNotContain(id => touched.Contains(id));
        list.GetProperty("is_fallback").GetBoolean().ShouldBeFalse();

        var (_, basket) = await server.Post("/api/v1/recommendations", $$"""{"basket":{{JsonSerializer.Serialize(touched)}},"count":8,"is_explained":true}""");
        Ids(basket).ShouldNotContain(id => touched.Contains(id));
        basket.GetProperty("trace").GetProperty("scored").GetArrayLength().ShouldBeGreaterThan(0);

        var (_, similar) = await server.Get($"/api/v1/items/{touched[0]}/similar?n=5");
        Ids(similar).Length.ShouldBe(5);
        Ids(similar).ShouldNotContain(touched[0]);
        var (_, next) = await server.Get($"/api/v1/items/{touched[0]}/similar?n=5&offset=5");
        Ids(next).Intersect(Ids(similar)).ShouldBeEmpty();
        (await server.Get("/api/v1/items/没有/similar")).Body.GetProperty("code").GetString().ShouldBe("item.unknown");
    }

    [Fact]
    public async Task Anybody_gets_what_is_bought_most_and_no_event_is_written_for_nobody()
    {
        await using var server = await RunningServer.Start(shop);
        var before = shop.Mine.Workspace.Log.Summary().Events;
        var (_, list) = await server.Post("/api/v1/recommendations", "{}");
        Ids(list).Length.ShouldBe(10);
        shop.Mine.Workspace.Log.Summary().Events.ShouldBe(before);
        (await server.Post("/api/v1/recommendations", """{"basket":["p1"],"visit":[]}""")).Body.GetProperty("code").GetString().ShouldBe("request.two-sources");
    }

    [Fact]
    public async Task Rules_ask_of_the_users_attributes_as_they_are_now()
    {
        await using var server = await RunningServer.Start(shop);
        const string filter = "user.attributes.会员 = \"金\"";
        await server.Post("/api/v1/users", """[{"user_id":"会员甲","attributes":{"会员":"金"}},{"user_id":"路人乙"}]""");
        async Task<int> Length(string user) => Ids((await server.Get($"/api/v1/users/{user}/recommendations?log_shown=false&filter={Uri.EscapeDataString(filter)}")).Body).Length;

        (await Length("会员甲")).ShouldBe(10);
        (await Length("路人乙")).ShouldBe(0);
        await ResourceTests.Send(server, "PATCH", "/api/v1/users/路人乙", """{"attributes":{"会员":"金"}}""");
        (await Length("路人乙")).ShouldBe(10);
        await ResourceTests.Send(server, "DELETE", "/api/v1/users/会员甲");
        (await Length("会员甲")).ShouldBe(0);
    }

    [Fact]
    public async Task A_hidden_or_dear_item_leaves_the_next_list()
    {
        await using var server = await RunningServer.Start(shop);
        async Task<string[]> List(string filter = "") => Ids((await server.Get($"/api/v1/users/{shop.Regular}/recommendations?log_shown=false&filter={Uri.EscapeDataString(filter)}")).Body);
        var first = (await List())[0];
        await ResourceTests.Send(server, "PATCH", $"/api/v1/items/{first}", """{"hidden":true}""");
        (await List()).ShouldNotContain(first);
        await ResourceTests.Send(server, "PATCH", $"/api/v1/items/{first}", """{"hidden":false,"price":123456}""");
        (await List()).ShouldContain(first);
        (await List("item.price < 1000")).ShouldNotContain(first);
    }

    private static string[] Ids(JsonElement list) => [.. list.GetProperty("items").EnumerateArray().Select(each => each.GetProperty("item_id").GetString()!)];
}
