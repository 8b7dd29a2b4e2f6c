using Taojin.Cluster.Trials;
using Taojin.Mining.Learning.Search;
using Taojin.Testing;
using Taojin.Testing.Servers;
using Taojin.Workflows;
using Taojin.Workflows.Tuning;

namespace Taojin.Cluster.Tests;

/// <summary>Nodes judge the trials of a search: the journal holds the same trials with the same values as that of one process, and the same one wins.</summary>
public sealed class NodeTrialsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-").FullName;

    [Fact]
    public async Task The_same_trial_wins_on_nodes_of_which_one_is_killed_as_in_one_process()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        using var postgres = PostgresServer.Start();
        var store = postgres.NewDatabase();
        await using var cluster = await TestCluster.StartAsync(2, store);
        using var places = new NodeTrials(cluster.Grains, cluster.Nodes);

        var alone = Tuned("独自", store, new("recommend", "item-knn") { Search = Search });
        var judged = 0;
        var away = Tuned("集群", store, new("recommend", "item-knn")
        {
            Search = Search,
            Places = places,
            Progress = _ =>
            {
                if (++judged == 2)
                    cluster[0].Kill();
            },
        });

        away.Trials.OrderBy(line => line.Trial).Select(line => (line.Trial, line.Value, line.Fault)).ShouldBe(alone.Trials.OrderBy(line => line.Trial).Select(line => (line.Trial, line.Value, line.Fault)));
        (away.Best.Trial, away.Best.Options.ToJsonString()).ShouldBe((alone.Best.Trial, alone.Best.Options.ToJsonString()));
        away.Trials.Count.ShouldBe(6);
        File.ReadAllLines(away.Log).Length.ShouldBe(7); // the heading and each trial
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static SearchOptions Search => new() { Trials = 6, Halving = 1, Method = SearchMethod.Tpe, AtRandom = 2 };

    /// <summary>Each in a workspace of its own on one store; the first brings the log.</summary>
    private TuneResult Tuned(string name, string store, TuneRequest request)
    {
        using var mine = Mine.Init(Path.Combine(_folder, name), new() { Threads = 1, MemoryLimitGb = 1, Store = store });
        if (name == "独自")
        {
            var path = Path.Combine(_folder, "日志.csv");
            using (var events = File.CreateText(path))
                GeneratedShop.Of(new() { Users = 300, Items = 60, Days = 14 }).WriteEvents(events);
            mine.Workspace.Log.Import(new("csv", path), null, CancellationToken.None);
        }
        return new Tune(mine).Run(null, new() { Seed = 7, Threads = 1 }, request, TestContext.Current.CancellationToken);
    }
}
