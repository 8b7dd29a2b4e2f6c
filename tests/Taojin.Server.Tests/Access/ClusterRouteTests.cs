using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Taojin.Storage.Access;

namespace Taojin.Server.Tests.Access;

/// <summary>The pages of a cluster stand behind the admin scope; here something else answers in their place, for Orleans has no part in the door.</summary>
public sealed class ClusterRouteTests
{
    private readonly List<string> _asked = [];

    [Fact]
    public async Task Only_who_runs_the_shop_sees_the_cluster_and_what_its_page_asks_every_second_is_not_noted()
    {
        using var shop = new BareShop();
        var (admin, read) = (shop.Add("掌柜", AccessScopes.Admin), shop.Add("读者", AccessScopes.Read));
        await using var server = await RunningServer.Start((shop.Live(), TimeProvider.System), new() { Port = 0, ClusterPages = AnswerAsync }, null);

        foreach (var path in new[] { "/cluster", "/cluster/", "/cluster/SiloStats/10.0.0.1:11111@7" })
        {
            (await Status(server, path, null)).ShouldBe(401);
            (await Status(server, path, read)).ShouldBe(403);
        }
        _asked.ShouldBeEmpty();
        foreach (var path in new[] { "/cluster/", "/cluster/SiloStats/10.0.0.1:11111@7?x=1" })
            (await Status(server, path, admin)).ShouldBe(200);

        _asked.ShouldBe(["/cluster | /", "/cluster | /SiloStats/10.0.0.1:11111@7"]);
        new AuditFile(shop.Folder).Latest(50).Where(act => act.Outcome is "200").Select(act => act.Act).ShouldBe(["GET /cluster"]);
    }

    [Fact]
    public async Task A_server_that_is_no_node_has_no_such_page()
    {
        using var shop = new BareShop();
        await using var server = await shop.Serve();

        (await Status(server, "/cluster/", null)).ShouldBe(404);
    }

    private Task AnswerAsync(HttpContext context)
    {
        _asked.Add($"{context.Request.PathBase} | {context.Request.Path}");
        return context.Response.WriteAsync("集群");
    }

    private static async Task<int> Status(RunningServer server, string path, string? secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = secret is null ? null : new AuthenticationHeaderValue("Bearer", secret);
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
