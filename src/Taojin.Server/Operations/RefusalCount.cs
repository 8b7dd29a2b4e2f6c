using Microsoft.Extensions.Logging;
using Taojin.Data;
using Taojin.Server.Access;
using Taojin.Storage.Access;

namespace Taojin.Server.Operations;

/// <summary>Notes once a minute, and when the server ends, how many refusals got no line of their own in the audit log.</summary>
internal sealed class RefusalCount(Refusals refusals, AuditFile audit, TimeProvider clock, ILogger<RefusalCount> log) : PeriodicWork(TimeSpan.FromMinutes(1), clock, log)
{
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        TryTurn();
        return base.StopAsync(cancellationToken);
    }

    protected override void Turn()
    {
        if (refusals.TakeLeftOut() is > 0 and var left)
            audit.Add(new() { Time = Instant.Of(TimeProvider.System.GetUtcNow()), Key = "-", Act = "refusals without a line", Outcome = "refused", LeftOut = left });
    }
}
