using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Taojin.Server.Access;
using Taojin.Storage.Access;

namespace Taojin.Server.Tests.Access;

/// <summary>Every route of the OpenAPI document and of the Gorse API, asked in every role.</summary>
public sealed class RoleTests
{
    private static readonly Dictionary<string, AccessScopes> Roles = new()
    {
        ["none"] = AccessScopes.None, ["read"] = AccessScopes.Read, ["write"] = AccessScopes.Write, ["admin"] = AccessScopes.Admin, ["placement"] = AccessScopes.Read,
    };

    [Fact]
    public async Task Each_route_is_open_to_the_roles_that_its_document_says_and_to_no_others()
    {
        using var shop = new BareShop();
        var secrets = Roles.Where(role => role.Key != "none").ToDictionary(role => role.Key, role => shop.Add(role.Key, role.Value, role.Key == "placement" ? ["首页"] : []));
        await using var server = await shop.Serve();
        var routes = await RoutesOf(server, secrets["admin"]);
        routes.Count.ShouldBeGreaterThan(20);
        var gorse = GorseRoutes(server).ToList();
        gorse.Count.ShouldBeGreaterThan(30);
        routes.AddRange(gorse);

        var faults = new List<string>();
        foreach (var route in routes)
            foreach (var role in Roles.Keys)
            {
                var status = await Ask(server, route, secrets.GetValueOrDefault(role));
                var isLetIn = status is not (401 or 403);
                if (isLetIn != MayEnter(role, route) || (!isLetIn && status != (role == "none" ? 401 : 403)))
                    faults.Add($"{role}: {route.Method} {route.Path} needs {route.Scope ?? "nothing"}, answered {status}");
            }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_route_is_without_a_scope()
    {
        using var shop = new BareShop();
        await using var server = await shop.Serve();

        server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<RouteScope>() is null).Select(route => route.RoutePattern.RawText)
            .ShouldBeEmpty("Declare it: .Needs(AccessScopes.Read), .NeedsPlacement() or .IsOpen(). Until then nobody may call it.");
    }

    [Fact]
    public async Task A_key_of_a_placement_asks_for_the_lists_of_that_placement_alone()
    {
        using var shop = new BareShop();
        var secret = shop.Add("widget", AccessScopes.Read, ["首页"]);
        await using var server = await shop.Serve(clientKey: secret);

        (await server.Get("/api/v1/users/u1/recommendations?placement=商品页")).Status.ShouldBe(403);
        (await server.Get("/api/v1/users/u1/recommendations")).Status.ShouldBe(403);
        (await server.Get("/api/v1/users/u1/recommendations?placement=首页")).Status.ShouldNotBe(403); // let in; that there is no such placement is said there
    }

    private static bool MayEnter(string role, Route route) => route.Scope is null || role switch
    {
        "none" or "placement" => false, // without ?placement=
        "admin" => true,
        _ => role == route.Scope,
    };

    private static async Task<int> Ask(RunningServer server, Route route, string? secret)
    {
        using var request = new HttpRequestMessage(new(route.Method), string.Join('/', route.Path.Split('/').Select(part => part.StartsWith('{') ? "角色-walker" : part)));
        if (route.Method is not ("GET" or "DELETE"))
            request.Content = JsonContent.Create(new { });
        if (secret is not null)
            request.Headers.Authorization = new("Bearer", secret);
        using var answer = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return answer.StatusCode == HttpStatusCode.Unauthorized && await IsOfSignature(answer) ? 400 : (int)answer.StatusCode; // let in, and refused for what it brought
    }

    /// <summary>A webhook has no key: it is open to whoever signs what it sends.</summary>
    private static async Task<bool> IsOfSignature(HttpResponseMessage answer) =>
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("auth.signature", StringComparison.Ordinal);

    private static async Task<List<Route>> RoutesOf(RunningServer server, string admin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        request.Headers.Authorization = new("Bearer", admin);
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var document = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return [.. from path in document.GetProperty("paths").EnumerateObject()
                   from operation in path.Value.EnumerateObject()
                   select new Route(operation.Name.ToUpperInvariant(), path.Name, ScopeOf(operation.Value))];
    }

    /// <summary>The routes that stand in no document, with the scope that they should need, whatever they declare: by what they do.</summary>
    private static IEnumerable<Route> GorseRoutes(RunningServer server) =>
        from route in server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        let path = "/" + route.RoutePattern.RawText!.Trim('/')
        where path.StartsWith("/api/", StringComparison.Ordinal) && !path.StartsWith("/api/v1/", StringComparison.Ordinal)
        from method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select new Route(method, path, (method, path) switch
        {
            (_, "/api/health/live" or "/api/health/ready") => null,
            ("DELETE", "/api/user/{user}") => "admin", // a person and all that they said
            ("GET", _) or ("POST", "/api/session/recommend/{category?}") => "read",
            _ => "write",
        });

    private static string? ScopeOf(JsonElement operation) => operation.TryGetProperty("security", out var security) ? security[0].GetProperty("key")[0].GetString() : null;

    private sealed record Route(string Method, string Path, string? Scope);
}
