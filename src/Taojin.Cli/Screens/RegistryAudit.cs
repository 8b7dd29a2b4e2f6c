using Taojin.Data;
using Taojin.Storage.Access;
using Taojin.Workflows;

namespace Taojin.Cli.Screens;

/// <summary>Notes in the audit log what the command line changes of who answers.</summary>
internal static class RegistryAudit
{
    public static void Note(Mine mine, string act, string outcome) =>
        new AuditFile(mine.Workspace.Folder).Add(new() { Time = Instant.Of(TimeProvider.System.GetUtcNow()), Key = "cli", Act = act, Outcome = outcome });
}
