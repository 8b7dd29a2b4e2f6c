using Microsoft.Extensions.Logging;
using Taojin.Storage.Privacy;

namespace Taojin.Server.Operations;

/// <summary>Keeps to what settings and receipts promise while a server runs for months: each day, and each hour until it succeeds.</summary>
internal sealed class RetentionUpkeep(Retention retention, TimeProvider clock, ILogger<RetentionUpkeep> log) : PeriodicWork(TimeSpan.FromHours(1), clock, log)
{
    private static readonly TimeSpan Apart = TimeSpan.FromDays(1);

    protected override void Turn()
    {
        if (retention.Since is not { } since || since >= Apart)
            retention.Run();
    }
}
