using Taojin.Data;
using Taojin.Mining.Purchase;
using Taojin.Testing;

namespace Taojin.Mining.Tests.Purchase;

/// <summary>Partitions that are replayed side by side make the rows of one replay of the whole log.</summary>
public sealed class PartitionedRowsTests
{
    private static readonly ShopLog Log = GeneratedShop.Of(new() { Users = 400, Items = 90, Days = 20 }).Log;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Rows_of_all_partitions_are_those_of_one_replay_bit_for_bit(int parts)
    {
        var split = PurchaseSplit.Of(Log, kind => kind == EventKind.Purchase);
        var options = new PurchaseRowsOptions { LookbackDays = 6 };
        var rows = new PartitionedRows(Log, ([.. Enumerable.Range(0, Log.Users.Count).Select(user => user * 31 % parts)], parts), new(options, new(), new() { Threads = 3 }));
        foreach (var cut in new[] { split.TrainCuts[0], split.TestCut })
        {
            var made = new PurchaseTest[parts];
            rows.At(cut, split.Horizon, (part, each) => made[part] = each);
            var whole = new CutWalk(Log, options, new(), new() { Threads = 1 });
            whole.To(split.TrainCuts[0], split.Horizon); // as the partitions went
            var expected = whole.Test(whole.To(cut, split.Horizon));

            Keyed(made).ShouldBe(Keyed([expected]));
            made.Sum(each => each.Labels.Length).ShouldBe(expected.Labels.Length);
            expected.Labels.ShouldContain(true);
        }
    }

    private static SortedDictionary<(int User, int Item), string> Keyed(IEnumerable<PurchaseTest> tests)
    {
        var rows = new SortedDictionary<(int User, int Item), string>();
        foreach (var test in tests)
            for (var row = 0; row < test.Labels.Length; row++)
                rows.Add((test.Users[row], test.Items[row]), $"{test.Labels[row]} {Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(test.Features.Values[row]))}");
        return rows;
    }
}
