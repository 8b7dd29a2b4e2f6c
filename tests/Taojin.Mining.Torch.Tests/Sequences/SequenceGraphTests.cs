using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Torch.Sequences;
using Taojin.Numerics;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch.Tests.Sequences;

/// <summary>What is served is what was trained: the graph that is written says what the network says.</summary>
[Collection("libtorch")]
public sealed class SequenceGraphTests
{
    private const int Items = 40, Kinds = 6;

    [Theory]
    [InlineData(1, 1, 1, SequenceOrder.Distance, false)]
    [InlineData(1, 2, 1, SequenceOrder.Age, false)]
    [InlineData(2, 2, 2, SequenceOrder.Age, true)]
    [InlineData(3, 4, 1, SequenceOrder.Distance, true)]
    [InlineData(1, 2, 1, SequenceOrder.Distance, true, 12)]
    public void The_graph_says_what_the_network_says_within_a_hundred_thousandth(int blocks, int heads, int feedForward, SequenceOrder order, bool readsAll, double cosineScale = 0)
    {
        var options = new SequenceTransformerOptions { Width = 16, Length = 20, Blocks = blocks, Heads = heads, FeedForward = feedForward, Order = order, ReadsTimeGaps = readsAll, CosineScale = cosineScale };
        using var training = new SequenceTraining(options, (Items, readsAll ? Kinds : 1), new float[Items], new FitContext { Seed = (ulong)blocks });
        Disturb(training.Weights.Values);
        foreach (var sizes in new int[][] { [1], [20], [3, 3, 3], [7, 1, 20, 4] })
        {
            SessionEvent[][] sequences = [.. sizes.Select((size, row) => Sequence(size, row))];

            var served = new SequenceRun(SequenceGraph.Of(options, training), Items).Scores(sequences);

            var said = Said(options, training, sequences);
            served.Length.ShouldBe(said.Length);
            for (var cell = 0; cell < said.Length; cell++)
                served[cell].ShouldBe(said[cell], 1e-5f);
            said.Distinct().Count().ShouldBeGreaterThan(Items / 2);
            if (cosineScale > 0)
                said.Max(Math.Abs).ShouldBeInRange(0.1f, (float)cosineScale);
        }
    }

    [Fact]
    public void A_sequence_scores_alike_alone_and_beside_longer_ones()
    {
        var options = new SequenceTransformerOptions { Width = 16, Length = 20, ReadsTimeGaps = true };
        using var training = new SequenceTraining(options, (Items, Kinds), new float[Items], new FitContext());
        var run = new SequenceRun(SequenceGraph.Of(options, training), Items);

        var alone = run.Scores([Sequence(3, 1)]);

        var beside = run.Scores([Sequence(19, 5), Sequence(3, 1)]);
        for (var item = 0; item < Items; item++)
            beside[Items + item].ShouldBe(alone[item], 1e-5f);
    }

    [Theory]
    [InlineData(NetworkPrecision.Bfloat16, 0.01, 0.6)]
    [InlineData(NetworkPrecision.Int8, 0.02, 0.45)]
    public void Fewer_bits_are_smaller_and_near(NetworkPrecision precision, double within, double size)
    {
        var options = new SequenceTransformerOptions { Width = 64, Length = 20, Precision = precision };
        using var training = new SequenceTraining(options, (2000, 1), new float[2000], new FitContext());
        var (whole, small) = (SequenceGraph.Of(options with { Precision = NetworkPrecision.Float32 }, training), SequenceGraph.Of(options, training));
        SessionEvent[][] sequences = [Sequence(7, 2), Sequence(1, 3), Sequence(20, 4)];

        var (said, told) = (new SequenceRun(whole, 2000).Scores(sequences), new SequenceRun(small, 2000).Scores(sequences));

        var deviation = Math.Sqrt(said.Average(score => score * score));
        Math.Sqrt(said.Zip(told, (one, other) => (one - other) * (one - other)).Average()).ShouldBeLessThan(within * deviation);
        told.ShouldNotBe(said);
        small.Length.ShouldBeLessThan((int)(size * whole.Length));
        new SequenceRun(small, 2000).Scores([sequences[1]]).ShouldBe(told[2000..4000], precision == NetworkPrecision.Int8 ? 1e-4 * deviation : 1e-5);
    }

    private static float[] Said(SequenceTransformerOptions options, SequenceTraining training, SessionEvent[][] sequences)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var network = new SequenceNetwork(options, training.Weights);
        network.Copy();
        var input = SequenceInput.Of(sequences);
        var states = network.States(training.Items.Gather(input.Items), input, null);
        var last = states.index_select(0, tensor(input.Last.Select((place, row) => (row * input.Length) + place).ToArray()));
        return last.mm(network.Vectors(training.Items.Gather([.. Enumerable.Range(0, Items).Select(item => (long)item)])).t()).data<float>().ToArray();
    }

    private static void Disturb(Span<float> values)
    {
        var chance = SplitMix64.Stream(20180511, "sequence-graph-tests");
        foreach (ref var value in values)
            value += (float)(0.2 * chance.NextNormal());
    }

    private static SessionEvent[] Sequence(int size, int row)
    {
        var chance = SplitMix64.Stream(20180511, "sequence-graph-tests/events", row);
        var seconds = 1_700_000_000L;
        return [.. Enumerable.Range(0, size).Select(_ => new SessionEvent(chance.NextInt32(Items), (EventKind)chance.NextInt32(Kinds), Instant.OfSeconds(seconds += chance.NextInt32(100_000))))];
    }
}
