using Taojin.Quality.Frame;
using Taojin.Storage;
using Taojin.Storage.Database;
using Taojin.Storage.Tests;

namespace Taojin.Quality.Live;

/// <summary>Kills the migration of a workspace that an older program left: it has a whole schema, the old or a newer one, and opens with all its events.</summary>
internal sealed class MigrationKills : IFaultPart
{
    public string Name => "migrate";

    public void Run(BenchmarkRun run)
    {
        var (kills, half, folder) = (new ActKills("migrate"), 0, Path.Combine(run.Scratch, "migrate"));
        while (!kills.IsEnough)
        {
            var schema = 1 + (kills.Count % (Migrations.Newest - 1));
            OldWorkspace.Make(folder, schema, TimeProvider.System);
            kills.Kill($"from {schema}", "migrate", folder);
            using (var shop = Workspace.Open(folder, TimeProvider.System))
                half += shop.Log.Summary().Events == OldWorkspace.Events && shop.Log.Read().Count == OldWorkspace.Events ? 0 : 1;
            Directory.Delete(folder, recursive: true);
        }
        kills.Note(run);
        run.Add(new("faults.half-migrations-seen", half, "workspaces", "lower"));
        LiveSection.Write(run, "faults:migrate", $"## Kills of a migration\n\n`./bench faults --only migrate`: a workspace of {OldWorkspace.Events:#,0} events with each of the {Migrations.Newest - 1} older schemas in turn is brought to this program's, and the process is killed (SIGKILL) at random moments until {ActKills.Wanted} kills fell within a migration.",
            ("kills", "faults.migrate-kills"), ("of them within the migration", "faults.migrate-kills-within"), ("workspaces that do not open with all their events", "faults.half-migrations-seen"));
    }
}
