using Microsoft.Extensions.Logging.Abstractions;
using Taojin.Data;
using Taojin.Server.Operations;
using Taojin.Tests.Shops;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Tests.Operations;

/// <summary>A server that runs for weeks writes the state of its features down, so that its next start is quick.</summary>
public sealed class SnapshotUpkeepTests(TrainedShop shop)
{
    [Fact]
    public async Task One_is_written_when_enough_came_and_another_at_the_end_and_the_older_goes()
    {
        var live = shop.Live();
        var clock = new RungClock();
        using var upkeep = new SnapshotUpkeep(live, clock, NullLogger<SnapshotUpkeep>.Instance) { PartOfLog = int.MaxValue, Snapshot = new(shop.Mine) { Every = 2, Margin = TimeSpan.Zero } };
        upkeep.Look(isEnd: false);
        await upkeep.StartAsync(TestContext.Current.CancellationToken);

        Observe(live, "s1");
        upkeep.Look(isEnd: false); // one event is not enough
        Written().ShouldBeEmpty();
        Observe(live, "s2");
        await clock.RingAsync();
        for (var wait = 0; wait < 1000 && Written().Length == 0; wait++)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        var first = Written().ShouldHaveSingleItem();

        Observe(live, "s3");
        Observe(live, "s4");
        await upkeep.StopAsync(TestContext.Current.CancellationToken);
        Written().ShouldHaveSingleItem().ShouldNotBe(first);
    }

    private void Observe(LiveShop live, string user) => live.Observe([shop.Event(user, shop.Prepared.Log.Items.Ids.IdAt(0), EventKind.View)]).Accepted.ShouldBe(1);

    private string[] Written() => Directory.Exists(Path.Combine(shop.Folder, "snapshots")) ? Directory.GetFiles(Path.Combine(shop.Folder, "snapshots"), "card.json", SearchOption.AllDirectories) : [];

    /// <summary>A clock whose timer rings when the test says so.</summary>
    private sealed class RungClock : TimeProvider
    {
        private readonly TaskCompletionSource<Action> _made = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _made.TrySetResult(() => callback(state));
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public async Task RingAsync() => (await _made.Task.WaitAsync(TestContext.Current.CancellationToken))();
    }
}
