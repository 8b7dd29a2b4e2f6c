using System.Text;
using Taojin.Data;

namespace Taojin.Storage.Tests.Sources;

public sealed class DetectionTests
{
    [Theory]
    [InlineData(",")]
    [InlineData("\t")]
    [InlineData(";")]
    [InlineData("|")]
    [InlineData("::")]
    public void The_separator_is_found_and_shown(string separator)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var rows = new[] { "user_id item_id behaviour time", "甲 1 pv 2020-01-01T00:00:00Z", "乙 2 buy 2020-01-01T00:00:01Z" };

        var receipt = shop.Import("csv:" + scratch.File("a.csv", string.Concat(rows.Select(row => row.Replace(" ", separator, StringComparison.Ordinal) + "\n"))));

        receipt.Accepted.ShouldBe(2);
        receipt.Detected[0].Separator.ShouldBe(separator);
        receipt.Detected[0].Header.ShouldBe(true);
        receipt.Detected[0].Columns.Select(column => column.Field).ShouldBe(["user_id", "item_id", "kind", "time"]);
        receipt.Detected[0].Kinds["pv"].ShouldBe("view");
    }

    [Theory]
    [InlineData("1600000000", "unix-s")]
    [InlineData("1600000000000", "unix-ms")]
    [InlineData("1600000000000000", "unix-us")]
    [InlineData("1600000000000000000", "unix-ns")]
    [InlineData("20200913", "compact")]
    [InlineData("2020-09-13 12:26:40", "iso")]
    [InlineData("2020/9/13 12:26", "iso")]
    [InlineData("13/09/2020 12:26", "day-first")]
    [InlineData("09/13/2020 12:26", "month-first")]
    public void The_format_of_times_is_found_and_shown(string time, string format)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("csv:" + scratch.File("a.csv", $"user_id,item_id,kind,time\nu,i,view,{time}\n"));

        (receipt.Accepted, receipt.Detected[0].TimeFormat).ShouldBe((1, format));
        DateOnly.FromDateTime((receipt.First!.Value.ToDateTimeOffset() + TimeSpan.FromHours(8)).DateTime).ShouldBe(new DateOnly(2020, 9, 13));
    }

    [Fact]
    public void Day_and_month_that_cannot_be_told_apart_are_asked_for()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var path = "csv:" + scratch.File("a.csv", "user_id,item_id,kind,time\nu,i,view,03/04/2020\n");

        Should.Throw<TaojinException>(() => shop.Import(path)).Code.ShouldBe("import.time-unclear");

        shop.Import(path, request => request with { TimeFormat = "day-first" }).First.ShouldBe(Instant.Of(new DateTimeOffset(2020, 4, 3, 0, 0, 0, TimeSpan.FromHours(8))));
    }

    [Fact]
    public void Integer_codes_of_behaviour_are_asked_for_and_never_guessed()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var path = "csv:" + scratch.File("a.csv", "user_id,item_id,behavior_type,time\nu,i,1,1600000000\nu,i,4,1600000001\n");

        var fault = Should.Throw<TaojinException>(() => shop.Import(path));
        var receipt = shop.Import(path, request => request with { Map = SourceRequest.ParseMap("1=view,4=purchase") });

        (fault.Code, fault.Message.Contains("1, 4", StringComparison.Ordinal)).ShouldBe(("import.kind-unknown", true));
        fault.Remedy.ShouldContain("--map 1=view");
        receipt.AcceptedByKind.ShouldBe(new Dictionary<string, long> { ["view"] = 1, ["purchase"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public void Names_of_behaviour_that_nobody_knows_are_asked_for_when_they_are_most()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var path = "csv:" + scratch.File("a.csv", "user_id,item_id,event,time\nu,i,schauen,1600000000\nu,i,schauen,1600000001\nu,i,buy,1600000002\n");

        Should.Throw<TaojinException>(() => shop.Import(path)).Code.ShouldBe("import.kind-unknown");

        shop.Import(path, request => request with { Map = SourceRequest.ParseMap("schauen=view") }).Accepted.ShouldBe(3);
    }

    [Fact]
    public void A_file_without_a_header_needs_its_columns()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var path = "csv:" + scratch.File("a.csv", "u,i,view,1600000000\n");

        Should.Throw<TaojinException>(() => shop.Import(path)).Code.ShouldBe("import.columns-unknown");

        shop.Import(path, request => request with { Columns = ["user_id", "item_id", "kind", "time"] }).Accepted.ShouldBe(1);
    }

    [Theory]
    [InlineData("user_id,item_id,kind\nu,i,view\n", "import.column-missing")]
    [InlineData("user_id,item_id,time\nu,i,1600000000\n", "import.kind-missing")]
    [InlineData("user_id,item_id,kind,time\nu,i,view,gestern\n", "import.time-unclear")]
    public void What_a_file_cannot_say_is_asked_for(string text, string code)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var fault = Should.Throw<TaojinException>(() => shop.Import("csv:" + scratch.File("a.csv", text)));

        fault.Code.ShouldBe(code);
        fault.Remedy.ShouldContain("--");
    }

    [Theory]
    [InlineData("订单.CSV", "csv")]
    [InlineData("orders.tsv.gz", "csv")]
    [InlineData("events.jsonl.zip", "jsonl")]
    [InlineData("a:b/events.parquet", "parquet")]
    [InlineData("订单.xlsx#订单", "excel")]
    [InlineData("taobao:events.csv", "taobao")]
    public void The_format_is_the_one_named_or_the_one_of_the_ending(string source, string format) => SourceRequest.Parse(source).Format.ShouldBe(format);

    [Fact]
    public void A_file_as_a_chinese_shop_exports_it_is_read_without_options()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var path = scratch.File("订单.csv", "");
        File.WriteAllText(path, "会员编号,商品编号,动作,时间,价格\n张三,红茶,下单,2020年11月1日 10:00,25.5\n李四,绿茶,查看,2020/11/01 10:05,\n王五,杯子,加入购物车,2020/11/2 9:00,40\n赵六,杯子,退款,2020/11/03 10:00,40\n", Encoding.GetEncoding("gb18030"));

        var receipt = shop.Import(path);

        receipt.AcceptedByKind.ShouldBe(new Dictionary<string, long> { ["purchase"] = 1, ["view"] = 1, ["cart"] = 1, ["return"] = 1 }, ignoreOrder: true);
        shop.Log.Read().Users.IdAt(0).ShouldBe("张三");
    }

    [Theory]
    [InlineData("csv:/no/such/file.csv", "import.file-missing")]
    [InlineData("word:a.docx", "import.format-unknown")]
    public void What_is_not_there_is_said(string source, string code)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        Should.Throw<TaojinException>(() => shop.Import(source)).Code.ShouldBe(code);
    }

    [Fact]
    public void A_source_without_a_format_and_a_map_without_a_kind_are_refused()
    {
        Should.Throw<TaojinException>(() => SourceRequest.Parse("log.dat")).Code.ShouldBe("import.source-unclear");
        Should.Throw<TaojinException>(() => SourceRequest.ParseMap("pv=look")).Code.ShouldBe("import.map-unclear");
    }

    [Theory]
    [InlineData("item_id,title,price\ni,连衣裙,9.5\n", "items")]
    [InlineData("用户,城市\nu,杭州\n", "users")]
    [InlineData("user_id,item_id,time,rating,评论\nu,i,1600000000,5,很好\n", "reviews")]
    [InlineData("user_id,item_id,kind,time\nu,i,view,1600000000\n", "events")]
    public void What_a_files_rows_are_is_told_by_its_columns(string text, string table)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("csv:" + scratch.File("a.csv", text));

        (receipt.Accepted, receipt.Detected[0].Table).ShouldBe((1, table));
    }

    [Fact]
    public void A_header_alone_is_a_file_without_rows()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        shop.Import("csv:" + scratch.File("a.csv", "user_id,item_id,kind,time\n")).Read.ShouldBe(0);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_name()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        shop.Import("csv:" + scratch.File("a.csv", "\uFEFFuser_id,item_id,kind,time\nu,i,view,1600000000\n")).Accepted.ShouldBe(1);
    }
}
