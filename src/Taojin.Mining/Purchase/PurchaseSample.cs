using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Purchase;

/// <summary>Pairs as they stand at one moment, and how many of those of an earlier one were bought since: what a published model is compared by with its training.</summary>
/// <param name="Rows">Features of a seeded sample of the pairs.</param>
/// <param name="Bought">Pairs of the label cut that were bought within the horizon.</param>
/// <param name="LabelledPairs">All pairs of the label cut; 0 when none was given.</param>
public sealed record PurchaseSample(FeatureTable Rows, long Bought, long LabelledPairs)
{
    /// <summary>Replays the log once.</summary>
    /// <param name="log">The log, in order of time.</param>
    /// <param name="cuts">The moment of the labels, which may be left out, and that of the features, not before it.</param>
    /// <param name="horizon">How far labels look.</param>
    /// <param name="mostRows">At most about so many rows.</param>
    /// <param name="job">Which pairs become rows, features' settings and the run.</param>
    public static PurchaseSample At(ShopLog log, (Instant? Labels, Instant Features) cuts, TimeSpan horizon, int mostRows, HoldOutJob job)
    {
        var walk = new CutWalk(log, job.Options.Validated(), job.Settings, job.Context);
        var labelled = cuts.Labels is { } cut ? walk.To(cut, horizon) : null;
        var pairs = walk.To(cuts.Features, horizon);
        var sample = pairs.Sample(walk.Replay.Pairs, mostRows / (double)Math.Max(1, pairs.Slots.Length), keepBought: false, job.Context.Seed);
        return new(walk.Read(sample), labelled?.PositiveCount ?? 0, labelled?.Slots.Length ?? 0);
    }
}
