using CsCheck;
using Taojin.Storage.Database;

namespace Taojin.Storage.Tests.Import;

public class IdentityTests : StoreFacts
{
    private const string Day = "1,10,7,pv,1511539200\n1,10,7,pv,1511539200\n2,11,7,buy,1511539300\n";

    private protected virtual int Bags => 25;

    [Fact]
    public void Equal_rows_within_one_file_stay()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        shop.Import("taobao:" + scratch.File("a.csv", Day)).Accepted.ShouldBe(3);
        shop.Lines().Count(line => line == "1 10 view 2017-11-24T16:00:00Z").ShouldBe(2);
    }

    [Fact]
    public void The_same_file_twice_adds_nothing()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        var path = "taobao:" + scratch.File("a.csv", Day);
        shop.Import(path);

        var second = shop.Import(path);

        (second.Accepted, second.Duplicate).ShouldBe((0, 3));
        shop.Log.Summary().Events.ShouldBe(3);
    }

    [Fact]
    public void A_longer_copy_adds_its_tail()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        shop.Import("taobao:" + scratch.File("a.csv", Day));

        var longer = shop.Import("taobao:" + scratch.File("b.csv", Day + "1,10,7,pv,1511539200\n3,12,8,cart,1511539400\n"));

        (longer.Accepted, longer.Duplicate).ShouldBe((2, 3));
        longer.AcceptedByKind["view"].ShouldBe(1);
        longer.AcceptedByKind["cart"].ShouldBe(1);
    }

    [Fact]
    public void However_a_bag_of_rows_is_cut_into_files_the_log_holds_each_row_as_often_as_the_largest_file()
    {
        var rows = Gen.Int[0, 4].Array[0, 12].Array[1, 4];
        rows.Sample(
            files =>
            {
                using var scratch = NewScratch();
                using var shop = scratch.Init();
                foreach (var file in files)
                    shop.Import("csv:" + scratch.File("f.csv", "user_id,item_id,kind,time,price,session_id\n" + string.Concat(file.Select(Row))));

                var held = shop.Lines().GroupBy(line => line).ToDictionary(group => group.Key, group => group.Count());
                var expected = Enumerable.Range(0, 5).Select(row => files.Max(file => file.Count(each => each == row))).Where(count => count > 0).Order();
                held.Values.Order().ShouldBe(expected);
            },
            iter: Bags);

        // Rows 0 and 1 are plain, 2 has a price, 3 a session, 4 both.
        static string Row(int row) => $"u{row},i,view,{1_600_000_000 + row},{(row is 2 or 4 ? "9.5" : "")},{(row is 3 or 4 ? "s" : "")}\n";
    }

    [Fact]
    public void Details_part_events_that_are_equal_otherwise()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        const string header = "user_id,item_id,kind,time,session_id\n";
        shop.Import("csv:" + scratch.File("a.csv", header + "u,i,view,1600000000,s1\nu,i,view,1600000000,\n"));

        var second = shop.Import("csv:" + scratch.File("b.csv", header + "u,i,view,1600000000,s2\nu,i,view,1600000000,s1\nu,i,view,1600000000,\n"));

        (second.Accepted, second.Duplicate).ShouldBe((1, 2));
    }

    [Fact]
    public void An_event_with_an_id_is_one_event_for_ever_whatever_else_its_row_says()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        const string header = "event_id,user_id,item_id,kind,time\n";

        var first = shop.Import("csv:" + scratch.File("a.csv", header + "e1,u,i,view,1600000000\ne1,u,i,view,1600000009\ne2,u,i,cart,1600000001\n"));
        var second = shop.Import("csv:" + scratch.File("b.csv", header + "e2,other,i,buy,1600000002\ne3,u,i,buy,1600000003\ne3,u,i,buy,1600000003\n"));

        (first.Accepted, first.Duplicate).ShouldBe((2, 1));
        (second.Accepted, second.Duplicate).ShouldBe((1, 2));
        shop.Lines().ShouldBe(["u i view 2020-09-13T12:26:40Z", "u i cart 2020-09-13T12:26:41Z", "u i purchase 2020-09-13T12:26:43Z"]);
    }

    [Fact]
    public void An_import_neither_waits_for_a_reader_nor_disturbs_it()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        shop.Import("taobao:" + scratch.File("a.csv", Day));
        shop.Log.Summary().Events.ShouldBe(3);
        using var reader = LogDatabase.Open(Path.Combine(shop.Folder, "shop.duckdb"), shop.Settings);
        using var transaction = reader.Connection.BeginTransaction();
        reader.Number("events_next_no").ShouldBe(3);

        shop.Import("taobao:" + scratch.File("b.csv", "5,10,7,pv,1611539200\n")).Accepted.ShouldBe(1);

        reader.Number("events_next_no").ShouldBe(3);
        shop.Log.Summary().Events.ShouldBe(4);
        shop.Log.Imports().Select(receipt => receipt.Accepted).ShouldBe([3L, 1L]);
    }

    [Fact]
    public void A_failed_import_leaves_nothing_and_its_ids_are_given_anew()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        using var stop = new CancellationTokenSource();
        var rows = string.Concat(Enumerable.Range(0, 40_000).Select(row => $"{row},10,7,pv,{1_511_539_200 + row}\n"));
        var source = SourceRequest.Parse("taobao:" + scratch.File("a.csv", rows));

        Should.Throw<OperationCanceledException>(() => shop.Log.Import(source, new StopAtOnce(stop), stop.Token));

        shop.Log.Summary().ShouldSatisfyAllConditions(log => log.Events.ShouldBe(0), log => log.Users.ShouldBe(0), log => log.Imports.ShouldBe(0));
        shop.Import("taobao:" + scratch.File("b.csv", "9,10,7,pv,1511539200\n")).Accepted.ShouldBe(1);
        shop.Lines().ShouldBe(["9 10 view 2017-11-24T16:00:00Z"]);
    }

    private sealed class StopAtOnce(CancellationTokenSource stop) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => stop.Cancel();
    }
}
