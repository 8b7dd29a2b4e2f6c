using Taojin.Cluster.Sums;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;
using Taojin.Testing.Contracts;

namespace Taojin.Cluster.Tests;

/// <summary>Models that are made of sums over users have the bits of one process on one node, on several, and when one is killed.</summary>
public sealed class NodeSumsTests
{
    private static readonly Interactions Data = Shop(users: 40_000, items: 300, each: 4); // two blocks of users, and more of steps

    [Fact]
    public async Task Sums_of_nodes_make_the_models_of_one_process_and_a_killed_node_changes_no_bit()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var sums = new NodeSums(cluster.Grains, cluster.Nodes, TimeProvider.System);
        Func<NodeSums?, MemoryArtifact>[] fits =
        [
            by => Bits(new Ease(new() { IsBinary = false }), by),
            by => Bits(new LinearTransitions(new()), by),
            by => Bits(new GraphFilter(new() { Vectors = 16, Steps = 3 }), by),
            by => Bits(new ItemKnn(new() { Weighting = PairWeighting.TfIdf, Neighbours = 20 }), by),
            by => Bits(new ItemKnn(new()), by),
        ];
        var alone = Array.ConvertAll(fits, fit => fit(null));

        for (var each = 0; each < fits.Length; each++)
            fits[each](sums).DifferenceTo(alone[each]).ShouldBeNull();
        cluster[0].Kill();
        for (var each = 0; each < fits.Length; each++)
            fits[each](sums).DifferenceTo(alone[each]).ShouldBeNull();
    }

    [Fact]
    public void Users_stand_in_blocks_that_depend_on_their_number_alone()
    {
        PairSums.Starts(100).ShouldBe([0, 100]);
        PairSums.Starts(40_000).ShouldBe([0, 20_000, 40_000]);
        PairSums.Starts(10_000_000).Length.ShouldBe(9);
    }

    private static MemoryArtifact Bits<TModel>(IEstimator<Interactions, TModel> estimator, NodeSums? sums)
        where TModel : IPersistent<TModel>
    {
        return MemoryArtifact.Of((sums is null ? estimator : new SummedByNodes<TModel>(estimator, sums)).Fit(Data, new() { Threads = 2, Cancellation = TestContext.Current.CancellationToken })!);
    }

    /// <summary>Users with weights that are no whole numbers, so that the order of sums shows in the bits.</summary>
    private static Interactions Shop(int users, int items, int each)
    {
        var chance = SplitMix64.Stream(7, "sums");
        var (rows, columns, values) = (new int[users * each], new int[users * each], new float[users * each]);
        for (var entry = 0; entry < rows.Length; entry++)
            (rows[entry], columns[entry], values[entry]) = (entry / each, (int)(items * chance.NextDouble() * chance.NextDouble()), 0.1f + chance.NextSingle());
        var matrix = CsrMatrix.Of(users, items, rows, columns, values);
        return new()
        {
            Users = new(Enumerable.Range(0, users).Select(user => $"客{user}")), Items = new() { Ids = new(Enumerable.Range(0, items).Select(item => $"品{item}")) }, Matrix = matrix,
            LastTimes = [.. Enumerable.Range(0, matrix.EntryCount).Select(entry => new Instant(entry * 7919L % 1_000_003))], AsOf = new(2_000_000),
        };
    }
}
