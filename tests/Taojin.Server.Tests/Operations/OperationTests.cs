using Microsoft.Extensions.DependencyInjection;
using Taojin.Server.Operations;
using Taojin.Server.Tests.Access;
using Taojin.Storage;

namespace Taojin.Server.Tests.Operations;

/// <summary>What whoever runs the server goes by.</summary>
public sealed class OperationTests
{
    private const string Person = "王小明-canary-7731";

    [Fact]
    public async Task Metrics_are_in_base_units_and_name_nobody()
    {
        using var shop = new BareShop();
        await using var server = await shop.Serve();
        await server.Post("/api/v1/events", $$"""[{"user_id":"{{Person}}","item_id":"p1","kind":"view"}]""");
        await server.Get($"/api/v1/users/{Uri.EscapeDataString(Person)}/recommendations");

        await Task.Delay(400, TestContext.Current.CancellationToken); // a scrape is kept for 300 ms
        var text = await server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        text.ShouldContain("taojin_events_total{");
        text.ShouldContain("kind=\"view\"");
        text.ShouldContain("http_server_request_duration_seconds_bucket{");
        text.ShouldContain("http_route=\"/api/v1/users/{id}/recommendations\"");
        text.ShouldContain("taojin_disk_free_bytes");
        text.ShouldNotContain("canary");
        text.ShouldNotContain("%E7");
    }

    [Theory]
    [InlineData(1L << 40, false, "ready", 200)]
    [InlineData(1L << 20, false, "degraded", 200)]
    [InlineData(1L << 40, true, "draining", 503)]
    public async Task Ready_says_what_it_cannot_do(long freeBytes, bool isDraining, string status, int code)
    {
        using var shop = new BareShop();
        await using var server = await RunningServer.Start((shop.Live(), TimeProvider.System), new() { Port = 0, FreeBytes = () => freeBytes }, clientKey: null);
        server.Services.GetRequiredService<Readiness>().IsDraining = isDraining;

        var (said, state) = await server.Get("/health/ready");

        said.ShouldBe(code);
        state.GetProperty("status").GetString().ShouldBe(status);
        state.GetProperty("reasons").GetArrayLength().ShouldBe(status == "ready" ? 0 : 1);
        (await server.Get("/health/live")).Status.ShouldBe(200);
        var gorse = await server.Get("/api/health/ready");
        (gorse.Status, gorse.Body.GetProperty("Ready").GetBoolean()).ShouldBe((code, !isDraining));
    }

    [Fact]
    public void A_store_that_is_away_and_feeds_that_wait_are_said_until_they_go_on()
    {
        var (feeds, fault) = (new WaitingFeeds(), (string?)"store.unreachable");
        var readiness = new Readiness(() => 1L << 40, () => fault, feeds);
        feeds.Note("folder", "log.write-failed");
        feeds.Note("pulls.订单", "feed.unreachable");
        feeds.Note("pulls.商品", "feed.unreachable");

        var (status, reasons) = readiness.Now();
        status.ShouldBe("degraded");
        reasons.Count.ShouldBe(3);
        string.Join(' ', reasons).ShouldNotContain("订单");

        fault = null;
        foreach (var feed in new[] { "folder", "pulls.订单", "pulls.商品" })
            feeds.Note(feed, "");
        readiness.Now().Status.ShouldBe("ready");
    }

    [Fact]
    public async Task While_the_log_is_replayed_it_lives_and_is_not_ready()
    {
        using var shop = new BareShop();
        await using var waiting = WaitingRoom.Build(new() { Port = 0 }, new WorkspaceSettings(), shop.Folder);
        await waiting.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new(ShopServer.AddressOf(waiting)) };

        (await client.GetAsync("/health/live", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        using var ready = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        ready.StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("starting");
        (await client.GetAsync("/api/v1/users/u1/recommendations", TestContext.Current.CancellationToken)).Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public void A_trace_holds_the_route_in_place_of_the_address()
    {
        using var trace = new System.Diagnostics.Activity("request").Start();
        trace.SetTag("url.path", $"/api/v1/users/{Person}");
        trace.SetTag("url.query", "?user=" + Person);

        Telemetry.WithoutPersons(trace, new Microsoft.AspNetCore.Http.DefaultHttpContext().Response);

        trace.TagObjects.Select(tag => tag.Value?.ToString() ?? "").ShouldNotContain(value => value.Contains("canary", StringComparison.Ordinal));
    }
}
