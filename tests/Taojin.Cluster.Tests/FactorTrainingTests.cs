using Taojin.Cluster.Training;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
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

        var together = await new FactorTraining(cluster.Grains, cluster.Nodes).FitAsync(Options, data, new() { Cancellation = cancellation });
        var killed = await new FactorTraining(cluster.Grains, cluster.Nodes).FitAsync(Options, data, new() { Progress = new AtEpoch(2, cluster[0].Kill), Cancellation = cancellation });

        IsSame(together, alone).ShouldBeTrue();
        IsSame(killed, alone).ShouldBeTrue();
        await cluster.SeesAsync(1); // the others learn of it in a few seconds
    }

    private static bool IsSame(FactorModel one, FactorModel other) =>
        one.UserFactors.Values.AsSpan().SequenceEqual(other.UserFactors.Values) && one.ItemFactors.Values.AsSpan().SequenceEqual(other.ItemFactors.Values);

    private sealed class AtEpoch(int epoch, Action act) : IProgress<FitProgress>
    {
        public void Report(FitProgress value)
        {
            if (value.Step == epoch)
                act();
        }
    }
}
