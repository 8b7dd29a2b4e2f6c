using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Taojin.Storage.Feeds;

namespace Taojin.Server.Operations;

/// <summary>Looks into the watched folder every two seconds while the server runs.</summary>
internal sealed partial class FolderFeed(WatchedFolder folder, WaitingFeeds feeds, ILogger<FolderFeed> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private const string Name = "folder";
    private readonly HashSet<(string Name, string Code)> _waiting = [];

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
            var swept = folder.Sweep();
            foreach (var file in swept.Where(file => file is { Waits: false, Code: not null }))
                SetAside(log, file.Code!); // the name of a file may name a person
            foreach (var file in swept.Where(file => file.Waits && _waiting.Add((file.Name, file.Code!))))
                Waiting(log, file.Code!);
            feeds.Note(Name, swept.FirstOrDefault(file => file.Waits)?.Code);
            _waiting.IntersectWith(swept.Where(file => file.Waits).Select(file => (file.Name, file.Code!)));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            feeds.Note(Name, fault.GetType().Name);
            Waiting(log, fault.GetType().Name); // a feed must not end the server
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file of the watched folder was set aside: {Code}. Its reason stands beside it in aside/.")]
    private static partial void SetAside(ILogger log, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "A file of the watched folder, or the folder, waits: {Code}. Nothing is lost; it is tried again.")]
    private static partial void Waiting(ILogger log, string code);
}
