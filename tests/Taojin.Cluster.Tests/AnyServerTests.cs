using Taojin.Cluster.Live;
using Taojin.Data;
using Taojin.Storage;
using Taojin.Storage.Postgres;
using Taojin.Testing.Servers;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Cluster.Tests;

/// <summary>A server asks the partition that owns a user, and answers without it when it is away.</summary>
public sealed class AnyServerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-").FullName;

    [Fact]
    public async Task A_list_knows_an_event_that_another_node_took_a_moment_ago_and_a_partition_that_is_away_is_not_waited_for()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        using var postgres = PostgresServer.Start();
        var store = postgres.NewDatabase();
        using var mine = Mine.Init(Path.Combine(_folder, "店"), new() { Threads = 1, MemoryLimitGb = 1, Store = store }, clock: new DeafClock());
        var time = mine.Now - TimeSpan.FromDays(1);
        mine.Workspace.Log.Append([.. from item in Enumerable.Range(1, 5) from user in Enumerable.Range(0, item) select new NewEvent { EventId = $"{item}-{user}", UserId = $"客{user}", ItemId = $"品{item}", Kind = EventKind.Purchase, Time = time }]);
        var live = LiveShop.Open(mine, new Prepare(mine).Run().Log, threads: 1);
        await using var cluster = await TestCluster.StartAsync(1, store);
        live.Ask(new UserOwners(cluster.Grains, TimeProvider.System) { Patience = TimeSpan.FromSeconds(20) }); // a busy machine must not be taken for an absent one

        Items(live).ShouldBe(["品4", "品3", "品2"]);
        await cluster.Shop.AppendAsync([new() { EventId = "刚才", UserId = "客4", ItemId = "品4", Kind = EventKind.Purchase, Time = mine.Now }], TimeSpan.FromSeconds(60));
        Items(live).ShouldBe(["品3", "品2", "品1"]);
        live.Owners.ShouldBe(new(2, 0));

        cluster[0].CutOff();
        live.Ask(new UserOwners(cluster.Grains, TimeProvider.System) { Pause = TimeSpan.FromMinutes(10) });
        var began = TimeProvider.System.GetTimestamp();
        for (var answer = 0; answer < 20; answer++)
            Items(live).ShouldBe(["品4", "品3", "品2"]); // its own copy, which is deaf in this test
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(10));
        live.Owners.ShouldBe(new(22, 20));
        cluster[0].Return();
    }

    [Fact]
    public void Of_a_user_whose_events_are_no_longer_all_kept_nothing_is_told()
    {
        var state = new PartitionState(new());
        PartEvent[] events = [.. Enumerable.Range(0, RecentEvents.Most + 6).Select(number => new PartEvent("常客", $"品{number % 3}", EventKind.View, new(number)) { Tx = 100 + number })];
        state.Observe(events, new Dictionary<string, string>());
        state = PartitionState.Restore(state.ToArray(), new())!;

        state.Since("常客", LogCursor.Parse("105:105:")).ShouldBeNull(); // transactions 100 to 105 are forgotten
        state.Since("常客", LogCursor.Parse("106:106:"))!.Count().ShouldBe(RecentEvents.Most);
        state.Since("常客", LogCursor.Parse("167:169:168"))!.Select(each => each.Time.Microseconds).ShouldBe([68, 69]);
        state.Since("生客", LogCursor.Parse("1:1:")).ShouldBe([]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] Items(LiveShop live) => [.. live.Recommend(new("客4", 3, LogShown: false)).Items.Select(each => each.ItemId)];

    /// <summary>The system's clock, on which nothing rings: the server's copy of the log hears nothing of other servers.</summary>
    private sealed class DeafClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
