using Microsoft.Extensions.Logging.Abstractions;
using Taojin.Server.Operations;
using Taojin.Tests.Shops;

namespace Taojin.Server.Tests.Operations;

/// <summary>What settings promise is kept while a server runs, and a turn that fails ends no server.</summary>
public sealed class RetentionUpkeepTests(TrainedShop shop)
{
    [Fact]
    public async Task A_turn_that_fails_is_tried_again_at_the_next()
    {
        using var work = new Failing();
        await work.StartAsync(TestContext.Current.CancellationToken);

        (await work.Third.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldBe(3);

        work.ExecuteTask!.IsCompleted.ShouldBeFalse();
        await work.StopAsync(TestContext.Current.CancellationToken);
        work.ExecuteTask.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_kept_too_long_ends_while_the_server_runs()
    {
        var retention = shop.Mine.Workspace.Retention;
        using var upkeep = new RetentionUpkeep(retention, new Hurried(), NullLogger<RetentionUpkeep>.Instance);
        await upkeep.StartAsync(TestContext.Current.CancellationToken);

        while (retention.Since is null)
            await Task.Delay(10, TestContext.Current.CancellationToken);

        await upkeep.StopAsync(TestContext.Current.CancellationToken);
        retention.Since.Value.ShouldBeLessThan(TimeSpan.FromDays(1));
    }

    private sealed class Failing() : PeriodicWork(TimeSpan.FromHours(1), new Hurried(), NullLogger.Instance)
    {
        private int _turns;

        public TaskCompletionSource<int> Third { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override void Turn()
        {
            if (++_turns == 3)
                Third.TrySetResult(_turns);
            throw new InvalidOperationException("失败");
        }
    }

    /// <summary>A clock for which an hour is a hundredth of a second.</summary>
    private sealed class Hurried : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(10));
    }
}
