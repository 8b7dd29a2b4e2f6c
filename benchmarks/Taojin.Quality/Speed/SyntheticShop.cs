using Taojin.Data;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Quality.Speed;

/// <summary>Interactions drawn from a popularity that falls as rank to −2 ÷ 3: the matrix of the published kernel measurements.</summary>
internal static class SyntheticShop
{
    /// <param name="users">How many rows.</param>
    /// <param name="items">How many columns.</param>
    /// <param name="perUser">Mean items of a user; each user has 1 to twice as many, evenly spread.</param>
    public static Interactions Of(int users, int items, int perUser)
    {
        var chance = SplitMix64.Stream(1, "bench/speed");
        var (starts, columns) = (new int[users + 1], new int[users * perUser * 2L]);
        var (lastUser, count) = (new int[items], 0);
        Array.Fill(lastUser, -1);
        for (var user = 0; user < users; user++)
        {
            var wanted = Math.Max(1, (int)(perUser * 2 * chance.NextDouble()));
            while (count - starts[user] < wanted)
            {
                var item = (int)(Math.Pow(chance.NextDouble(), 3) * items);
                if (lastUser[item] == user)
                    continue;
                (lastUser[item], columns[count++]) = (user, item);
            }
            starts[user + 1] = count;
            Array.Sort(columns, starts[user], wanted);
        }
        Array.Resize(ref columns, count);
        var weights = new float[count];
        Array.Fill(weights, 1);
        return Of(new CsrMatrix(users, items, starts, columns, weights));
    }

    /// <summary>A matrix as data of recommenders, all touched at one moment.</summary>
    public static Interactions Of(CsrMatrix matrix) => new()
    {
        Users = Numbered(matrix.RowCount),
        Items = new Catalogue { Ids = Numbered(matrix.ColumnCount) },
        Matrix = matrix,
        LastTimes = new Instant[matrix.EntryCount],
        AsOf = default,
    };

    private static Vocabulary Numbered(int count) => new(Enumerable.Range(0, count).Select(index => index.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
