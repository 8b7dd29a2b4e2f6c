using System.Text;
using Taojin.Tests.Shops;

namespace Taojin.Server.Tests;

/// <summary>Models and their aliases over HTTP, and whole tables as files.</summary>
public sealed class ModelAndExportTests(TrainedShop shop)
{
    [Fact]
    public async Task A_version_is_published_answers_and_is_taken_back()
    {
        await using var server = await RunningServer.Start(shop);
        var (_, models) = await server.Get("/api/v1/models");
        var versions = models.GetProperty("models").EnumerateArray().ToArray();
        var live = versions.First(each => each.GetProperty("aliases").EnumerateArray().Any(alias => alias.GetString() == "recommend@live")).GetProperty("version").GetString()!;
        var other = versions.Select(each => each.GetProperty("version").GetString()!).First(each => each.StartsWith("recommend/", StringComparison.Ordinal) && !each.Contains("/popular/", StringComparison.Ordinal) && each != live);
        (await server.Get($"/api/v1/models/{other}")).Body.GetProperty("algorithm").GetString().ShouldBe(other.Split('/')[1]);

        (await ResourceTests.Send(server, "PUT", "/api/v1/aliases/recommend@live", $$"""{"version":"{{other}}","reason":"试用"}""")).Status.ShouldBe(200);
        (await server.Get($"/api/v1/users/{shop.Regular}/recommendations?log_shown=false")).Body.GetProperty("model").GetString().ShouldBe(other);
        (await ResourceTests.Send(server, "POST", "/api/v1/aliases/recommend@live/rollback")).Body.GetProperty("version").GetString().ShouldBe(live);
        (await server.Get($"/api/v1/users/{shop.Regular}/recommendations?log_shown=false")).Body.GetProperty("model").GetString().ShouldBe(live);

        (await ResourceTests.Send(server, "PUT", "/api/v1/aliases/recommend@live", """{"version":"recommend/none/000001"}""")).Status.ShouldBe(404);
        (await ResourceTests.Send(server, "PUT", "/api/v1/aliases/nonsense", $$"""{"version":"{{other}}"}""")).Body.GetProperty("code").GetString().ShouldBe("alias.invalid");
        (await server.Get("/api/v1/aliases")).Body.GetProperty("aliases").EnumerateArray().ShouldContain(each => each.GetProperty("alias").GetString() == "recommend@live");
    }

    [Fact]
    public async Task Tables_are_exported_in_three_formats()
    {
        await using var server = await RunningServer.Start(shop);
        await ResourceTests.Send(server, "PUT", "/api/v1/items/exported", """{"item_id":"exported","title":"=1+1","brand":"茶","attributes":{"a":1},"price":2.5}""");
        async Task<byte[]> Bytes(string path) => await server.Client.GetByteArrayAsync(path, TestContext.Current.CancellationToken);

        var lines = Encoding.UTF8.GetString(await Bytes("/api/v1/exports/items")).TrimEnd().Split('\n');
        lines.ShouldContain("""{"item_id":"exported","title":"=1+1","brand":"茶","price":2.5,"attributes":{"a":1},"hidden":false}""");
        var csv = await Bytes("/api/v1/exports/items?format=csv");
        csv.AsSpan(0, 3).ToArray().ShouldBe([0xEF, 0xBB, 0xBF]);
        Encoding.UTF8.GetString(csv).ShouldContain("exported,'=1+1,");
        Encoding.UTF8.GetString(await Bytes("/api/v1/exports/items?format=csv&bom=false")).ShouldStartWith("item_id,title,");
        Encoding.ASCII.GetString((await Bytes("/api/v1/exports/events?format=parquet"))[..4]).ShouldBe("PAR1");
        var events = Encoding.UTF8.GetString(await Bytes("/api/v1/exports/events")).TrimEnd().Split('\n');
        events.Length.ShouldBe((int)shop.Mine.Workspace.Log.Summary().Events);
        foreach (var table in new[] { "users", "reviews" })
            (await Bytes($"/api/v1/exports/{table}")).Length.ShouldBeGreaterThanOrEqualTo(0);
    }
}
