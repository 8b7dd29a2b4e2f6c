using System.CommandLine;
using Taojin.Data;
using Taojin.Storage.Privacy;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Cli.Screens;

/// <summary>A shop opened to answer: the log replayed, the models read.</summary>
internal sealed class OpenShop : IDisposable
{
    private OpenShop(Mine mine, LiveShop live) => (Mine, Live) = (mine, live);

    public Mine Mine { get; }

    public LiveShop Live { get; }

    /// <param name="parsed">Names the workspace.</param>
    /// <param name="asOfLogEnd">Whether the clock starts at the log's last event: for logs of another year.</param>
    /// <param name="endsOld">Whether what is older than the settings keep it ends first.</param>
    public static OpenShop Of(ParseResult parsed, bool asOfLogEnd, bool endsOld = false)
    {
        var clock = new ShiftedClock(TimeProvider.System);
        var mine = ShopFolder.Open(parsed, clock);
        if (endsOld)
            EndOld(mine);
        var log = new Prepare(mine).Log(Purposes.Personalisation);
        if (asOfLogEnd && log.Count > 0)
            clock.StartAt(log.End.ToDateTimeOffset());
        return new(mine, LiveShop.Open(mine, log, Environment.ProcessorCount));
    }

    /// <summary>A disk that is full must not keep a shop from answering: the server tries again each hour, and says so.</summary>
    private static void EndOld(Mine mine)
    {
        try
        {
            mine.Workspace.Retention.Run();
        }
        catch (Exception fault) when (fault is TaojinException or IOException or UnauthorizedAccessException)
        {
            return; // nothing was acknowledged by it
        }
    }

    public void Dispose() => Mine.Dispose();
}
