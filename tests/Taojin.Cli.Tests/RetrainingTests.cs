using System.Diagnostics;

namespace Taojin.Cli.Tests;

/// <summary>Trainings beside a running server, as its owner starts them: progress, log, publishing, cancel, failure, and a server that is killed while one runs.</summary>
public sealed class RetrainingTests : FolderOfItsOwn
{
    private const string Long = """{"task":"recommend","algorithms":["bpr"],"set":["bpr.epochs=1000"]}""";

    private string Shop => PathOf("店铺");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_trains_in_a_process_of_its_own_and_what_keeps_up_is_tried_out()
    {
        await Make();
        using (var server = await Served.Start(Shop))
        {
            var done = await server.Ended(await server.Begin("""{"task":"recommend","algorithms":["item-knn","popular"],"publish":true,"threads":1}"""));
            (done.GetProperty("state").GetString(), done.GetProperty("why").GetString()).ShouldBe(("done", "request"), done.ToString());
            done.GetProperty("outcome").GetString()!.ShouldContain("recommend@live → recommend/");
            done.GetProperty("log").EnumerateArray().Select(line => line.GetString()).ShouldContain(line => line!.StartsWith("train ", StringComparison.Ordinal) || line.Contains("publish", StringComparison.Ordinal));
            Directory.EnumerateDirectories(Path.Combine(Shop, "tasks")).ShouldBeEmpty();

            var again = await server.Ended(await server.Begin("""{"task":"recommend","algorithms":["item-knn","popular"],"publish":true,"canary":0.2}"""));
            again.GetProperty("outcome").GetString()!.ShouldContain("Not worse than recommend/");
            var alias = (await server.Get("/api/v1/aliases")).GetProperty("aliases").EnumerateArray().Single(each => each.GetProperty("alias").GetString() == "recommend@live");
            alias.GetProperty("canary_share").GetDouble().ShouldBe(0.2);
            (await server.Ended(await server.Begin("""{"task":"recommend","algorithms":["item-knn","popular"],"publish":true}"""))).GetProperty("outcome").GetString()!.ShouldContain("is tried out now");

            var fails = await server.Ended(await server.Begin("""{"task":"recommend","algorithms":["no-such"]}"""));
            (fails.GetProperty("state").GetString(), fails.GetProperty("outcome").GetString()!.Contains("no-such", StringComparison.Ordinal)).ShouldBe(("failed", true), fails.ToString());
            var greedy = await server.Ended(await server.Begin("""{"task":"recommend","algorithms":["bpr"],"set":["bpr.epochs=1000"],"memory_gb":0.01}"""));
            (greedy.GetProperty("state").GetString(), greedy.GetProperty("outcome").GetString()!.Contains("0 GB", StringComparison.Ordinal)).ShouldBe(("failed", true), greedy.ToString());
        }
    }

    [Fact]
    public async Task One_that_is_cancelled_or_whose_server_is_killed_leaves_nothing_behind()
    {
        await Make();
        using (var server = await Served.Start(Shop))
        {
            var cancelled = await server.Begin(Long);
            await server.Running(cancelled);
            (await server.Client.DeleteAsync($"/api/v1/tasks/{cancelled}", Stop)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
            (await server.Ended(cancelled)).GetProperty("state").GetString().ShouldBe("cancelled");
            Directory.EnumerateDirectories(Path.Combine(Shop, "tasks")).ShouldBeEmpty();

            var cut = await server.Begin(Long);
            await server.Running(cut);
            var children = Children();
            children.ShouldNotBeEmpty();
            server.Kill();
            for (var look = 0; look < 100 && children.Any(IsAlive); look++)
                await Task.Delay(100, Stop);
            children.ShouldAllBe(child => !IsAlive(child)); // the training ends with its server
        }
        using (var server = await Served.Start(Shop))
        {
            var tasks = (await server.Get("/api/v1/tasks")).EnumerateArray().ToArray();
            tasks.Select(task => task.GetProperty("state").GetString()).ShouldBe(["failed", "cancelled"]);
            tasks[0].GetProperty("outcome").GetString()!.ShouldContain("server ended");
            Directory.EnumerateDirectories(Path.Combine(Shop, "tasks")).ShouldBeEmpty();
            (await server.Get("/api/v1/models")).GetProperty("models").GetArrayLength().ShouldBe(0);
        }
    }

    private async Task Make()
    {
        await File.WriteAllLinesAsync(PathOf("log.csv"), ["user_id,item_id,kind,time", .. Enumerable.Range(0, 9000).Select(row =>
        {
            var (user, turn) = (row % 300, row / 300); // users of one of six groups look at the sixty items of their group, always at new ones
            return $"买家{user},茶{(user % 6 * 60) + (((turn * 7) + (user * 3)) % 60)},{(row % 9 == 0 ? "purchase" : "view")},{1_780_000_000 + (row * 180)}";
        })], Stop);
        (await BuiltProgram.Taojin.Run("init", "-w", Shop)).ShouldBeDone();
        (await BuiltProgram.Taojin.Run("import", $"csv:{PathOf("log.csv")}", "-w", Shop)).ShouldBeDone();
    }

    /// <summary>Processes that train for this shop.</summary>
    private int[] Children() => [.. Process.GetProcesses().Select(process => process.Id).Where(id => CommandLineOf(id).Contains(Path.Combine(Shop, "tasks"), StringComparison.Ordinal))];

    private bool IsAlive(int id) => CommandLineOf(id).Contains(Shop, StringComparison.Ordinal);

    private static string CommandLineOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
