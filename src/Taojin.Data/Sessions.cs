namespace Taojin.Data;

/// <summary>Visits: runs of a user's events without a longer pause.</summary>
/// <param name="Of">Number of each event's session, from 0 in order of their starts, shape [events].</param>
/// <param name="Count">Number of sessions.</param>
public sealed record Sessions(int[] Of, int Count)
{
    /// <summary>The usual pause that ends a visit.</summary>
    public static TimeSpan UsualGap { get; } = TimeSpan.FromMinutes(30);

    /// <summary>Parts a log into sessions; a pause longer than the gap starts a new one. One pass.</summary>
    public static Sessions Part(ShopLog log, TimeSpan gap)
    {
        var (sessions, last, current) = (new int[log.Count], new Instant[log.Users.Count], new int[log.Users.Count]);
        Array.Fill(current, -1);
        var count = 0;
        for (var index = 0; index < log.Count; index++)
        {
            var user = log.User[index];
            if (current[user] < 0 || log.Time[index] - last[user] > gap)
                current[user] = count++;
            last[user] = log.Time[index];
            sessions[index] = current[user];
        }
        return new(sessions, count);
    }
}
