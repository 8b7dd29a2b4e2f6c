using DuckDB.NET.Data;
using Taojin.Data;

namespace Taojin.Storage.Tests.Sources;

public sealed class ParquetTests
{
    private const string Log = """
        SELECT * FROM (VALUES
            ('甲', 10, 'pv', TIMESTAMPTZ '2020-01-01 00:00:00+00', 9.5::DOUBLE, 1, NULL),
            ('甲', 10, 'buy', TIMESTAMPTZ '2020-01-01 00:00:01+00', 9.5::DOUBLE, 2, '订单1'),
            ('乙', 11, 'teleport', TIMESTAMPTZ '2020-01-01 00:00:02+00', NULL, NULL, NULL),
            (NULL, 11, 'pv', TIMESTAMPTZ '2020-01-01 00:00:03+00', NULL, NULL, NULL))
            AS log(user_id, item_id, behavior, time, price, quantity, order_id)
        """;

    [Fact]
    public void Columns_are_found_by_their_names_and_bad_rows_are_rejected_by_their_number()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("parquet:" + Write(scratch, "日志.parquet", Log));

        (receipt.Accepted, receipt.Rejected).ShouldBe((2, 2));
        receipt.RejectedByCode.ShouldBe(new Dictionary<string, long> { ["kind.unknown"] = 1, ["user.missing"] = 1 }, ignoreOrder: true);
        shop.Lines().ShouldBe(["甲 10 view 2020-01-01T00:00:00Z", "甲 10 purchase 2020-01-01T00:00:01Z"]);
        File.ReadAllText(receipt.RejectsFile!).Split('\n')[1].ShouldStartWith("日志.parquet,3,3,behavior,kind.unknown,");
        receipt.Detected[0].Columns.Select(column => column.Field).ShouldBe(["user_id", "item_id", "kind", "time", "price", "quantity", "order_id"]);
    }

    [Fact]
    public void The_same_file_twice_adds_nothing()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var path = Write(scratch, "a.parquet", Log);
        shop.Import("parquet:" + path);

        var second = shop.Import("parquet:" + path);

        (second.Accepted, second.Duplicate, second.Rejected).ShouldBe((0, 2, 2));
    }

    [Fact]
    public void Codes_of_behaviour_are_asked_for_and_taken_from_the_map()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var path = "parquet:" + Write(scratch, "a.parquet", "SELECT 1 AS user_id, 2 AS item_id, 4 AS behavior_type, 1600000000 AS time");

        Should.Throw<TaojinException>(() => shop.Import(path)).Code.ShouldBe("import.kind-unknown");

        var receipt = shop.Import(path, request => request with { Map = SourceRequest.ParseMap("4=purchase") });
        (receipt.AcceptedByKind["purchase"], receipt.Detected[0].TimeFormat).ShouldBe((1, "unix-s"));
    }

    [Fact]
    public void Ids_that_were_stored_as_real_numbers_are_whole()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        shop.Import("parquet:" + Write(scratch, "a.parquet", "SELECT 1234567::DOUBLE AS user_id, 42::FLOAT AS item_id, 'view' AS kind, DATE '2020-01-02' AS time"));

        shop.Lines().ShouldBe(["1234567 42 view 2020-01-01T16:00:00Z"]); // midnight of the shop's day
    }

    [Fact]
    public void A_catalogue_keeps_the_columns_that_have_no_field_as_attributes()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("parquet:" + Write(scratch, "items.parquet", "SELECT 'i1' AS item_id, '连衣裙' AS title, 19.9::DOUBLE AS price, ['红', '蓝'] AS colours"));

        receipt.AcceptedByTable["items"].ShouldBe(1);
        shop.Log.Read().Items.Title.ShouldBe(["连衣裙"]);
    }

    [Fact]
    public void A_folder_is_read_file_by_file_also_when_names_look_like_patterns()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        Write(scratch, "部分/part[1]*.parquet", "SELECT 'u1' AS user_id, 'i' AS item_id, 'view' AS kind, 1600000000 AS time");
        Write(scratch, "部分/part1x.parquet", "SELECT 'u2' AS user_id, 'i' AS item_id, 'view' AS kind, 1600000001 AS time");

        var receipt = shop.Import("parquet:" + scratch.PathOf("部分"));

        (receipt.Accepted, receipt.Detected.Count).ShouldBe((2, 2));
        shop.Lines().Count.ShouldBe(2);
    }

    [Fact]
    public void A_cell_of_ten_megabytes_is_one_reject()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("parquet:" + Write(scratch, "a.parquet",
            "SELECT if(no = 1, repeat('长', 3500000), 'u') AS user_id, 'i' AS item_id, 'view' AS kind, 1600000000 + no AS time FROM range(3) rows(no)"));

        (receipt.Accepted, receipt.RejectedByCode["row.too-long"]).ShouldBe((2, 1));
        new FileInfo(receipt.RejectsFile!).Length.ShouldBeLessThan(2_000);
    }

    [Fact]
    public void Columns_can_be_told_and_may_be_more_than_there_are()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var path = "parquet:" + Write(scratch, "a.parquet", "SELECT '甲' AS a, 'i' AS b, 1600000000 AS c");

        var receipt = shop.Import(path, request => request with { Kind = EventKind.Purchase, Columns = ["user_id", "item_id", "time", "price", "-"] });

        receipt.AcceptedByKind["purchase"].ShouldBe(1);
    }

    [Fact]
    public void A_small_file_of_endless_equal_rows_is_refused()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init(new WorkspaceSettings { Threads = 2, MemoryLimitGb = 1, UnpackedLimitGb = 0.005 });

        var path = Write(scratch, "a.parquet", "SELECT repeat('长', 100) AS user_id, 'i' AS item_id, 'view' AS kind, 1600000000 AS time FROM range(50000)");

        Should.Throw<TaojinException>(() => shop.Import("parquet:" + path)).Code.ShouldBe("import.unpacked-too-large");
    }

    [Fact]
    public void NaN_is_no_amount()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("parquet:" + Write(scratch, "a.parquet", "SELECT 'u' AS user_id, 'i' AS item_id, 'buy' AS kind, 1600000000 AS time, 'nan'::DOUBLE AS price"));

        receipt.RejectedByCode.ShouldBe(new Dictionary<string, long> { ["number.not-finite"] = 1 });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(200)]
    public void A_file_cut_off_is_one_clear_error_and_nothing_is_kept(int length)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var whole = File.ReadAllBytes(Write(scratch, "a.parquet", Log));

        var fault = Should.Throw<TaojinException>(() => shop.Import("parquet:" + scratch.File("b.parquet", whole[..length])));

        fault.Code.ShouldBe("import.file-damaged");
        shop.Log.Summary().Events.ShouldBe(0);
        shop.Import("parquet:" + scratch.PathOf("a.parquet")).Accepted.ShouldBe(2);
    }

    private static string Write(Scratch scratch, string name, string query)
    {
        var path = scratch.PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({query}) TO '{path}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        return path;
    }
}
