using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Operations;

/// <summary>Writes the state of the features down anew when a million events came since and they are a quarter of the log, at a look each ten minutes and at the end, so that the start after weeks is as quick as that after a day.</summary>
internal sealed partial class SnapshotUpkeep(LiveShop shop, TimeProvider clock, ILogger<SnapshotUpkeep> log) : BackgroundService
{
    private const long MostReplayed = 10_000_000;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private long? _written;

    /// <summary>Writes it.</summary>
    public FeatureSnapshot Snapshot { get; init; } = new(shop.Mine);

    /// <summary>One is worth it when so great a part of the log came since: a quarter.</summary>
    public int PartOfLog { get; init; } = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        TryLook(isEnd: false);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                TryLook(isEnd: false);
        }
        catch (OperationCanceledException)
        {
            TryLook(isEnd: true); // the server ends, and waits for it as long as it may
        }
    }

    /// <summary>Writes one if that is worth it by now. At the end also where the last one is of no use any more: a price changed, or an event came very late.</summary>
    public void Look(bool isEnd)
    {
        if (!shop.HasPurchaseModel)
            return; // nobody waits for features
        var events = shop.Mine.Workspace.Log.Summary().Events;
        _written ??= events; // the start has just made up for what is missing
        if (events - (isEnd ? 0 : _written) < (isEnd ? Snapshot.Every : Worth(events)))
            return;
        Snapshot.Renew(isEnd ? Environment.ProcessorCount : 1);
        _written = events;
    }

    /// <summary>How many events since the last one are worth another, which takes the memory of log and features for a while; no more than are replayed in seconds.</summary>
    private long Worth(long events) => Math.Clamp(events / PartOfLog, Snapshot.Every, MostReplayed);

    private void TryLook(bool isEnd)
    {
        try
        {
            Look(isEnd);
        }
        catch (Exception fault) when (fault is not OperationCanceledException) // else the server would end with it
        {
            Waiting(log, fault.GetType().Name, fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The state of the features could not be written down: {Kind}: {Why} The next start takes longer; it is tried again.")]
    private static partial void Waiting(ILogger log, string kind, string why);
}
