using CsCheck;

namespace Taojin.Numerics.Tests;

public sealed class TopProductsTests
{
    /// <summary>Small whole numbers: products are exact and ties are the rule.</summary>
    private static Gen<DenseRows> Rows(int most) => Gen.Select(Gen.Int[1, most], Gen.Int[-3, 3].Array[most * 5])
        .Select((count, values) => new DenseRows(count, 5, Array.ConvertAll(values[..(count * 5)], value => (float)value)));

    [Fact]
    public void Each_list_is_that_of_all_products_sorted() => Gen.Select(Rows(20), Rows(700), Gen.Int[0, 30], Gen.Int[1, 7]).Sample((users, items, k, step) =>
    {
        var hidden = Hidden(users.RowCount, items.RowCount, step);
        var best = new int[users.RowCount * k];

        TopProducts.Write((users, items), hidden, best, threads: 2);

        for (var user = 0; user < users.RowCount; user++)
            best[(user * k)..((user + 1) * k)].ShouldBe(Plain(users[user].ToArray(), items, hidden[user].Columns.ToArray(), k));
    }, iter: 25);

    [Fact]
    public void Who_has_fewer_items_than_asked_for_gets_those_and_no_more()
    {
        var best = new int[4];

        TopProducts.Write((new(1, 1, [1]), new(3, 1, [5, float.NaN, 7])), null, best, threads: 1);

        best.ShouldBe([2, 0, -1, -1]);
    }

    [Fact]
    public void Of_no_users_nothing_is_written() => TopProducts.Write((new(0, 3), new(2, 3)), null, [], threads: 2);

    [Fact]
    public void Of_no_items_nothing_is_picked()
    {
        int[] best = [7, 7];

        TopProducts.Write((new(1, 2), new(0, 2)), null, best, threads: 2);

        best.ShouldBe([-1, -1]);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var chance = new SplitMix64(4);
        DenseRows users = Drawn(300, ref chance), items = Drawn(1111, ref chance);
        int[] alone = new int[3000], together = new int[3000];

        TopProducts.Write((users, items), null, alone, threads: 1);
        TopProducts.Write((users, items), null, together, threads: 3);

        together.ShouldBe(alone);
    }

    private static DenseRows Drawn(int count, ref SplitMix64 chance)
    {
        var rows = new DenseRows(count, 40);
        foreach (ref var value in rows.Values.AsSpan())
            value = (float)chance.NextNormal();
        return rows;
    }

    private static CsrMatrix Hidden(int users, int items, int step)
    {
        var cells = Enumerable.Range(0, users).SelectMany(user => Enumerable.Range(0, items).Where(item => (item + user) % step == 1).Select(item => (user, item))).ToArray();
        return CsrMatrix.Of(users, items, [.. cells.Select(cell => cell.user)], [.. cells.Select(cell => cell.item)], [.. cells.Select(_ => 1f)]);
    }

    private static int[] Plain(float[] user, DenseRows items, int[] hidden, int k)
    {
        var products = Enumerable.Range(0, items.RowCount).Select(item => items[item].ToArray().Zip(user).Sum(pair => pair.First * pair.Second)).ToArray();
        var best = Enumerable.Range(0, items.RowCount).Except(hidden).OrderByDescending(item => products[item]).ThenBy(item => item).Take(k).ToArray();
        return [.. best, .. Enumerable.Repeat(-1, k - best.Length)];
    }
}
