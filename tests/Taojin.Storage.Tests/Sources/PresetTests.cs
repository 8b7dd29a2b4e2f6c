using System.IO.Compression;
using System.Text;
using Taojin.Data;

namespace Taojin.Storage.Tests.Sources;

public sealed class PresetTests
{
    [Fact]
    public void Every_card_is_told_in_both_languages_and_found_by_its_name()
    {
        SourceCards.All.Select(card => card.Name).ShouldBe(SourceCards.All.Select(card => card.Name).Order(StringComparer.Ordinal));
        foreach (var card in SourceCards.All)
        {
            SourceCards.Of(card.Name).ShouldBeSameAs(card);
            card.Example.ShouldStartWith(card.Name + ":");
            card.ReadsZh.ShouldContain(letter => letter > 0x4E00);
            (card.Title.Length > 0 && card.TitleZh.Length > 0 && card.Reads.Length > 0).ShouldBeTrue(card.Name);
        }
    }

    [Fact]
    public void RetailRocket_events_are_milliseconds_with_an_order_where_bought()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("retailrocket:" + scratch.File("events.csv",
            "timestamp,visitorid,event,itemid,transactionid\n1433221332117,257597,view,355908,\n1433221999827,257597,addtocart,355908,\n1433222276276,599528,transaction,356475,4000\n"));

        receipt.Accepted.ShouldBe(3);
        shop.Lines().ShouldBe(
        [
            "257597 355908 view 2015-06-02T05:02:12.117Z", "257597 355908 cart 2015-06-02T05:13:19.827Z", "599528 356475 purchase 2015-06-02T05:17:56.276Z",
        ]);
    }

    [Fact]
    public void A_folder_of_files_by_behaviour_is_read_and_the_test_file_left_out()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        scratch.File("rr/view.tsv.gz", Scratch.Gzip("user\titem\ttime_s\n0\t1\t1433222501\n"));
        scratch.File("rr/cart.tsv", "user\titem\ttime_s\n0\t1\t1433222502\n");
        scratch.File("rr/buy.tsv", "user\titem\ttime_s\n0\t1\t1433222503\n");
        scratch.File("rr/test_buy.tsv", "user\titem\n0\t4\n");

        var receipt = shop.Import("retailrocket:" + scratch.PathOf("rr"));

        receipt.AcceptedByKind.Keys.Order().ShouldBe(["cart", "purchase", "view"]);
        receipt.Notes.ShouldHaveSingleItem().ShouldContain("test_buy.tsv");
    }

    [Fact]
    public void Cancelled_invoices_of_online_retail_are_returns_and_rows_without_a_customer_are_rejected()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("online-retail:" + scratch.File("o.csv",
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
            + "536365,85123A,\"HEART, WHITE\",6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n"
            + "C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527,United Kingdom\n"
            + "536414,22139,,56,2010-12-01 11:52:00,0,,United Kingdom\n"
            + "536415,22139,,-3,2010-12-01 11:53:00,0,12,United Kingdom\n"));

        receipt.AcceptedByKind.ShouldBe(new Dictionary<string, long> { ["purchase"] = 1, ["return"] = 1 }, ignoreOrder: true);
        receipt.RejectedByCode.ShouldBe(new Dictionary<string, long> { ["user.missing"] = 1, ["quantity.not-positive"] = 1 }, ignoreOrder: true);
        var log = shop.Log.Read();
        (log[0].Quantity, log[0].Price, log.Items.NameOf(log[0].Item)).ShouldBe((6f, 2.55f, "HEART, WHITE"));
        (log[1].Quantity, log[1].Kind).ShouldBe((1f, EventKind.Return));
    }

    [Fact]
    public void The_cut_row_of_rees46_is_rejected_although_its_user_looks_valid()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("rees46:" + scratch.File("r.csv",
            "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session\n"
            + "2019-10-01 00:00:00 UTC,view,44600062,2103807459595387724,,shiseido,35.79,541312140,72d76fde\n"
            + "2019-10-01 02:50:00 UTC,view,10900305,2053013555069845885,appliances.kitchen.mixer,elenberg,25.71,52040330"));

        (receipt.Accepted, receipt.RejectedByCode["row.cut-off"]).ShouldBe((1, 1));
        var log = shop.Log.Read();
        log.Items.Categories.IdAt(log.Items.CategoryOf(0)).ShouldBe("2103807459595387724");
        log.Items.PriceOf(0).ShouldBe(35.79f);
    }

    [Fact]
    public void MovieLens_of_one_million_is_read_from_its_zip_with_its_films()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var path = scratch.PathOf("ml-1m.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            Entry(zip, "ml-1m/ratings.dat", "1::1193::5::978300760\n1::661::3::978302109\n"u8.ToArray());
            Entry(zip, "ml-1m/movies.dat", Encoding.Latin1.GetBytes("1193::Léon (1994)::Crime|Drama\n"));
            Entry(zip, "ml-1m/README", "read me"u8.ToArray());
        }

        var receipt = shop.Import("movielens:" + path);

        receipt.AcceptedByKind["rate"].ShouldBe(2);
        receipt.AcceptedByTable["items"].ShouldBe(1);
        receipt.Notes.ShouldHaveSingleItem().ShouldContain("README");
        shop.Log.Read().Items.Title[0].ShouldBe("Léon (1994)");
        shop.Import("movielens:" + path).ShouldSatisfyAllConditions(second => second.Accepted.ShouldBe(0), second => second.Duplicate.ShouldBe(3));
    }

    [Fact]
    public void RecBole_atomic_files_of_a_folder_go_to_their_tables()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        scratch.File("ml/ml.inter", "user_id:token\titem_id:token\trating:float\ttimestamp:float\n196\t242\t3\t881250949\n186\t302\t3\t891717742\n");
        scratch.File("ml/ml.item", "item_id:token\tmovie_title:token_seq\tclass:token_seq\n242\tKolya\tComedy\n");
        scratch.File("ml/ml.user", "user_id:token\tage:token\tgender:token\n196\t49\tM\n");

        var receipt = shop.Import("recbole:" + scratch.PathOf("ml"));

        receipt.AcceptedByKind["rate"].ShouldBe(2);
        receipt.AcceptedByTable.ShouldBe(new Dictionary<string, long> { ["items"] = 1, ["users"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public void A_catalogue_is_filled_by_events_and_overruled_by_its_own_rows()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        shop.Import("taobao:" + scratch.File("a.csv", "1,10,类目甲,pv,1600000000\n1,10,类目乙,pv,1600000001\n"));
        shop.Log.Read().Items.Categories.Ids.ShouldBe(["类目乙"]); // the last row of the file counts

        shop.Import("csv:" + scratch.File("items.csv", "item_id,title,category,price,hidden,colour\n10,连衣裙,女装 > 裙装,199,false,红\n11,衬衫,,,true,\n"), request => request with { Table = "items" })
            .AcceptedByTable["items"].ShouldBe(2);
        shop.Import("taobao:" + scratch.File("b.csv", "1,10,类目丙,pv,1600000002\n"));

        var items = shop.Log.Read().Items;
        (items.NameOf(0), items.Categories.IdAt(items.CategoryOf(0)), items.PriceOf(0)).ShouldBe(("连衣裙", "女装 > 裙装", 199f));
        (items.NameOf(1), items.CategoryOf(1)).ShouldBe(("衬衫", -1));
        items.HiddenOnes.ShouldBe([1]);
    }

    [Fact]
    public void Reviews_are_imported_once()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var path = "csv:" + scratch.File("r.csv", "user_id,item_id,time,rating,text\nu,i,1600000000,5,很好\nu,i,1600000000,5,很好\nv,i,1600000001,1,\"差，\n退货\"\n");

        var first = shop.Import(path, request => request with { Table = "reviews" });
        var second = shop.Import(path, request => request with { Table = "reviews" });

        (first.Accepted, second.Accepted, second.Duplicate).ShouldBe((3, 0, 3));
        shop.Log.Summary().Reviews.ShouldBe(3);
    }

    private static void Entry(ZipArchive zip, string name, byte[] bytes)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(bytes);
    }
}
