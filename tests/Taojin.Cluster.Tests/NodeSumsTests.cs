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
    public async Task Sums_of_nodes_make_the_models_of_one_process_and_nodes_killed_in_the_middle_of_a_fit_change_no_bit()
    {
        await using var cluster = await TestCluster.StartAsync(3);
        var sums = new NodeSums(cluster.Grains, cluster.Nodes, TimeProvider.System) { EntriesPerStripe = 20_000 }; // several stripes of 300 items
        Func<IPairSums?, MemoryArtifact>[] fits =
        [
            by => Bits(new Ease(new() { IsBinary = false }), by),
            by => Bits(new ItemKnn(new() { Weighting = PairWeighting.TfIdf, Neighbours = 20 }), by),
            by => Bits(new LinearTransitions(new()), by),
            by => Bits(new GraphFilter(new() { Vectors = 16, Steps = 3 }), by),
            by => Bits(new ItemKnn(new()), by),
        ];
        var alone = Array.ConvertAll(fits, fit => fit(null));

        for (var each = 0; each < fits.Length; each++)
            fits[each](sums).DifferenceTo(alone[each]).ShouldBeNull();
        for (var each = 0; each < fits.Length; each++)
            fits[each](each < 2 ? new WithRow(sums, cluster[each].Kill) : sums).DifferenceTo(alone[each]).ShouldBeNull();
        cluster[0].HasEnded.ShouldBeTrue();
        cluster[1].HasEnded.ShouldBeTrue();
    }

    [Fact]
    public void Users_stand_in_blocks_that_depend_on_their_number_alone()
    {
        PairSums.Starts(100).ShouldBe([0, 100]);
        PairSums.Starts(40_000).ShouldBe([0, 20_000, 40_000]);
        PairSums.Starts(10_000_000).Length.ShouldBe(9);
    }

    private static MemoryArtifact Bits<TModel>(IEstimator<Interactions, TModel> estimator, IPairSums? sums)
        where TModel : IPersistent<TModel>
    {
        var context = new FitContext { Threads = 2, Cancellation = TestContext.Current.CancellationToken };
        return MemoryArtifact.Of((sums is NodeSums nodes ? new SummedByNodes<TModel>(estimator, nodes).Fit(Data, context) : estimator.Fit(Data, context with { Sums = sums }))!);
    }

    /// <summary>Does something when the first row of sums is there and the rest is still to be made.</summary>
    private sealed class WithRow(NodeSums sums, Action act) : IPairSums
    {
        private int _rows;

        public void ForEachRow((CsrMatrix Left, CsrMatrix Right) factors, bool isLower, FitContext context, Action<SumRow> take) => sums.ForEachRow(factors, isLower, context, row =>
        {
            if (Interlocked.Increment(ref _rows) == 1)
                act();
            take(row);
        });

        public void Square(CsrMatrix rows, DenseRows vectors, FitContext context) => sums.Square(rows, vectors, context);
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
