using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Taojin.Data;
using Taojin.Storage;

namespace Taojin.Server.Operations;

/// <summary>Takes what stands in the journal over into the log each minute, so that a shop whose log nobody reads starts as quickly after a crash as one whose log is read.</summary>
internal sealed partial class JournalUpkeep(EventLog events, ILogger<JournalUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                TryDrain();
        }
        catch (OperationCanceledException)
        {
            return; // the server ends
        }
    }

    private void TryDrain()
    {
        try
        {
            events.Drain();
        }
        catch (TaojinException fault)
        {
            Waiting(log, fault.Code);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal waits: {Code}. Nothing is lost; it is tried again.")]
    private static partial void Waiting(ILogger log, string code);
}
