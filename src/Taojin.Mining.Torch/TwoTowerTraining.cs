using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>Steps of Adam on batches of cases: each case must find its target among the targets of all.</summary>
internal sealed class TwoTowerTraining(TwoTowerNetwork network, TwoTowerCases cases, (CsrMatrix Words, DenseRows? Given) items, TwoTowerOptions options, FitContext context)
{
    private readonly HistoryRule _rule = new(IsBinary: true, options.Decay);

    public void Run()
    {
        using var adam = optim.AdamW(network.parameters(), options.LearningRate, weight_decay: options.L2);
        var watch = cases.HeldOut.Length == 0 ? null : new ValidationWatch(network, HeldOutLoss);
        EpochLoop.Run(network, new(TwoTower.Card.Name, options.Epochs, options.Patience), epoch => Epoch(adam, epoch), watch, context);
    }

    private double Epoch(optim.Optimizer adam, int epoch)
    {
        var (total, batches, chance) = (0.0, 0, context.Random("two-tower/own", epoch));
        foreach (var places in EpochLoop.Batches(cases.Learned.Length, options.BatchSize, context, ("two-tower/order", epoch)))
        {
            using var scope = NewDisposeScope();
            var loss = Loss(Array.ConvertAll(places, place => cases.Learned[place]), () => chance.NextDouble() >= options.OwnDropout);
            adam.zero_grad();
            loss.backward();
            adam.step();
            total += loss.detach().data<float>()[0];
            batches++;
        }
        return total / Math.Max(1, batches);
    }

    private float HeldOutLoss()
    {
        var total = 0f;
        foreach (var batch in cases.HeldOut.Chunk(options.BatchSize))
        {
            using var scope = NewDisposeScope();
            total += Loss(batch, () => options.OwnDropout < 1).detach().data<float>()[0] * batch.Length;
        }
        return total / cases.HeldOut.Length;
    }

    /// <summary>Softmax over the different targets of the batch, corrected by how probably each stands in a batch of this size.</summary>
    private Tensor Loss((int User, int Place)[] batch, Func<bool> hasOwn)
    {
        int[] targets = [.. batch.Select(cases.TargetOf).Distinct().Order()];
        var places = targets.Select((item, place) => (item, place)).ToDictionary(each => each.item, each => each.place);
        var needed = new List<int>(targets);
        var (touched, weights) = (new long[batch.Length * options.Length], new float[batch.Length * options.Length]);
        for (var row = 0; row < batch.Length; row++)
        {
            var past = cases.PastOf(batch[row], options.Length);
            for (var place = 0; place < past.Length; place++)
            {
                if (places.TryAdd(past[place].Item, needed.Count))
                    needed.Add(past[place].Item);
                (touched[(row * options.Length) + place], weights[(row * options.Length) + place]) = (places[past[place].Item], _rule.Weight(past, place));
            }
        }
        var vectors = network.Items(Batch([.. needed], hasOwn)); // (N, F)
        var users = network.Users(vectors, tensor(touched, [batch.Length, options.Length]), tensor(weights, [batch.Length, options.Length])); // (B, F)
        var logits = (users.mm(vectors.narrow(0, 0, targets.Length).t()) / options.Temperature) - tensor(Array.ConvertAll(targets, item => LogChance(item, batch.Length)));
        var labels = tensor(Array.ConvertAll(batch, one => (long)places[cases.TargetOf(one)]));
        return nn.functional.cross_entropy(logits, labels, label_smoothing: options.LabelSmoothing);
    }

    /// <summary>ln of the chance that a batch holds an item; of one that is in none but by being held out, as if once.</summary>
    private float LogChance(int item, int size) =>
        (float)Math.Log(1 - Math.Pow(1 - Math.Max(cases.Frequency[item], 1.0 / cases.Learned.Length), size) + 1e-12);

    private TowerBatch Batch(int[] wanted, Func<bool> hasOwn)
    {
        var (starts, words, weights) = (new long[wanted.Length], new List<long>(), new List<float>());
        for (var place = 0; place < wanted.Length; place++)
        {
            starts[place] = words.Count;
            var row = items.Words[wanted[place]];
            for (var entry = 0; entry < row.Count; entry++)
            {
                words.Add(row.Columns[entry]);
                weights.Add(row.Values[entry]);
            }
        }
        if (words.Count == 0)
            (words, weights) = ([0], [0]); // a batch of items without any word: one that counts nothing
        var given = items.Given is { } vectors ? tensor(wanted.SelectMany(item => vectors[item].ToArray()).ToArray(), [wanted.Length, vectors.ColumnCount]) : null;
        var own = tensor(Array.ConvertAll(wanted, _ => hasOwn() ? 1f : 0f), [wanted.Length, 1]);
        return new(tensor(words.ToArray()), tensor(weights.ToArray()), tensor(starts), given, tensor(Array.ConvertAll(wanted, item => (long)item)), own);
    }
}
