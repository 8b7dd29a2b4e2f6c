using System.Globalization;
using System.IO.Compression;
using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Recommendation;

/// <summary>Sequences of public sets as data of recommenders: the order stands for the time. A set that is not here is a visible skip.</summary>
internal static class PublishedSequences
{
    /// <summary>Amazon Beauty in S3-Rec form: the last item of each user is to be foretold from all others.</summary>
    public static RankingTest BeautyLeaveLastOut()
    {
        var sequences = Lines("amazon-beauty/Beauty.txt.gz").Select(line => line.Split(' ').Skip(1).Select(id => int.Parse(id, CultureInfo.InvariantCulture) - 1).ToArray()).ToArray();
        return new()
        {
            Past = Of([.. sequences.Select(items => items[..^1])], 12_101),
            Users = [.. Enumerable.Range(0, sequences.Length)],
            Relevant = [.. sequences.Select(items => new[] { items[^1] })],
            ColdUsers = 0,
            HidesSeen = true,
        };
    }

    /// <summary>Users 0, 1, 2 … with their items in order, a second apart; each user starts so many seconds after the one before.</summary>
    public static Interactions Of(int[][] sequences, int itemCount, int secondsApart = 0)
    {
        var events = sequences.SelectMany((items, user) => items.Select((item, place) => (User: user, Item: item, Time: Instant.OfSeconds((secondsApart * user) + place)))).ToArray();
        var matrix = CsrMatrix.Of(sequences.Length, itemCount, [.. events.Select(each => each.User)], [.. events.Select(each => each.Item)], [.. events.Select(_ => 1f)]);
        var last = events.GroupBy(each => (each.User, each.Item)).OrderBy(pair => pair.Key).Select(pair => pair.Max(each => each.Time));
        var starts = new int[sequences.Length + 1];
        for (var user = 0; user < sequences.Length; user++)
            starts[user + 1] = starts[user] + sequences[user].Length;
        return new()
        {
            Users = new Vocabulary(Enumerable.Range(0, sequences.Length).Select(user => $"用户{user}")),
            Items = new Catalogue { Ids = new Vocabulary(Enumerable.Range(0, itemCount).Select(item => $"商品{item}")) },
            Matrix = matrix,
            LastTimes = [.. last],
            AsOf = Instant.OfSeconds(100_000),
            Sequences = new(starts, [.. events.Select(each => each.Item)], [.. events.Select(each => each.Time)], [.. events.Select(_ => EventKind.View)]),
        };
    }

    private static IEnumerable<string> Lines(string path)
    {
        var root = Environment.GetEnvironmentVariable("TAOJIN_DATA") ?? Path.Combine(RepositoryRoot(), "..", "shared", "data");
        var full = Path.Combine(root, path);
        if (!File.Exists(full))
            Assert.Skip($"The data set {path} is not here. Set TAOJIN_DATA to the folder of data sets.");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(full), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Taojin.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
