using Microsoft.Extensions.Logging;
using Taojin.Storage;

namespace Taojin.Server.Operations;

/// <summary>Takes what stands in the journal over into the log each minute, so that a shop whose log nobody reads starts as quickly after a crash as one whose log is read.</summary>
internal sealed class JournalUpkeep(EventLog events, ILogger<JournalUpkeep> log) : PeriodicWork(TimeSpan.FromMinutes(1), TimeProvider.System, log)
{
    protected override void Turn() => events.Drain();
}
