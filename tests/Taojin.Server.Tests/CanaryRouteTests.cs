using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Taojin.Server.Operations;
using Taojin.Storage.Access;
using Taojin.Tests.Shops;
using Taojin.Workflows.Feeds;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Tests;

/// <summary>Canaries over HTTP: started, looked at, promoted, and taken back with a word to whom the shop names.</summary>
public sealed class CanaryRouteTests(TrainedShop shop)
{
    private const string Alias = "recommend@live";

    [Fact]
    public async Task A_canary_is_started_seen_promoted_and_taken_back()
    {
        await using var server = await RunningServer.Start(shop);
        var (live, other) = Versions();

        var (status, begun) = await ResourceTests.Send(server, "PUT", $"/api/v1/aliases/{Alias}", $$"""{"version":"{{other}}","reason":"试用","canary":0.3}""");
        status.ShouldBe(200);
        (begun.GetProperty("version").GetString(), begun.GetProperty("canary").GetString(), begun.GetProperty("canary_share").GetDouble()).ShouldBe((live, other, 0.3));
        foreach (var user in shop.Prepared.Log.Users.Ids.Take(30))
            (await server.Get($"/api/v1/users/{user}/recommendations")).Body.GetProperty("arm").GetString().ShouldStartWith(Alias);

        var trial = (await server.Get("/api/v1/canaries")).Body.GetProperty("trials").EnumerateArray().Single(each => each.GetProperty("alias").GetString() == Alias);
        (trial.GetProperty("kind").GetString(), trial.GetProperty("arms").EnumerateArray().Sum(arm => arm.GetProperty("answers").GetInt32())).ShouldBe(("canary", 30));
        (await server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken)).ShouldContain("taojin_canary_share");
        (await ResourceTests.Send(server, "PUT", $"/api/v1/aliases/{Alias}", $$"""{"version":"{{other}}","reason":"试用","canary":1.5}""")).Body.GetProperty("code").GetString().ShouldBe("canary.share");

        (await ResourceTests.Send(server, "POST", $"/api/v1/aliases/{Alias}/promote")).Body.GetProperty("version").GetString().ShouldBe(other);
        (await ResourceTests.Send(server, "POST", $"/api/v1/aliases/{Alias}/promote")).Status.ShouldBe(409);
        (await ResourceTests.Send(server, "POST", $"/api/v1/aliases/{Alias}/rollback", """{"reason":"还是旧的好"}""")).Body.GetProperty("version").GetString().ShouldBe(live);
        var ended = (await server.Get("/api/v1/canaries")).Body.GetProperty("publications").EnumerateArray().First(each => each.TryGetProperty("text_zh", out var text) && text.GetString() == "还是旧的好");
        (ended.GetProperty("version").GetString(), ended.GetProperty("ended_by").GetString()).ShouldBe((other, "person"));
    }

    [Fact]
    public async Task What_the_guard_takes_back_stands_in_the_audit_log_and_goes_to_the_webhook()
    {
        using var listener = new HttpListener();
        var address = $"http://127.0.0.1:{FreePort()}/hook/";
        listener.Prefixes.Add(address);
        listener.Start();
        await using var server = await RunningServer.Start(shop);
        var (_, other) = Versions();
        await ResourceTests.Send(server, "PUT", $"/api/v1/aliases/{Alias}", $$"""{"version":"{{other}}","reason":"试用","canary":0.3}""");
        var part = Directory.GetFiles(Path.Combine(shop.Folder, "models", other[..other.LastIndexOf('/')], other.Split('/')[2])).First(file => !Path.GetFileName(file).StartsWith("card", StringComparison.Ordinal));
        var whole = await File.ReadAllBytesAsync(part, TestContext.Current.CancellationToken);
        Environment.SetEnvironmentVariable("TAOJIN_WEBHOOK_SECRET", "0123456789abcdef");
        try
        {
            await File.WriteAllBytesAsync(part, whole[..^1], TestContext.Current.CancellationToken);
            server.Services.GetRequiredService<LiveShop>().Reload();
            using var notice = new TrialNotice(address, server.Services.GetRequiredService<Microsoft.Extensions.Logging.ILogger<TrialNotice>>());
            var watch = ActivatorUtilities.CreateInstance<CanaryWatch>(server.Services, notice);
            var heard = listener.GetContextAsync();
            var look = watch.LookAsync(withOutcomes: false, TestContext.Current.CancellationToken);

            var context = await heard;
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body, TestContext.Current.CancellationToken);
            context.Response.Close();
            await look;
            new WebhookSignature("0123456789abcdef", TimeProvider.System).IsRight(context.Request.Headers["X-Taojin-Signature"]!, body.ToArray()).ShouldBeTrue();
            var told = JsonDocument.Parse(body.ToArray()).RootElement;
            (told.GetProperty("act").GetString(), told.GetProperty("version").GetString(), told.GetProperty("code").GetString()).ShouldBe(("rolled_back", other, "damaged"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TAOJIN_WEBHOOK_SECRET", null);
            await File.WriteAllBytesAsync(part, whole, CancellationToken.None);
        }
        var act = new AuditFile(shop.Folder).Latest(5).First(each => each.Key == "guard");
        (act.Act, act.Outcome.StartsWith($"{other}: damaged:", StringComparison.Ordinal)).ShouldBe(($"rolled_back {Alias}", true));
        (await server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken)).ShouldContain("taojin_trials_ended");
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private (string Live, string Other) Versions()
    {
        var live = shop.Mine.Models.Current(Alias)!;
        return (live.ToString(), shop.Mine.Models.Versions().First(version => version.Task == "recommend" && version.Name is "item-knn" or "implicit-als" or "user-knn" && version != live).ToString());
    }
}
