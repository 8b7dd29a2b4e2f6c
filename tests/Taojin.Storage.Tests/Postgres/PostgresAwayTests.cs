using Taojin.Data;
using Taojin.Testing.Servers;

namespace Taojin.Storage.Tests.Postgres;

/// <summary>The server ends in the middle of what a shop does, and comes back.</summary>
public sealed class PostgresAwayTests
{
    [Fact]
    public void A_server_that_is_away_is_named_without_its_password_and_everything_goes_on_when_it_is_back()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        using var server = PostgresServer.Start();
        var store = server.NewDatabase().Replace("taojin@", "taojin:geheim-密码@", StringComparison.Ordinal);
        using var scratch = new Scratch { Settings = PostgresShops.Settings(store) };
        using var shop = scratch.Init();
        shop.Log.Append([View("e1")]).Accepted.ShouldBe(1);

        server.Crash();

        foreach (var act in (Action[])[() => shop.Log.Append([View("e2")]), () => shop.Log.Read(), () => shop.Import("taobao:" + scratch.File("a.csv", "1,10,7,pv,1511539200\n"))])
        {
            var fault = Should.Throw<TaojinException>(act);
            fault.Code.ShouldBe("store.unreachable");
            fault.ToString().ShouldNotContain("geheim");
            fault.Message.ShouldContain($"127.0.0.1:{server.Port}");
        }

        server.Resume();

        shop.Log.Append([View("e1"), View("e2")]).Statuses.Select(status => status.State).ShouldBe([EventState.Duplicate, EventState.Accepted]);
        shop.Import("taobao:" + scratch.File("a.csv", "1,10,7,pv,1511539200\n")).Accepted.ShouldBe(1);
        shop.Lines().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Whenever_the_server_crashes_under_load_what_was_acknowledged_is_there_once()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        const int crashes = 4, writers = 4;
        using var server = PostgresServer.Start();
        using var scratch = new Scratch { Settings = PostgresShops.Settings(server.NewDatabase()) };
        using var shop = scratch.Init();
        var acknowledged = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var faults = 0;
        using var done = new CancellationTokenSource();
        var running = Enumerable.Range(0, writers).Select(writer => Task.Factory.StartNew(() =>
        {
            for (var call = 0; !done.IsCancellationRequested; call++)
            {
                // Half of the calls send events without an id: nothing but their own transaction says whether they are kept.
                var events = Enumerable.Range(0, 3).Select(place => View(call % 2 == 0 ? $"{writer}-{call}-{place}" : null) with { UserId = $"u{writer}-{call}" }).ToArray();
                for (var isTaken = false; !isTaken && !done.IsCancellationRequested;)
                {
                    try
                    {
                        shop.Log.Append(events);
                        acknowledged[$"u{writer}-{call}"] = 3;
                        isTaken = true;
                    }
                    catch (TaojinException fault) when (fault.Code == "store.unreachable")
                    {
                        Interlocked.Increment(ref faults);
                    }
                }
            }
        }, TaskCreationOptions.LongRunning)).ToArray();

        for (var crash = 0; crash < crashes; crash++)
        {
            for (var before = acknowledged.Count; acknowledged.Count < before + 30;)
                await Task.Delay(5, TestContext.Current.CancellationToken);
            server.Crash();
            server.Resume();
        }
        await done.CancelAsync();
        await Task.WhenAll(running);

        var log = shop.Log.Read();
        var held = log.User.CountBy(user => user).ToDictionary(each => log.Users.IdAt(each.Key), each => each.Value, StringComparer.Ordinal);
        acknowledged.Where(each => held.GetValueOrDefault(each.Key) != each.Value).ShouldBeEmpty();
        held.Where(each => each.Value != 3).ShouldBeEmpty(); // also what nobody acknowledged is whole or not there
        acknowledged.Count.ShouldBeGreaterThan(crashes * 30);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_counts_and_the_next_events_are_taken()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        using var server = PostgresServer.Start();
        var store = server.NewDatabase();
        using var scratch = new Scratch { Settings = PostgresShops.Settings(store) };
        using var shop = scratch.Init();
        shop.Log.Append([View("e1")]);
        // A standby that never answers holds the session between its commit and the answer.
        PostgresServer.Query(store, "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        PostgresServer.Query(store, "SELECT pg_reload_conf()");
        var waiting = Task.Run(() => shop.Log.Append([View(null)]), TestContext.Current.CancellationToken);
        while (PostgresServer.Query(store, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'").Trim() == "0")
            await Task.Delay(20, TestContext.Current.CancellationToken);
        PostgresServer.Query(store, "ALTER SYSTEM RESET synchronous_standby_names");
        PostgresServer.Query(store, "SELECT pg_reload_conf()");

        (await waiting).Accepted.ShouldBe(1);
        shop.Log.Append([View("e3")]).Accepted.ShouldBe(1);
        shop.Log.Summary().Events.ShouldBe(3);
    }

    [Fact]
    public void An_import_that_the_server_ends_leaves_nothing_and_can_be_repeated()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        using var server = PostgresServer.Start();
        using var scratch = new Scratch { Settings = PostgresShops.Settings(server.NewDatabase()) };
        using var shop = scratch.Init();
        var source = SourceRequest.Parse("taobao:" + scratch.File("a.csv", string.Concat(Enumerable.Range(0, 60_000).Select(row => $"{row % 900},10,7,pv,{1_511_539_200 + row}\n"))));

        Should.Throw<TaojinException>(() => shop.Log.Import(source, new CrashAt("read", server), CancellationToken.None)).Code.ShouldBe("store.unreachable");
        shop.Log.Summary().ShouldSatisfyAllConditions(log => log.Events.ShouldBe(0), log => log.Imports.ShouldBe(0), log => log.Users.ShouldBe(0));
        Should.Throw<TaojinException>(() => shop.Log.Import(source, new CrashAt("save", server), CancellationToken.None)).Code.ShouldBe("store.unreachable");
        shop.Log.Summary().Events.ShouldBe(0);

        shop.Log.Import(source).Accepted.ShouldBe(60_000);
        shop.Log.Summary().Events.ShouldBe(60_000);
    }

    private static NewEvent View(string? id) => new()
    {
        EventId = id, UserId = "张三", ItemId = "茶", Kind = EventKind.View, Time = Instant.Of(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)),
    };

    /// <summary>Crashes and restarts the server when an import first says that it is somewhere.</summary>
    private sealed class CrashAt(string stage, PostgresServer server) : IProgress<ImportProgress>
    {
        private bool _isDone;

        public void Report(ImportProgress value)
        {
            if (_isDone || value.Stage != stage)
                return;
            _isDone = true;
            server.Crash();
            server.Resume();
        }
    }
}
