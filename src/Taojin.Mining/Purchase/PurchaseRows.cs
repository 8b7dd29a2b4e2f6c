using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Purchase;

/// <summary>Makes rows of pairs: what was known at a cut, and whether the purchase came within the horizon after it.</summary>
public static class PurchaseRows
{
    private const int FewPositives = 20;
    private const double RowsWithFewPositives = 200_000;

    /// <summary>Replays the log once; at each cut it reads first and observes after.</summary>
    /// <param name="log">The log, in order of time.</param>
    /// <param name="split">The cuts.</param>
    /// <param name="options">Which pairs become rows.</param>
    /// <param name="settings">What the features must agree on.</param>
    /// <param name="context">Seed of the sample, threads, cancellation.</param>
    public static PurchaseData Build(ShopLog log, PurchaseSplit split, PurchaseRowsOptions options, FeatureSettings settings, FitContext context)
    {
        var walk = new CutWalk(log, options.Validated(), settings, context);
        var (parts, trainPairs, kept) = (new List<(FeatureTable Rows, bool[] Labels)>(), 0L, double.NaN);
        foreach (var cut in split.TrainCuts)
        {
            var pairs = walk.To(cut, split.Horizon);
            trainPairs += pairs.Slots.Length;
            kept = double.IsNaN(kept) ? ShareKept(pairs, options) : kept;
            var sample = pairs.Sample(walk.Replay.Pairs, kept, keepBought: true, context.Seed);
            parts.Add((walk.Read(sample), sample.IsBought));
        }
        var validation = split.ValidationCut is { } validationCut ? Later(walk, walk.To(validationCut, split.Horizon), options, context) : null;
        var test = walk.To(split.TestCut, split.Horizon);
        return new()
        {
            Train = new() { Features = Stack([.. parts.Select(part => part.Rows)]), Labels = [.. parts.SelectMany(part => part.Labels)], NegativesKept = kept, Validation = validation },
            Test = walk.Test(test),
            State = walk.Replay,
            TrainPairs = trainPairs,
        };
    }

    /// <summary>Learns from the pairs of one cut that are not held out, and judges by those that are. Only the rows needed are read.</summary>
    /// <param name="log">The log, in order of time.</param>
    /// <param name="cut">The moment.</param>
    /// <param name="horizon">How far labels look.</param>
    /// <param name="heldOut">Which pairs are held out, by slot of those touched before the cut.</param>
    /// <param name="job">Which pairs become rows, features' settings and the run.</param>
    public static PurchaseData HoldOut(ShopLog log, Instant cut, TimeSpan horizon, Func<PairTable, bool[]> heldOut, HoldOutJob job)
    {
        var walk = new CutWalk(log, job.Options.Validated(), job.Settings, job.Context);
        var pairs = walk.To(cut, horizon);
        var held = heldOut(walk.Replay.Pairs);
        var test = pairs.Where((slot, _) => held[slot]);
        var others = pairs.Where((slot, _) => !held[slot]);
        var kept = ShareKept(others, job.Options);
        var sample = others.Sample(walk.Replay.Pairs, kept, keepBought: true, job.Context.Seed);
        return new()
        {
            Train = new() { Features = walk.Read(sample), Labels = sample.IsBought, NegativesKept = kept },
            Test = walk.Test(test),
            State = walk.Replay,
            TrainPairs = others.Slots.Length,
        };
    }

    /// <summary>
    /// The protocol of papers on this task: the rows of one cut, four fifths at random to learn from and one fifth to judge by, nothing
    /// down-sampled. Rows of one moment stand on both sides, so it flatters: it is here to compare with published numbers only.
    /// </summary>
    public static PurchaseData PaperProtocol(ShopLog log, Instant cut, TimeSpan horizon, FeatureSettings settings, FitContext context)
    {
        var options = new PurchaseRowsOptions { NegativesPerPositive = 10_000, LookbackDays = 10_000 };
        return HoldOut(log, cut, horizon, pairs => AFifth(pairs, context.Seed), new(options, settings, context));
    }

    private static bool[] AFifth(PairTable pairs, ulong seed)
    {
        var held = new bool[pairs.Count];
        for (var slot = 0; slot < held.Length; slot++)
            held[slot] = SplitMix64.Stream(seed, "purchase/paper", unchecked((long)pairs.KeyAt(slot))).NextDouble() < 0.2;
        return held;
    }

    private static LabelledTable Later(CutWalk walk, PairCut pairs, PurchaseRowsOptions options, FitContext context)
    {
        var share = options.ValidationRows / (double)Math.Max(1, pairs.Slots.Length);
        var kept = pairs.Sample(walk.Replay.Pairs, share, keepBought: false, context.Seed);
        return new() { Features = walk.Read(kept), Labels = kept.IsBought };
    }

    private static double ShareKept(PairCut pairs, PurchaseRowsOptions options)
    {
        var (positives, negatives) = (pairs.PositiveCount, Math.Max(1, pairs.Slots.Length - pairs.PositiveCount));
        return Math.Min(1, positives < FewPositives ? RowsWithFewPositives / negatives : options.NegativesPerPositive * positives / negatives);
    }

    private static FeatureTable Stack(FeatureTable[] tables)
    {
        var rows = new DenseRows(tables.Sum(table => table.RowCount), tables[0].Columns.Count);
        var start = 0;
        foreach (var table in tables)
        {
            table.Values.Values.CopyTo(rows.Values.AsSpan(start));
            start += table.Values.Values.Length;
        }
        var trails = tables.Select(table => table.Trail).OfType<FeatureTable>().ToArray();
        return new(tables[0].Columns, rows) { Trail = trails.Length == tables.Length ? Stack(trails) : null };
    }
}

/// <summary>How a held-out job is done.</summary>
/// <param name="Options">Which pairs become rows.</param>
/// <param name="Settings">What the features must agree on.</param>
/// <param name="Context">Seed, threads, cancellation.</param>
public sealed record HoldOutJob(PurchaseRowsOptions Options, FeatureSettings Settings, FitContext Context);
