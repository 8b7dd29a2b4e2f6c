using Taojin.Numerics;
using Taojin.Quality.Frame;
using Taojin.Storage;
using Taojin.Storage.Database;
using Taojin.Storage.Tests;

namespace Taojin.Quality.Live;

/// <summary>Kills the first opening of a workspace that an older program left: it has a whole schema, the old or a newer one, and opens with all its events.</summary>
internal sealed class MigrationKills : IFaultPart
{
    private const int Kills = 50;

    public string Name => "migrate";

    public void Run(BenchmarkRun run)
    {
        var (chance, half, within) = (SplitMix64.Stream(9, "migrate"), 0, 0);
        for (var round = 0; round < Kills; round++)
        {
            var folder = Path.Combine(run.Scratch, $"migrate-{round}");
            OldWorkspace.Make(folder, 1 + (round % (Migrations.Newest - 1)), TimeProvider.System);
            within += CrashChild.Kill(500, ref chance, "open", folder) ? 1 : 0;
            using var shop = Workspace.Open(folder, TimeProvider.System);
            half += shop.Log.Summary().Events == OldWorkspace.Events && shop.Log.Read().Count == OldWorkspace.Events ? 0 : 1;
        }
        run.Add(new("faults.migrate-kills", Kills, "kills", "higher"));
        run.Add(new("faults.migrate-kills-within", within, "kills", "higher"));
        run.Add(new("faults.half-migrations-seen", half, "workspaces", "lower"));
        LiveSection.Write(run, "faults:migrate", $"## Kills of a migration\n\n`./bench faults --only migrate`: a workspace of {OldWorkspace.Events:#,0} events with each of the {Migrations.Newest - 1} older schemas in turn is opened, and the process is killed (SIGKILL) at a random moment.",
            ("kills", "faults.migrate-kills"), ("of them before the opening was done", "faults.migrate-kills-within"), ("workspaces that do not open with all their events", "faults.half-migrations-seen"));
    }
}
