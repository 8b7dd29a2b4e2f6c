using Microsoft.Extensions.Hosting;

namespace Taojin.Server.Dashboard.Reading;

/// <summary>
/// Looks after what pages mine behind them, so that nobody waits for it: soon after somebody opened a page, or data or models have changed,
/// and then every ten minutes as long as somebody looked within a day.
/// </summary>
/// <remarks>Each is mined anew at most once in a hundred times what it takes: all ten together cost a machine a tenth of its time at most.</remarks>
internal sealed class MiningRounds(Shelf shelf, TimeProvider clock) : BackgroundService
{
    private const int TimesItsCost = 100;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(15), Every = TimeSpan.FromMinutes(10), Watched = TimeSpan.FromDays(1);
    private readonly SemaphoreSlim _called = new(0);
    private long? _seen;

    /// <summary>Somebody looks.</summary>
    public void Call()
    {
        _seen = clock.GetTimestamp();
        if (_called.CurrentCount == 0)
            _called.Release();
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        base.Dispose();
        _called.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        shelf.FollowRenewals(Call);
        while (!stoppingToken.IsCancellationRequested)
        {
            await _called.WaitAsync(Every, stoppingToken);
            if (_seen is not { } seen || clock.GetElapsedTime(seen) > Watched)
                continue;
            await Before.PassAsync(stoppingToken); // whoever opened a page has the machine first
            foreach (var mining in Minings.All.TakeWhile(_ => !stoppingToken.IsCancellationRequested))
                await mining.RenewAsync(shelf.Mined, TimesItsCost).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(stoppingToken); // its fault is told to whoever looks
        }
    }
}
