using Taojin.Cluster.Trials;
using Taojin.Mining.Learning.Search;
using Taojin.Workflows.Tuning;

namespace Taojin.Cluster.Tests;

/// <summary>Nodes judge the trials of a search: the journal holds the same trials with the same values as that of one process, and the same one wins.</summary>
public sealed class NodeTrialsTests(ShopOnNodes shop)
{
    [Fact]
    public async Task The_same_trial_wins_on_nodes_of_which_one_is_killed_as_in_one_process()
    {
        using var turn = await shop.TakeAsync();
        using var places = new NodeTrials(turn.Cluster.Grains, turn.Cluster.Nodes);

        var alone = Tuned("独自", new("recommend", "item-knn") { Search = Search });
        var judged = 0;
        var away = Tuned("集群", new("recommend", "item-knn")
        {
            Search = Search,
            Places = places,
            Progress = _ =>
            {
                if (++judged == 2)
                    turn.KillOne();
            },
        });

        away.Trials.OrderBy(line => line.Trial).Select(line => (line.Trial, line.Value, line.Fault)).ShouldBe(alone.Trials.OrderBy(line => line.Trial).Select(line => (line.Trial, line.Value, line.Fault)));
        (away.Best.Trial, away.Best.Options.ToJsonString()).ShouldBe((alone.Best.Trial, alone.Best.Options.ToJsonString()));
        away.Trials.Count.ShouldBe(6);
        File.ReadAllLines(away.Log).Length.ShouldBe(7); // the heading and each trial
    }

    private static SearchOptions Search => new() { Trials = 6, Halving = 1, Method = SearchMethod.Tpe, AtRandom = 2 };

    private TuneResult Tuned(string name, TuneRequest request)
    {
        using var mine = shop.Open(name);
        return new Tune(mine).Run(null, new() { Seed = 7, Threads = 1 }, request, TestContext.Current.CancellationToken);
    }
}
