using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Taojin.Data;
using Taojin.Storage.Feeds;

namespace Taojin.Server.Operations;

/// <summary>Looks into the watched folder every two seconds while the server runs.</summary>
internal sealed partial class FolderFeed(WatchedFolder folder, ILogger<FolderFeed> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                TrySweep();
        }
        catch (OperationCanceledException)
        {
            return; // the server ends
        }
    }

    private void TrySweep()
    {
        try
        {
            foreach (var file in folder.Sweep())
                if (file.Code is { } code)
                    SetAside(log, code); // the name of a file may name a person
        }
        catch (TaojinException fault)
        {
            Waiting(log, fault.Code);
        }
        catch (IOException fault)
        {
            Waiting(log, fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file of the watched folder was set aside: {Code}. Its reason stands beside it in aside/.")]
    private static partial void SetAside(ILogger log, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "The watched folder waits: {Code}. Nothing is lost; it is tried again.")]
    private static partial void Waiting(ILogger log, string code);
}
