using System.Globalization;
using System.Text;
using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Numerics;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Classification;

/// <summary>Pricerunner titles labelled one block at a time: in the order of the queue against a random order.</summary>
internal sealed class LabellingCurve : IClassifyPart
{
    private const int First = 50, Block = 50, Rounds = 12, PoolRows = 8000;

    public string Name => "labelling";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("pricerunner/pricerunner_aggregate.csv.gz") is not { } path)
            return;
        var (train, test) = LabelledSets.Pricerunner(path) is var data ? (Products(data.Train), Products(data.Test)) : default;
        int[] pool = [.. Enumerable.Range(0, train.Labels.Length)];
        SplitMix64.Stream(7, "labelling-curve").Shuffle<int>(pool);
        train = train.Pick(pool[..PoolRows]);
        var (queue, random) = (Curve(train, test, isQueue: true), Curve(train, test, isQueue: false));
        var reached = random[^1];
        var needed = Enumerable.Range(0, queue.Length).FirstOrDefault(round => queue[round] >= reached, queue.Length - 1);
        var saved = 1 - (LabelsAt(needed) / (double)LabelsAt(random.Length - 1));
        run.Add(new("labelling.labels-saved", saved, "", "higher"));
        run.Add(new("labelling.queue.accuracy", queue[^1], "", "higher") { Peer = random[^1] });
        Write(queue, random, saved);
    }

    private static int LabelsAt(int round) => First + (round * Block);

    private static Labelled<ProductFacts> Products(Labelled<string> data) => data.Select(title => new ProductFacts { Title = title });

    private static double[] Curve(Labelled<ProductFacts> train, Labelled<ProductFacts> test, bool isQueue)
    {
        var (context, labelled, open) = (new FitContext { Threads = 2 }, Enumerable.Range(0, First).ToList(), Enumerable.Range(First, train.Labels.Length - First).ToList());
        var curve = new double[Rounds + 1];
        for (var round = 0; round <= Rounds; round++)
        {
            var model = new LinearText(new() { FewestTexts = 1 }).Fit(train.Pick(labelled), context);
            curve[round] = Accuracy(model, test, context);
            var items = open.Select(row => train.Inputs[row]).ToArray();
            int[] next = isQueue ? [.. LabellingQueue.Order(model, items, Block, context).Select(entry => open[entry.Item])] : [.. open.Take(Block)];
            labelled.AddRange(next);
            open = [.. open.Except(next)];
        }
        return curve;
    }

    private static double Accuracy(LinearTextProducts model, Labelled<ProductFacts> test, FitContext context)
    {
        var right = new byte[test.Labels.Length];
        context.ForEachRow(right.Length, () => new double[model.Classes.Count], (row, probabilities) =>
        {
            model.Predict(test.Inputs[row], probabilities);
            right[row] = (byte)(System.Numerics.Tensors.TensorPrimitives.IndexOfMax<double>(probabilities) == test.Labels[row] ? 1 : 0);
        });
        return right.Average(each => (double)each);
    }

    private static void Write(double[] queue, double[] random, double saved)
    {
        var text = new StringBuilder("## Labelling queue against random order\n\nPricerunner titles, ten categories, from 50 labels on in blocks of 50; the queue asks what the model of the block before is unsure of and what is unlike what it has just asked.\n\n| labels | queue | random order |\n|---:|---:|---:|\n");
        for (var round = 0; round < queue.Length; round++)
            text.Append(CultureInfo.InvariantCulture, $"| {LabelsAt(round)} | {queue[round]:.0000} | {random[round]:.0000} |\n");
        text.Append(CultureInfo.InvariantCulture, $"\nThe accuracy that random order has at its end is reached by the queue with {saved:0%} fewer labels.\n");
        ResultsPage.Write("classify:labelling", text.ToString());
    }
}
