using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Taojin.Data;
using Taojin.Storage.Feeds;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Operations;

/// <summary>Looks for new rows of a pulled table while the server runs: events, items and users count from the next list on.</summary>
internal sealed partial class TableFeed(LiveShop shop, PullSettings settings, WaitingFeeds feeds, ILogger<TableFeed> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pull = new TablePull(shop.Mine.Workspace, settings) { PutItems = shop.Put, PutUsers = shop.Put };
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(settings.EverySeconds), TimeProvider.System);
        var saidLast = "";
        try
        {
            do
            {
                var code = await Task.Run(() => Turn(pull, stoppingToken), stoppingToken);
                if (code.Length > 0 && code != saidLast)
                    Waiting(log, settings.Name, code);
                saidLast = code;
                feeds.Note("pulls." + settings.Name, code);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            return; // the server ends; what was not read yet is read by the next one
        }
    }

    /// <returns>Why the turn ended before its end; empty when it did not.</returns>
    private string Turn(TablePull pull, CancellationToken cancellation)
    {
        try
        {
            var turn = pull.Turn(cancellation);
            if (turn.Rejected > 0)
                SetAside(log, settings.Name, turn.Rejected);
            return "";
        }
        catch (TaojinException fault)
        {
            return fault.Code;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return fault.GetType().Name; // a feed must not end the server
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rows of the feed {Feed} were set aside: {Rows}. Why stands in feeds/{Feed}/rejects.csv.")]
    private static partial void SetAside(ILogger log, string feed, int rows);

    [LoggerMessage(Level = LogLevel.Error, Message = "The feed {Feed} waits: {Code}. It is tried again and goes on where it stood.")]
    private static partial void Waiting(ILogger log, string feed, string code);
}
