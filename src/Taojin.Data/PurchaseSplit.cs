namespace Taojin.Data;

/// <summary>Moments that part a log for purchase prediction: features are read before a cut, labels come from the horizon after it.</summary>
/// <remarks>The label windows of training end at or before the validation cut, that of validation at or before the test cut: nothing learned has seen a later window.</remarks>
public sealed record PurchaseSplit
{
    private const double LeastHistory = 0.25, PartsOfShortLog = 6;
    private const int EnoughLabels = 100;
    private static readonly TimeSpan UsualHorizon = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongEnough = TimeSpan.FromDays(4);

    /// <summary>Cuts to learn from, ascending; at least one.</summary>
    public required IReadOnlyList<Instant> TrainCuts { get; init; }

    /// <summary>The cut that stops, calibrates and chooses; null when the log is too short for one.</summary>
    public Instant? ValidationCut { get; init; }

    /// <summary>The cut that is reported.</summary>
    public required Instant TestCut { get; init; }

    /// <summary>How far a label looks ahead.</summary>
    public required TimeSpan Horizon { get; init; }

    /// <summary>Cuts one horizon apart, counted back from the log's end, each with a quarter of the log before it.</summary>
    /// <param name="start">First event.</param>
    /// <param name="end">Last event; its own window includes it.</param>
    /// <param name="horizon">How far labels look; a day, or a sixth of a log shorter than four days, when null.</param>
    /// <param name="trainCuts">Most training cuts, 1 or more.</param>
    /// <exception cref="TaojinException">The log is too short for one training and one test window.</exception>
    public static PurchaseSplit Of(Instant start, Instant end, TimeSpan? horizon = null, int trainCuts = 3)
    {
        var (span, close) = (end - start, new Instant(end.Microseconds + 1));
        var ahead = horizon ?? (span >= LongEnough ? UsualHorizon : WholeMinutes(span / PartsOfShortLog));
        var earliest = start + (span * LeastHistory);
        var cuts = new List<Instant>();
        for (var cut = close - ahead; ahead > TimeSpan.Zero && cut > earliest && cuts.Count < trainCuts + 2; cut -= ahead)
            cuts.Add(cut);
        return cuts.Count switch
        {
            >= 3 => new() { TestCut = cuts[0], ValidationCut = cuts[1], TrainCuts = [.. cuts.Skip(2).Reverse()], Horizon = ahead },
            2 => new() { TestCut = cuts[0], TrainCuts = [cuts[1]], Horizon = ahead },
            _ when span <= TimeSpan.Zero => throw new TaojinException("split.too-short", "The log holds no events yet, or all of one moment.", "Import some first: ./taojin import csv:LOG.csv"),
            _ => throw new TaojinException(
                "split.too-short", $"The log spans {span.TotalHours:0.#} h: too short for a training and a test window of {ahead.TotalHours:0.#} h.",
                "Import a longer log, or choose a shorter horizon: --horizon 6h"),
        };
    }

    /// <summary>The same, counted back from the last event that can be a label: behind it a window would say of everybody that nothing came.</summary>
    /// <param name="log">The log, in order of time.</param>
    /// <param name="isLabel">Kinds that can be labels.</param>
    /// <param name="horizon">How far labels look; when null, a day, doubled while fewer than a hundred labels lie in the test window and a sixth of the log is longer.</param>
    public static PurchaseSplit Of(ShopLog log, Func<EventKind, bool> isLabel, TimeSpan? horizon = null)
    {
        var last = log.Count - 1;
        while (last > 0 && !isLabel(log.Kind[last]))
            last--;
        if (last <= 0 || log.Time[last] - log.Start < (log.End - log.Start) * LeastHistory)
            return Of(log.Start, log.End, horizon); // hardly any labels: whoever trains will find none to judge by, and say so
        var split = Of(log.Start, log.Time[last], horizon);
        var longest = (log.Time[last] - log.Start) / PartsOfShortLog;
        while (horizon is null && split.Horizon * 2 <= longest && Labels(log, isLabel, split.TestCut, last) < EnoughLabels)
            split = Of(log.Start, log.Time[last], split.Horizon * 2);
        return split;
    }

    private static int Labels(ShopLog log, Func<EventKind, bool> isLabel, Instant from, int last)
    {
        var labels = 0;
        for (var index = last; index >= 0 && log.Time[index] >= from; index--)
            labels += isLabel(log.Kind[index]) ? 1 : 0;
        return labels;
    }

    private static TimeSpan WholeMinutes(TimeSpan span) => TimeSpan.FromMinutes(Math.Max(1, Math.Floor(span.TotalMinutes)));
}
