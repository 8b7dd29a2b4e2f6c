using System.Diagnostics;
using System.Globalization;
using System.Text;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Torch.Sequences;
using Taojin.Quality.Frame;
using Taojin.Quality.Recommenders;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Deep;

/// <summary>What augmentation, regularisation and the loss do to a sequence transformer, one at a time, on the last item but one of Amazon Beauty: the test is not looked at.</summary>
internal sealed class SequenceAblation : IDeepPart
{
    private static readonly SequenceTransformerOptions Base = new() { Epochs = 24, Patience = 0, Schedule = LearningRateSchedule.Cosine, LearningRate = 2e-3 };
    private static readonly (string Name, SequenceTransformerOptions Options)[] Ways =
    [
        ("as it is: 64 wide, dropout 0.4, sampled softmax, 256 negatives", Base),
        ("crop 0.3", Base with { Crop = 0.3 }), ("mask 0.2", Base with { Mask = 0.2 }), ("reorder 0.3", Base with { Reorder = 0.3 }), ("all three", Base with { Crop = 0.3, Mask = 0.2, Reorder = 0.3 }),
        ("no dropout", Base with { Dropout = 0 }), ("dropout 0.2", Base with { Dropout = 0.2 }), ("dropout 0.6", Base with { Dropout = 0.6 }), ("L2 0.1 (decoupled)", Base with { L2 = 0.1 }),
        ("gBCE", Base with { Loss = SequenceLoss.Gbce }), ("binary cross-entropy", Base with { Loss = SequenceLoss.BinaryCrossEntropy }), ("negatives by √popularity", Base with { NegativePopularity = 0.5 }),
        ("ages for distances", Base with { Order = SequenceOrder.Age }), ("two blocks", Base with { Blocks = 2 }),
    ];

    public string Name => "sequence-ablation";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("amazon-beauty/Beauty.txt.gz") is not { } path)
            return;
        var (trial, test) = (new RecommenderTrial(run, "beauty"), LeaveLastOut.Validation(PublishedSets.Sequences(path)));
        var text = new StringBuilder($"## Augmentation, regularisation and loss of a sequence transformer, one at a time\n\n`./bench deep --only sequence-ablation`. Amazon Beauty, the last item but one of each user, fitted on what came before it; {Base.Epochs} epochs, one seed; differences to the first row with paired intervals, which hold the chance of users and not that of seeds.\n\n| change | NDCG@10 | less the first row | HR@10 | fit s |\n|---|---:|---:|---:|---:|\n");
        TrialRow? first = null;
        foreach (var (name, options) in Ways)
        {
            var start = Stopwatch.GetTimestamp();
            var model = new SequenceTransformerEstimator(options).Fit(test.Past, new FitContext { Seed = 1 });
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var row = trial.Judge(name, model, test);
            first ??= row;
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {row.Score["NDCG@10"].Value:.0000} | {(row == first ? "" : Gains.Of(row.Score, first.Score))} | {row.Score["HR@10"].Value:.0000} | {seconds:0.0} |\n");
        }
        ResultsPage.Write("deep:sequence-ablation", text.ToString());
    }
}
