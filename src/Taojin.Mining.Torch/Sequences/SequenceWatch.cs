using Taojin.Mining.Recommendation;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch.Sequences;

/// <summary>Looks at held-back last items after each epoch and keeps the best weights.</summary>
/// <param name="training">What is watched.</param>
/// <param name="cases">What is to be foretold.</param>
/// <param name="options">Shape of the network.</param>
internal sealed class SequenceWatch(SequenceTraining training, IReadOnlyList<HeldBack> cases, SequenceTransformerOptions options)
{
    private const int Together = 256;
    private (float[] Weights, float[] Items) _best;

    public int BestEpoch { get; private set; }

    public double Best { get; private set; } = double.NegativeInfinity;

    /// <summary>Takes NDCG@10 over all items.</summary>
    public double Look(int epoch)
    {
        using var network = new SequenceNetwork(options, training.Weights);
        network.Copy();
        var total = 0.0;
        foreach (var part in cases.Chunk(Together))
            total += Gain(network, part);
        var found = total / Math.Max(1, cases.Count);
        if (found > Best)
            (Best, BestEpoch, _best) = (found, epoch, ([.. training.Weights.Values], [.. training.Items.Rows.Values]));
        return found;
    }

    public void RestoreBest()
    {
        _best.Weights.CopyTo(training.Weights.Values);
        _best.Items.CopyTo(training.Items.Rows.Values);
    }

    private double Gain(SequenceNetwork network, HeldBack[] part)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var input = SequenceInput.Of([.. part.Select(each => each.Before)]);
        var states = network.States(training.Items.Gather(input.Items), input, null);
        var last = states.index_select(0, tensor(input.Last.Select((place, row) => (row * input.Length) + place).ToArray())); // (B, W)
        var rows = training.Items.Rows;
        var scores = last.mm(network.Vectors(tensor(rows.Values, [rows.RowCount, rows.ColumnCount])).t()); // (B, items)
        var all = SequenceNetwork.Floats(scores);
        var gain = 0.0;
        for (var row = 0; row < part.Length; row++)
            gain += Gain(all.Slice(row * rows.RowCount, rows.RowCount), part[row]);
        return gain;
    }

    private static double Gain(Span<float> scores, HeldBack held)
    {
        foreach (var item in held.Hidden)
            scores[item] = float.NegativeInfinity;
        var (place, bar) = (1, scores[held.Item]);
        foreach (var score in scores)
            place += score > bar ? 1 : 0;
        return place <= 10 ? 1 / Math.Log2(place + 1) : 0;
    }
}
