using System.Text.Json;
using Taojin.Data;
using Taojin.Server.Tests.Access;
using Taojin.Storage.Privacy;
using Taojin.Storage.Resources;

namespace Taojin.Server.Tests;

/// <summary>What the Gorse API promises beyond what its clients ask for: consent, a trace in the log, and no change lost beside another.</summary>
public sealed class GorseListTests : IDisposable
{
    private readonly BareShop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Who_does_not_allow_personal_lists_gets_what_all_such_users_get()
    {
        await using var server = await Start();
        await Said(server, "read", "王小明", "茶1", "茶2");
        await Said(server, "read", "李雷", "茶3");
        (await Ids(server, "recommend/王小明")).ShouldNotContain("茶1");
        await Said(server, "read", "韩梅梅", "茶1", "茶2");
        (await Ids(server, "user/韩梅梅/neighbors")).ShouldContain("王小明");
        foreach (var user in new[] { "王小明", "李雷" })
            _shop.Mine.Workspace.Consents.Set(user, Purposes.Analytics);

        foreach (var path in new[] { "recommend/USER?n=20", "collaborative-filtering/USER?n=20", "item/p1/neighbors?n=20&user-id=USER", "popular?n=20&user-id=USER" })
        {
            var list = await Ids(server, path.Replace("USER", "王小明", StringComparison.Ordinal));
            list.ShouldBe(await Ids(server, path.Replace("USER", "李雷", StringComparison.Ordinal)), path);
            list.ShouldNotBeEmpty(path);
        }
        (await Ids(server, "recommend/王小明?n=20")).ShouldContain("茶1");
        (await Ids(server, "user/王小明/neighbors")).ShouldBeEmpty();
        (await Ids(server, "user/韩梅梅/neighbors")).ShouldNotContain("王小明");
    }

    [Fact]
    public async Task Places_that_are_filled_up_stand_in_the_log_under_ids_of_their_list()
    {
        await using var server = await Start();

        (await Ids(server, "recommend/韩梅梅?n=12")).Length.ShouldBe(12);

        var shown = _shop.Mine.Workspace.Resources.Events.Page(new() { UserId = "韩梅梅", Kind = EventKind.Shown }, null, 100).Rows;
        shown.Count.ShouldBe(12);
        shown.Count(each => each.EventId is { } id && id == $"{each.RequestId}/{each.Position}").ShouldBe(12);
        shown.Select(each => each.Position).Order().ShouldBe(Enumerable.Range(1, 12).Select(place => (int?)place));
    }

    [Fact]
    public async Task Changes_of_one_item_and_of_one_user_beside_each_other_are_all_kept()
    {
        await using var server = await Start();
        await ResourceTests.Send(server, "POST", "/api/user", """{"UserId":"王小明"}""");
        string[] categories = [.. Enumerable.Range(1, 12).Select(number => $"类{number}")];

        await Task.WhenAll(categories.Select(category => Task.Run(() => ResourceTests.Send(server, "PUT", $"/api/item/茶1/category/{category}")))
            .Append(Task.Run(() => ResourceTests.Send(server, "PATCH", "/api/item/茶1", """{"Comment":"龙井"}""")))
            .Append(Task.Run(() => ResourceTests.Send(server, "PATCH", "/api/user/王小明", """{"Comment":"老客户"}""")))
            .Append(Task.Run(() => ResourceTests.Send(server, "PATCH", "/api/user/王小明", """{"Labels":["杭州"]}"""))));

        var (_, item) = await server.Get("/api/item/茶1");
        item.GetProperty("Categories").EnumerateArray().Select(each => each.GetString()).ShouldBe(categories, ignoreOrder: true);
        item.GetProperty("Comment").GetString().ShouldBe("龙井");
        var (_, user) = await server.Get("/api/user/王小明");
        (user.GetProperty("Comment").GetString(), user.GetProperty("Labels")[0].GetString()).ShouldBe(("老客户", "杭州"));
    }

    /// <summary>Seven items that are in the log, and five more that only the catalogue knows.</summary>
    private async Task<RunningServer> Start()
    {
        _shop.Mine.Workspace.Resources.Items.Put([.. Enumerable.Range(1, 5).Select(number => new ItemRecord($"茶{number}"))]);
        return await _shop.Serve();
    }

    private static async Task Said(RunningServer server, string type, string user, params string[] items)
    {
        var feedback = JsonSerializer.Serialize(items.Select(item => new { FeedbackType = type, UserId = user, ItemId = item, Timestamp = "2025-05-20T00:00:00Z" }));
        (await server.Post("/api/feedback", feedback)).Status.ShouldBe(200);
    }

    private static async Task<string[]> Ids(RunningServer server, string path) => (await server.Get($"/api/{path}")).Body is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(each => each.ValueKind == JsonValueKind.String ? each.GetString()! : each.GetProperty("Id").GetString()!)]
        : throw new InvalidOperationException($"{path} answered no list.");
}
