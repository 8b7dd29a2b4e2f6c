namespace Taojin.Data;

/// <summary>What counts as dirt when a log is made ready for modelling. The stored log is never changed.</summary>
public sealed record CleaningOptions
{
    /// <summary>Leaves out events of the same user, item, kind and time as an earlier one. A repeated view is a view: set it only where the source doubles rows.</summary>
    public bool DropsRepeats { get; init; }

    /// <summary>A user with more events than this on one day is a program, not a person; all its events are left out.</summary>
    public int MostEventsPerDay { get; init; } = 2000;

    /// <summary>Events before this moment are left out.</summary>
    public Instant From { get; init; } = Instant.Earliest;

    /// <summary>Events after this moment are left out.</summary>
    public Instant To { get; init; } = Instant.Latest;
}

/// <summary>What was left out: <c>Read = Kept + ImpossibleTimes + BotEvents + Repeats</c>.</summary>
/// <param name="Read">Events looked at.</param>
/// <param name="ImpossibleTimes">Events outside the range of times.</param>
/// <param name="BotUsers">Users who are programs.</param>
/// <param name="BotEvents">Their events.</param>
/// <param name="Repeats">Exact repeats left out.</param>
/// <param name="Kept">Events kept.</param>
public sealed record CleaningReport(long Read, long ImpossibleTimes, long BotUsers, long BotEvents, long Repeats, long Kept);

/// <summary>A cleaned log with what was left out.</summary>
public sealed record Cleaned(ShopLog Log, CleaningReport Report);

/// <summary>Leaves out what would mislead a model, and counts it.</summary>
public static class Cleaning
{
    /// <summary>Cleans a log. One pass for each rule; a log that is clean already is returned as it is.</summary>
    public static Cleaned Clean(ShopLog log, CleaningOptions options)
    {
        var (bots, botUsers) = Bots(log, options.MostEventsPerDay);
        if (botUsers == 0 && !options.DropsRepeats && (log.Count == 0 || (log.Start >= options.From && log.End <= options.To)))
            return new(log, new(log.Count, 0, 0, 0, 0, log.Count));
        var kept = new List<int>(log.Count);
        var seen = options.DropsRepeats ? new HashSet<(int, int, EventKind)>() : null;
        long impossible = 0, botEvents = 0, repeats = 0;
        for (var index = 0; index < log.Count; index++)
        {
            if (index > 0 && log.Time[index] != log.Time[index - 1])
                seen?.Clear(); // the log is in order of time, so repeats stand among events of one moment
            if (log.Time[index] < options.From || log.Time[index] > options.To)
                impossible++;
            else if (bots[log.User[index]])
                botEvents++;
            else if (seen?.Add((log.User[index], log.Item[index], log.Kind[index])) == false)
                repeats++;
            else
                kept.Add(index);
        }
        var cleaned = kept.Count == log.Count ? log : log.Pick(kept.ToArray());
        return new(cleaned, new(log.Count, impossible, botUsers, botEvents, repeats, kept.Count));
    }

    private static (bool[] Bots, int Count) Bots(ShopLog log, int mostEventsPerDay)
    {
        var (bots, last) = (new bool[log.Users.Count], new (int Day, int Count)[log.Users.Count]); // of each user, the day of the last event and how many it has
        var found = 0;
        for (var index = 0; index < log.Count; index++)
        {
            if (log.Kind[index] == EventKind.Shown)
                continue;
            ref var here = ref last[log.User[index]];
            var day = (int)(log.Time[index].Microseconds / Instant.PerDay);
            here = here.Day == day ? (day, here.Count + 1) : (day, 1);
            if (here.Count <= mostEventsPerDay || bots[log.User[index]])
                continue;
            bots[log.User[index]] = true;
            found++;
        }
        return (bots, found);
    }
}
