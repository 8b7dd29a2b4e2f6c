using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>The last part of the data, held back to weigh models by what they foretell of it. Nothing of it is in <see cref="Past"/>.</summary>
internal sealed record BlendWindow
{
    private const int MostUsers = 2000;

    /// <summary>Pairs that were touched for the last time before the cut: a pair that was touched again after it is left out whole.</summary>
    public required Interactions Past { get; init; }

    /// <summary>Users with a history before the cut and an item new to them after it, ascending.</summary>
    public required int[] Users { get; init; }

    /// <summary>Each user's new items, parallel to <see cref="Users"/>.</summary>
    public required int[][] New { get; init; }

    /// <summary>Items that each user had touched before, parallel to <see cref="Users"/>: lists do not hold them.</summary>
    public required int[][] Seen { get; init; }

    /// <summary>Holds back the last pairs, by the time of their last touch.</summary>
    /// <param name="data">The data of a fit.</param>
    /// <param name="share">Share of the pairs that is held back.</param>
    /// <param name="context">Chooses the users when there are many.</param>
    /// <returns>Null when no user is left to judge by.</returns>
    public static BlendWindow? Of(Interactions data, double share, FitContext context)
    {
        if (data.Matrix.EntryCount == 0)
            return null;
        var times = data.LastTimes.AsSpan().ToArray();
        Array.Sort(times);
        var cut = times[(int)((1 - share) * times.Length)];
        var past = Before(data, cut);
        var users = Enumerable.Range(0, data.Users.Count).Where(user => past.Matrix[user].Count > 0)
            .Select(user => (User: user, Touched: FirstTouches(data, user))).Where(each => each.Touched.Any(touch => touch.Time >= cut)).ToArray();
        context.Random("blend/users").Shuffle<(int User, (int Item, Instant Time)[] Touched)>(users);
        users = [.. users.Take(MostUsers).OrderBy(each => each.User)];
        return users.Length == 0 ? null : new()
        {
            Past = past,
            Users = [.. users.Select(each => each.User)],
            New = [.. users.Select(each => each.Touched.Where(touch => touch.Time >= cut).Select(touch => touch.Item).ToArray())],
            Seen = [.. users.Select(each => each.Touched.Where(touch => touch.Time < cut).Select(touch => touch.Item).ToArray())],
        };
    }

    private static (int Item, Instant Time)[] FirstTouches(Interactions data, int user)
    {
        var first = new Dictionary<int, Instant>();
        var (items, times) = (data.Sequences.ItemsOf(user).ToArray(), data.Sequences.TimesOf(user).ToArray());
        for (var place = 0; place < items.Length; place++)
            first.TryAdd(items[place], times[place]);
        return [.. first.Select(each => (each.Key, each.Value))];
    }

    private static Interactions Before(Interactions data, Instant cut)
    {
        var (rows, columns, values, times) = (new List<int>(), new List<int>(), new List<float>(), new List<Instant>());
        for (var user = 0; user < data.Matrix.RowCount; user++)
            for (var entry = data.Matrix.Starts[user]; entry < data.Matrix.Starts[user + 1]; entry++)
                if (data.LastTimes[entry] < cut)
                {
                    rows.Add(user);
                    columns.Add(data.Matrix.Columns[entry]);
                    values.Add(data.Matrix.Values[entry]);
                    times.Add(data.LastTimes[entry]);
                }
        return new()
        {
            Users = data.Users,
            Items = data.Items,
            Matrix = CsrMatrix.Of(data.Matrix.RowCount, data.Matrix.ColumnCount, [.. rows], [.. columns], [.. values]),
            LastTimes = [.. times], // rows come by user and columns ascend, so entries keep their order
            AsOf = cut,
            Ratings = data.Ratings?.Before(cut),
            Source = data.Source?.Before(cut),
            Sequences = data.Sequences.Where((user, place) => LastTouch(data, user, data.Sequences.ItemsOf(user)[place]) < cut),
        };
    }

    private static Instant LastTouch(Interactions data, int user, int item)
    {
        var entry = data.Matrix[user].Columns.BinarySearch(item);
        return entry < 0 ? Instant.Latest : data.LastTimes[data.Matrix.Starts[user] + entry];
    }
}
