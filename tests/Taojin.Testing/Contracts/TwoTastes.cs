using Taojin.Data;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Testing.Contracts;

/// <summary>A small shop whose best list is known: users are of two tastes, items of two sorts, and one item of the own sort is left to find.</summary>
public static class TwoTastes
{
    /// <summary>Items of each sort.</summary>
    public const int ItemsOfSort = 10;

    /// <summary>Users 0, 2, 4 … touch all even items but one, users 1, 3, 5 … all odd ones but one; a few touch one of the other sort.</summary>
    /// <param name="users">How many users.</param>
    /// <param name="seed">Shifts which item each user lacks.</param>
    public static Interactions Shop(int users = 240, int seed = 0)
    {
        var (rows, columns) = (new List<int>(), new List<int>());
        for (var user = 0; user < users; user++)
            for (var place = 0; place < ItemsOfSort; place++)
                if (place != Missing(user, seed))
                {
                    rows.Add(user);
                    columns.Add((2 * place) + (user % 2));
                }
        var matrix = CsrMatrix.Of(users, 2 * ItemsOfSort, [.. rows], [.. columns], [.. rows.Select(_ => 1f)]);
        return new()
        {
            Users = new Vocabulary(Enumerable.Range(0, users).Select(user => $"用户{user}")),
            Items = Titled(),
            Matrix = matrix,
            LastTimes = [.. Enumerable.Range(0, users).SelectMany(user => Times(matrix[user].Count, user))],
            AsOf = Instant.OfSeconds(1_700_000_000 + 86_400),
            Ratings = Said(users, seed),
        };
    }

    /// <summary>Five stars for what was touched; one star for all but one of the other sort, which is said of without having been touched here.</summary>
    private static Ratings Said(int users, int seed)
    {
        var told = Enumerable.Range(0, users).SelectMany(user => Enumerable.Range(0, 2 * ItemsOfSort)
            .Where(item => item / 2 != Missing(user, seed)).Select(item => (User: user, Item: item, Value: item % 2 == user % 2 ? 5f : 1f))).ToArray();
        var matrix = CsrMatrix.Of(users, 2 * ItemsOfSort, [.. told.Select(each => each.User)], [.. told.Select(each => each.Item)], [.. told.Select(each => each.Value)]);
        return new(matrix, [.. told.Select(_ => Instant.OfSeconds(1_700_000_000))]);
    }

    private static Catalogue Titled() => new Catalogue
    {
        Ids = new Vocabulary(Enumerable.Range(0, 2 * ItemsOfSort).Select(item => $"商品{item}")),
        Title = [.. Enumerable.Range(0, 2 * ItemsOfSort).Select(item => $"{(item % 2 == 0 ? "龙井红茶 tea" : "透气跑鞋 shoe")} {item / 2}")],
    }.With(Looks());

    /// <summary>Pictures of one sort point one way, each a little its own.</summary>
    private static DenseRows Looks()
    {
        var looks = new DenseRows(2 * ItemsOfSort, 3);
        for (var item = 0; item < looks.RowCount; item++)
            (looks[item][item % 2], looks[item][2]) = (1, 0.001f * item);
        return looks;
    }

    /// <summary>Each user goes through the items in an order of its own, so that what follows what says no more than the sort.</summary>
    private static Instant[] Times(int count, int user)
    {
        var minutes = Enumerable.Range(0, count).ToArray();
        SplitMix64.Stream(1, "testing/two-tastes", user).Shuffle<int>(minutes);
        return Array.ConvertAll(minutes, minute => Instant.OfSeconds(1_700_000_000 + (minute * 60L)));
    }

    /// <summary>A shop of the same items with nobody in it.</summary>
    public static Interactions Empty() => new()
    {
        Users = new Vocabulary(),
        Items = new Catalogue { Ids = new Vocabulary(["a"]) },
        Matrix = CsrMatrix.Of(0, 1, [], [], []),
        LastTimes = [],
        AsOf = Instant.OfSeconds(1_700_000_000),
    };

    /// <summary>The item that a user has not touched and that is of the user's sort.</summary>
    public static int AnswerFor(int user, int seed = 0) => (2 * Missing(user, seed)) + (user % 2);

    private static int Missing(int user, int seed) => ((user / 2) + seed) % ItemsOfSort;
}
