using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>What each user did with items, event by event in order of time; repeated events keep their times.</summary>
/// <param name="Starts">Where each user's events start, shape [users + 1].</param>
/// <param name="Items">Items of all events, user by user, oldest first, shape [events].</param>
/// <param name="Times">Their times, shape [events].</param>
/// <param name="Kinds">Their kinds, shape [events].</param>
public sealed record EventSequences(int[] Starts, int[] Items, Instant[] Times, EventKind[] Kinds)
{
    /// <summary>Number of users.</summary>
    public int UserCount => Starts.Length - 1;

    /// <summary>Items of one user, oldest first.</summary>
    public ReadOnlySpan<int> ItemsOf(int user) => Items.AsSpan(Starts[user], Starts[user + 1] - Starts[user]);

    /// <summary>Times of one user's events, parallel to <see cref="ItemsOf"/>.</summary>
    public ReadOnlySpan<Instant> TimesOf(int user) => Times.AsSpan(Starts[user], Starts[user + 1] - Starts[user]);

    /// <summary>Kinds of one user's events, parallel to <see cref="ItemsOf"/>.</summary>
    public ReadOnlySpan<EventKind> KindsOf(int user) => Kinds.AsSpan(Starts[user], Starts[user + 1] - Starts[user]);

    /// <summary>The events of a log that say something of what is wanted.</summary>
    /// <param name="log">In order of time.</param>
    /// <param name="weights">Kinds of weight 0 are left out.</param>
    public static EventSequences Of(ShopLog log, BehaviourWeights weights)
    {
        var starts = new int[log.Users.Count + 1];
        for (var index = 0; index < log.Count; index++)
            if (IsKept(log, index, weights))
                starts[log.User[index] + 1]++;
        for (var user = 0; user < log.Users.Count; user++)
            starts[user + 1] += starts[user];
        var (next, count) = (starts.AsSpan(0, log.Users.Count).ToArray(), starts[^1]);
        var (items, times, kinds) = (new int[count], new Instant[count], new EventKind[count]);
        for (var index = 0; index < log.Count; index++)
            if (IsKept(log, index, weights))
            {
                var place = next[log.User[index]]++;
                (items[place], times[place], kinds[place]) = (log.Item[index], log.Time[index], log.Kind[index]);
            }
        return new(starts, items, times, kinds);
    }

    /// <summary>One event an entry, at its last time: for data that has no more than that.</summary>
    internal static EventSequences Of(CsrMatrix matrix, Instant[] lastTimes)
    {
        var (items, times) = (matrix.Columns.ToArray(), lastTimes.AsSpan().ToArray());
        for (var user = 0; user < matrix.RowCount; user++)
        {
            var (start, length) = (matrix.Starts[user], matrix.Starts[user + 1] - matrix.Starts[user]);
            Array.Sort(times, items, start, length);
        }
        return new(matrix.Starts.ToArray(), items, times, [.. Enumerable.Repeat(EventKind.View, items.Length)]);
    }

    /// <summary>The events of which a claim about user and place in the user's sequence holds.</summary>
    internal EventSequences Where(Func<int, int, bool> isKept)
    {
        var (starts, kept) = (new int[Starts.Length], new List<int>());
        for (var user = 0; user < UserCount; user++)
        {
            for (var place = 0; place < Starts[user + 1] - Starts[user]; place++)
                if (isKept(user, place))
                    kept.Add(Starts[user] + place);
            starts[user + 1] = kept.Count;
        }
        return new(starts, [.. kept.Select(index => Items[index])], [.. kept.Select(index => Times[index])], [.. kept.Select(index => Kinds[index])]);
    }

    private static bool IsKept(ShopLog log, int index, BehaviourWeights weights) => log.Item[index] >= 0 && weights[log.Kind[index]] > 0;
}
