using Taojin.Data;
using Taojin.Testing.Servers;
using Taojin.Tests.Shops;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Tests;

/// <summary>Two servers on one PostgreSQL: what one takes and publishes, the other answers by.</summary>
public sealed class SharedStoreTests(TrainedShop trained)
{
    [Fact]
    public async Task A_second_server_knows_the_events_and_the_published_models_of_the_first()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        using var postgres = PostgresServer.Start();
        var store = postgres.NewDatabase();
        var folder = Directory.CreateTempSubdirectory("taojin-shared-").FullName;
        using var first = Mine.Init(Path.Combine(folder, "first"), new() { Store = store, Threads = 2, MemoryLimitGb = 1 }, clock: trained.Clock);
        using var second = Mine.Init(Path.Combine(folder, "second"), new() { Store = store, Threads = 2, MemoryLimitGb = 1 }, clock: trained.Clock);
        first.Workspace.Log.Import(new("csv", trained.PathOf("items.csv")) { Table = "items" });
        first.Workspace.Log.Import(new("csv", trained.PathOf("events.csv")));
        await using var one = await Start(first);
        await using var other = await Start(second);

        // Trained and published on the first while both serve.
        Train.Run(first, new Prepare(first).Run(), trained.Request with { Algorithms = ["popular", "item-knn"] }, "recommend", CancellationToken.None);
        var best = first.Models.Latest("recommend", "item-knn")!;
        new Publish(first).Run("recommend@live", best, "test");
        await Until(async () => (await Model(other, trained.Regular)) == best.ToString());

        // Told to the first, and the second one's next list is made by it.
        var item = trained.Truth.Log.Items.Ids.IdAt(trained.Truth.Log.Item[0]);
        var time = trained.Clock.GetUtcNow().ToString("O");
        (await one.Post("/api/v1/events", $$"""[{"event_id":"买茶-1","user_id":"新来的人","item_id":"{{item}}","kind":"cart","time":"{{time}}"}]""")).Status.ShouldBe(200);
        await Until(async () => (await other.Get("/api/v1/users/新来的人/recommendations?n=5&log_shown=false")).Body.GetProperty("items").EnumerateArray()
            .Any() && await Model(other, "新来的人") == best.ToString());
        (await other.Post("/api/v1/events", $$"""[{"event_id":"买茶-1","user_id":"新来的人","item_id":"{{item}}","kind":"cart","time":"{{time}}"}]""")).Body.GetProperty("duplicate").GetInt32().ShouldBe(1);

        // What both have shown stands in the log of both, under ids that differ.
        var lists = new[] { (await one.Get($"/api/v1/users/{trained.Regular}/recommendations?n=3")).Body, (await other.Get($"/api/v1/users/{trained.Regular}/recommendations?n=3")).Body };
        lists.Select(list => list.GetProperty("request_id").GetString()).Distinct().Count().ShouldBe(2);
        first.Workspace.Log.Read().Kind.Count(kind => kind == EventKind.Shown).ShouldBe(6);
        second.Workspace.Log.Summary().Events.ShouldBe(first.Workspace.Log.Summary().Events);

        // Erased through the first, and the second knows the person no more.
        (await one.Client.DeleteAsync("/api/v1/users/新来的人/data", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        await Until(async () => await Model(other, "新来的人") != best.ToString());
        (await Model(other, trained.Regular)).ShouldBe(best.ToString());
        await IsAwayAndBack(one, postgres);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Without its store a server says so, refuses events as something that passes, and goes on answering lists.</summary>
    private async Task IsAwayAndBack(RunningServer server, PostgresServer postgres)
    {
        postgres.Crash();
        await Until(async () => (await server.Get("/health/ready")).Body.GetProperty("status").GetString() == "degraded");
        (await server.Get("/api/health/live")).Body.GetProperty("DataStoreConnected").GetBoolean().ShouldBeFalse();
        var refused = await server.Post("/api/v1/events", """[{"user_id":"李雷","item_id":"茶","kind":"view"}]""");
        (refused.Status, refused.Body.GetProperty("code").GetString()).ShouldBe((503, "store.unreachable"));
        var (status, list) = await server.Get($"/api/v1/users/{trained.Regular}/recommendations?n=3");
        (status, list.GetProperty("items").GetArrayLength(), list.GetProperty("is_logged").GetBoolean()).ShouldBe((200, 3, false));

        postgres.Resume();
        await Until(async () => (await server.Get("/health/ready")).Body.GetProperty("status").GetString() == "ready");
        (await server.Get("/api/health/ready")).Body.GetProperty("DataStoreConnected").GetBoolean().ShouldBeTrue();
    }

    private Task<RunningServer> Start(Mine mine) => RunningServer.Start((LiveShop.Open(mine, new Prepare(mine).Run().Log, threads: 2), trained.Clock), new() { Port = 0 }, null);

    private static async Task<string?> Model(RunningServer server, string user) => (await server.Get($"/api/v1/users/{user}/recommendations?n=3&log_shown=false")).Body.GetProperty("model").GetString();

    private static async Task Until(Func<Task<bool>> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await isSo())
            await Task.Delay(100, patience.Token);
    }
}
