using Taojin.Cluster.Training;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;
using Taojin.Testing;

namespace Taojin.Cluster.Tests;

/// <summary>A factorisation over processes is the factorisation of one process, whatever happens to the processes.</summary>
public sealed class FactorTrainingTests
{
    private static readonly ImplicitAlsOptions Options = new() { Factors = 16, Epochs = 6, Solver = AlsMethod.ConjugateGradient };

    [Fact]
    public async Task Two_nodes_learn_the_bits_of_one_process_and_a_killed_node_changes_none()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var data = Interactions.Of(GeneratedShop.Of(new() { Users = 20_000, Items = 9_000 }).Log, new BehaviourWeights());
        var alone = new ImplicitAls(Options).Fit(data, new() { Threads = 2 });
        await using var cluster = await TestCluster.StartAsync(2);

        var together = await new FactorTraining(cluster.Grains, cluster.Nodes, cluster.Blocks).FitAsync(Options, data, new() { Cancellation = cancellation });
        var killed = await new FactorTraining(cluster.Grains, cluster.Nodes, cluster.Blocks).FitAsync(Options, data, new() { Progress = new AtEpoch(2, cluster[0].Kill), Cancellation = cancellation });

        IsSame(together, alone).ShouldBeTrue();
        IsSame(killed, alone).ShouldBeTrue();
        await cluster.SeesAsync(1); // the others learn of it in a few seconds

        var file = Path.Combine(Directory.CreateTempSubdirectory("taojin-factors-").FullName, "epochs.factors");
        var epochs = new List<int>();
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => Kept(cluster, file).FitAsync(Options, data, new() { Progress = new AtEpoch(3, stop.Cancel), Cancellation = stop.Token }));
        var resumed = await Kept(cluster, file).FitAsync(Options, data, new() { Progress = new Steps(epochs), Cancellation = cancellation });

        epochs.ShouldBe([4, 5, 6]);
        IsSame(resumed, alone).ShouldBeTrue();
        File.Exists(file).ShouldBeFalse();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public async Task A_block_that_somebody_did_not_get_is_done_again_although_its_node_was_given_up_meanwhile()
    {
        var data = Interactions.Of(GeneratedShop.Of(new() { Users = 6000, Items = 300, Days = 4 }).Log, new BehaviourWeights());
        var options = Options with { Factors = 4, Epochs = 2 };
        using var nodes = new NodesInMemory(3);
        var (lost, told, given) = (nodes[nodes.Keys[0]], nodes[nodes.Keys[1]], new TaskCompletionSource());
        lost.Between = async (_, others, call) =>
        {
            await call([.. others.Where(other => other.Node == nodes.Leader)]);
            await given.Task;
            await Task.Delay(20, TestContext.Current.CancellationToken); // the leader hears first that this node is gone
            return [told.Key, nodes.Keys[2]];
        };
        told.Between = async (_, others, call) =>
        {
            var untold = await call([.. others.Where(other => other.Node != lost.Key)]);
            given.TrySetResult();
            return [.. untold, lost.Key];
        };

        var together = await new FactorTraining(nodes.Grains, nodes.List, nodes.Port).FitAsync(options, data, new() { Cancellation = TestContext.Current.CancellationToken });

        IsSame(together, new ImplicitAls(options).Fit(data, new() { Threads = 1 })).ShouldBeTrue();
    }

    [Fact]
    public async Task A_node_serves_one_fit_and_refuses_calls_of_any_other_while_its_leader_lives()
    {
        using var nodes = new NodesInMemory(1);
        var (node, rows) = (nodes[nodes.Keys[0]], new CsrMatrix(2, 2, [0, 1, 2], [0, 1], [1, 1]));
        FactorPlan PlanOf(string leader, int number) => FactorPlan.Of($"{leader}/{number}", new() { Factors = 2 }, 42, [rows, rows]);
        var first = PlanOf(nodes.Leader, 1);
        (await node.Open(first)).ShouldBePositive();
        await node.Set(first.Fit, new(BlockId.Items, 0), new byte[16]);

        (await node.Open(PlanOf(nodes.Keys[0], 1))).ShouldBe(0);
        await Should.ThrowAsync<InvalidOperationException>(() => node.Set(PlanOf(nodes.Keys[0], 1).Fit, new(BlockId.Items, 0), new byte[16]));
        (await node.Vectors(first.Fit, new(BlockId.Items, 0))).Length.ShouldBe(16);

        (await node.Open(PlanOf(nodes.Leader, 2))).ShouldBePositive(); // the same leader begins anew
        nodes.Remove(nodes.Leader);
        (await node.Open(PlanOf(nodes.Keys[0], 2))).ShouldBePositive();
        await Should.ThrowAsync<InvalidOperationException>(() => node.Vectors(first.Fit, new(BlockId.Items, 0)));
        var data = Interactions.Of(GeneratedShop.Of(new() { Users = 20, Items = 10 }).Log, new BehaviourWeights());
        (await Should.ThrowAsync<TaojinException>(() => new FactorTraining(nodes.Grains, nodes.List, nodes.Port).FitAsync(Options, data, new()))).Code.ShouldBe("cluster.busy");
    }

    [Fact]
    public void Blocks_weigh_alike_however_much_a_few_items_are_liked()
    {
        int[] starts = [0, .. Enumerable.Range(1, 20_000).Select(row => row <= 100 ? row * 1000 : 100_000 + row - 100)];
        var rows = new CsrMatrix(20_000, 1000, starts, [.. Enumerable.Range(0, starts[^1]).Select(entry => entry % 1000)], new float[starts[^1]]);

        var plan = FactorPlan.Of("一次训练", new() { Factors = 2 }, 42, [rows, rows]);
        var weights = plan.BlocksOf(BlockId.Items).Select(plan.RowsOf).Select(block => starts[block.Start + block.Count] - starts[block.Start] + block.Count).ToArray();

        weights.Length.ShouldBe(9);
        weights.Sum().ShouldBe(starts[^1] + 20_000);
        (weights.Max() - weights.Min()).ShouldBeLessThanOrEqualTo(1001 * 2);
    }

    private static FactorTraining Kept(TestCluster cluster, string file) => new(cluster.Grains, cluster.Nodes, cluster.Blocks, new(file, TimeProvider.System) { Every = TimeSpan.Zero });

    private static bool IsSame(FactorModel one, FactorModel other) =>
        one.UserFactors.Values.AsSpan().SequenceEqual(other.UserFactors.Values) && one.ItemFactors.Values.AsSpan().SequenceEqual(other.ItemFactors.Values);

    private sealed class Steps(List<int> steps) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => steps.Add(value.Step);
    }

    private sealed class AtEpoch(int epoch, Action act) : IProgress<FitProgress>
    {
        public void Report(FitProgress value)
        {
            if (value.Step == epoch)
                act();
        }
    }
}
