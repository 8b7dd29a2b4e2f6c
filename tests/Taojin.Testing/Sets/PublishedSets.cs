using System.Globalization;
using System.IO.Compression;
using Taojin.Data;
using Taojin.Mining.Recommendation;

namespace Taojin.Testing.Sets;

/// <summary>Reads published data sets for recommenders as they are, plain or compressed, into <see cref="Interactions"/>.</summary>
public static class PublishedSets
{
    /// <summary>One user a line, <c>user item item …</c>, oldest first, ids from 1: Amazon sets in S3-Rec form. Times are places in the line, in seconds.</summary>
    public static Interactions Sequences(string path)
    {
        var rows = new List<int[]>();
        foreach (var line in Lines(path))
            rows.Add([.. Numbers(line)[1..].Select(item => item - 1)]);
        return Of(rows, rows.Max(row => row.Max()) + 1);
    }

    /// <summary>One user a line, <c>user item item …</c>, ids from 0, no order: sets in LightGCN form. Several files add up.</summary>
    /// <param name="userCount">Number of users.</param>
    /// <param name="itemCount">Number of items.</param>
    /// <param name="paths">The files.</param>
    public static int[][] Sets(int userCount, int itemCount, params IEnumerable<string> paths)
    {
        var rows = Enumerable.Range(0, userCount).Select(_ => new SortedSet<int>()).ToArray();
        foreach (var line in paths.SelectMany(Lines))
            foreach (var item in Numbers(line) is [var user, .. var items] && user < userCount ? items.Where(item => item < itemCount).Select(item => (user, item)) : [])
                rows[item.user].Add(item.item);
        return [.. rows.Select(row => row.ToArray())];
    }

    /// <summary>One session a line, items from 1, oldest first, sessions in order of time: a user is a session, a minute apart from the next.</summary>
    public static int[][] Sessions(string path) => [.. Lines(path).Select(line => Numbers(line).Select(item => item - 1).ToArray())];

    /// <summary>Prefixes of sessions and the item that followed each: <c>item item … TAB next</c>, items from 1.</summary>
    public static (int[][] Prefixes, int[] Next) Prefixes(string path)
    {
        var cells = Lines(path).Select(line => line.Split('\t')).ToArray();
        return ([.. cells.Select(cell => Numbers(cell[0]).Select(item => item - 1).ToArray())], [.. cells.Select(cell => int.Parse(cell[1], CultureInfo.InvariantCulture) - 1)]);
    }

    /// <summary>Lists of items as data: places in the list are the order of time.</summary>
    /// <param name="rows">Items of each user, oldest first; an item may occur again.</param>
    /// <param name="itemCount">Number of items.</param>
    /// <param name="secondsBetweenRows">How much later each user starts than the one before; 0 for all at once.</param>
    public static Interactions Of(IReadOnlyList<int[]> rows, int itemCount, long secondsBetweenRows = 0)
    {
        var events = rows.SelectMany((row, user) => row.Select((item, place) => (User: user, Item: item, Time: (user * secondsBetweenRows) + place))).OrderBy(each => each.Time).ToArray();
        return Interactions.Of(
            new ShopLog
            {
                Users = new Vocabulary(Enumerable.Range(0, rows.Count).Select(Text)),
                Items = new Catalogue { Ids = new Vocabulary(Enumerable.Range(0, itemCount).Select(Text)) },
                User = [.. events.Select(each => each.User)],
                Item = [.. events.Select(each => each.Item)],
                Kind = [.. events.Select(_ => EventKind.View)],
                Time = [.. events.Select(each => Instant.OfSeconds(each.Time))],
            },
            new());
    }

    /// <summary>Lines of a file, plain or, where it ends in <c>.gz</c>, compressed.</summary>
    public static IEnumerable<string> Lines(string path)
    {
        using Stream file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static int[] Numbers(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => int.Parse(word, CultureInfo.InvariantCulture))];

    private static string Text(int index) => index.ToString(CultureInfo.InvariantCulture);
}
