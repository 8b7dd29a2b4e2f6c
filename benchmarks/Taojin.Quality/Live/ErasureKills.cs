using Taojin.Quality.Frame;
using Taojin.Workflows;

namespace Taojin.Quality.Live;

/// <summary>Kills the erasure of persons: opened again, the workspace holds either all that a person did or nothing of it, and everything of the others.</summary>
internal sealed class ErasureKills : IFaultPart
{
    private const int Most = 100_000;

    public string Name => "erase";

    public void Run(BenchmarkRun run)
    {
        var (folder, kills, half, erased) = (DamagedModels.Trainable(run), new ActKills("erase"), 0, 0);
        var (users, total) = Counted(folder);
        foreach (var (user, events) in users.TakeWhile(_ => !kills.IsEnough))
        {
            kills.Kill("erase", "erase", folder, user);
            using var mine = Mine.Open(folder); // ends what was begun
            var (own, all) = (mine.Workspace.Resources.Events.Page(new() { UserId = user }, null, Most).Rows.Count, mine.Workspace.Log.Summary().Events);
            half += own is 0 || own == events ? 0 : 1;
            half += all == total - events + own ? 0 : 1;
            (total, erased) = (all, erased + (own == 0 ? 1 : 0));
        }
        kills.Note(run);
        run.Add(new("faults.erase-kills-finished", erased, "erasures", "higher"));
        run.Add(new("faults.half-erasures-seen", half, "erasures", "lower"));
        LiveSection.Write(run, "faults:erase", $"## Kills of an erasure\n\n`./bench faults --only erase`: a process is killed (SIGKILL) at random moments after it began to erase somebody, until {ActKills.Wanted} kills fell within an erasure; the next open ends what had begun; where it had not, the person is wholly there.",
            ("kills", "faults.erase-kills"), ("of them within the erasure", "faults.erase-kills-within"), ("erasures that had begun, all ended by the next open", "faults.erase-kills-finished"), ("persons or other people's events by half", "faults.half-erasures-seen"));
    }

    private static (IReadOnlyList<(string User, int Events)> Users, long Total) Counted(string folder)
    {
        using var mine = Mine.Open(folder);
        var log = mine.Workspace.Log.Read();
        return ([.. log.User.CountBy(user => user).OrderBy(each => each.Key).Select(each => (log.Users.IdAt(each.Key), each.Value))], log.Count);
    }
}
