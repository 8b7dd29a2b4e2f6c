using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Purchase;

/// <summary>Goes through a log from cut to cut: what lies before a cut is observed, what lies behind it is not.</summary>
internal sealed class CutWalk(ShopLog log, PurchaseRowsOptions options, FeatureSettings settings, FitContext context)
{
    private readonly GrowingArray<Instant> _touched = new(Instant.Earliest);
    private int _observed;

    public FeatureReplay Replay { get; } = new(log.Items, settings);

    /// <summary>Observes everything before a cut, which is not before the last one, and says which pairs stand there.</summary>
    public PairCut To(Instant cut, TimeSpan horizon)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var until = log.CountBefore(cut);
        Replay.ObserveRange(log, _observed, until, context.Threads);
        var oldest = cut - TimeSpan.FromDays(options.LookbackDays);
        if (oldest > log.Start)
            Touch(until);
        _observed = until;
        return PairCut.At(Replay, log, cut, horizon, oldest > log.Start ? slot => _touched.Read(slot) >= oldest : _ => true);
    }

    public FeatureTable Read(PairCut pairs) => Replay.Read(pairs.Slots, pairs.Cut, context);

    public PurchaseTest Test(PairCut pairs) => new()
    {
        Features = Read(pairs),
        Labels = pairs.IsBought,
        Users = Array.ConvertAll(pairs.Slots, slot => Replay.Pairs[slot].Left),
        Items = Array.ConvertAll(pairs.Slots, slot => Replay.Pairs[slot].Right),
        Cut = pairs.Cut,
    };

    /// <summary>When each pair was touched last; counted from the log's start, since an earlier cut may not have needed it.</summary>
    private void Touch(int until)
    {
        for (var index = 0; index < until; index++)
            if (log.Item[index] >= 0 && log.Kind[index].IsTouch() && Replay.Pairs.Find(log.User[index], log.Item[index]) is >= 0 and var slot)
                _touched.At(slot) = log.Time[index];
    }
}
