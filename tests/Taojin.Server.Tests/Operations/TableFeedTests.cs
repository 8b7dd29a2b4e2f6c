using Taojin.Server.Tests.Access;
using Taojin.Testing.Servers;

namespace Taojin.Server.Tests.Operations;

/// <summary>A table that a site goes on writing is pulled by a server that is stopped and started in the middle.</summary>
public sealed class TableFeedTests
{
    private const int Rows = 1500, Block = 50;

    [Fact]
    public async Task Every_row_of_a_table_that_grows_is_one_event_whenever_the_server_is_restarted()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        using var postgres = PostgresServer.Start();
        var source = postgres.NewDatabase();
        PostgresServer.Query(source, "CREATE TABLE visits (visit bigint PRIMARY KEY, customer text, sku text, seen timestamptz DEFAULT clock_timestamp())");
        using var shop = new BareShop();
        await File.AppendAllTextAsync(Path.Combine(shop.Folder, "taojin.toml"), $"\n[pulls.visits]\nconnection = \"{source}\"\ntable = \"visits\"\ncursor = \"seen\"\nid = \"visit\"\nkind = \"view\"\nevery_seconds = 1\ncolumns = {{ user_id = \"customer\", item_id = \"sku\", time = \"seen\" }}\n", TestContext.Current.CancellationToken);
        var writes = Task.Run(() => Write(source), TestContext.Current.CancellationToken);

        var seen = new List<long>();
        for (var life = 0; life < 3; life++)
        {
            shop.Settle("server");
            await using var server = await shop.Serve();
            seen.Add(await Grown(shop, seen.LastOrDefault(20), isLast: life == 2));
            if (life == 2)
                await IsSaidToWait(server, postgres);
        }
        await writes;

        seen[0].ShouldBeLessThan(20 + Rows); // it was stopped before the end
        var log = shop.Mine.Workspace.Log.Read();
        log.Count.ShouldBe(20 + Rows);
        log.Items.Ids.Ids.Count(id => id.StartsWith('茶')).ShouldBe(Rows);
    }

    private static async Task IsSaidToWait(RunningServer server, PostgresServer postgres)
    {
        postgres.Crash();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!(await server.Get("/health/ready")).Body.GetProperty("reasons").ToString().Contains("feed.unreachable", StringComparison.Ordinal))
            await Task.Delay(50, patience.Token);
    }

    /// <summary>Waits until more stands in the log than before, or all of it.</summary>
    private static async Task<long> Grown(BareShop shop, long before, bool isLast)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            var events = shop.Mine.Workspace.Log.Summary().Events;
            if (isLast ? events >= 20 + Rows : events > before)
                return events;
            await Task.Delay(100, patience.Token);
        }
    }

    private static void Write(string source)
    {
        for (var first = 0; first < Rows; first += Block)
        {
            PostgresServer.Query(source, $"INSERT INTO visits SELECT n, '买家' || n % 9, '茶' || n FROM generate_series({first}, {first + Block - 1}) n");
            TestContext.Current.CancellationToken.WaitHandle.WaitOne(150);
        }
    }
}
