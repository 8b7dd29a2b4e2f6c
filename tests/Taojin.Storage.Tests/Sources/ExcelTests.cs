using System.IO.Compression;
using Taojin.Data;

namespace Taojin.Storage.Tests.Sources;

/// <summary>The workbooks were written by openpyxl (.xlsx) and xlwt (.xls), not by what reads them here.</summary>
public sealed class ExcelTests
{
    [Theory]
    [InlineData("订单.xlsx")]
    [InlineData("订单.xls")]
    public void A_sheet_as_a_shop_exports_it_is_read_and_bad_rows_are_named_by_their_row(string file)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var receipt = shop.Import(Workbook(file));

        shop.Lines().ShouldBe(["张三 10023 purchase 2020-11-01T02:00:00Z", "李四 10023 view 2020-11-01T02:05:30Z", "王五 杯子 cart 2020-11-01T16:00:00Z"]);
        receipt.RejectedByCode.ShouldBe(new Dictionary<string, long> { ["kind.unknown"] = 1, ["user.missing"] = 1 }, ignoreOrder: true);
        File.ReadAllText(receipt.RejectsFile!).Split('\n')[1].ShouldStartWith($"{file}#订单,6,3,动作,kind.unknown,");
        receipt.Notes.ShouldContain(note => note.Contains("说明", StringComparison.Ordinal));
        receipt.Detected[0].Columns.Select(column => column.Field).ShouldBe(["user_id", "item_id", "kind", "time", "price", "order_id"]);
    }

    [Fact]
    public void Another_sheet_is_named_behind_the_file_and_one_that_is_not_there_is_told_which_are()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        Should.Throw<TaojinException>(() => shop.Import("excel:" + Workbook("订单.xlsx") + "#说明")).Code.ShouldBe("import.column-missing");
        var fault = Should.Throw<TaojinException>(() => shop.Import(Workbook("订单.xlsx") + "#退货"));

        (fault.Code, fault.Remedy.Contains("订单, 说明", StringComparison.Ordinal)).ShouldBe(("import.sheet-missing", true));
    }

    [Theory]
    [InlineData("订单.xlsx")]
    [InlineData("订单.xls")]
    public void A_damaged_workbook_is_refused_and_leaves_nothing(string file)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var whole = File.ReadAllBytes(Workbook(file));
        foreach (var length in (int[])[0, 1, 512, whole.Length / 2, whole.Length - 30])
        {
            var path = scratch.File(file, whole[..length]);
            try
            {
                shop.Import(path); // an old workbook that lost only its end may still be whole in what is read
                file.ShouldEndWith(".xls");
                length.ShouldBeGreaterThan(512);
            }
            catch (TaojinException fault)
            {
                fault.Code.ShouldBe("import.file-damaged");
                shop.Log.Summary().Events.ShouldBe(0);
            }
        }
    }

    [Fact]
    public void A_workbook_made_to_fill_the_memory_is_refused_before_it_is_unpacked()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var path = scratch.File("a.xlsx", File.ReadAllBytes(Workbook("订单.xlsx")));
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
        using (var part = zip.CreateEntry("xl/media/a.bin").Open())
            for (var block = 0; block < 300; block++)
                part.Write(new byte[1 << 20]);

        Should.Throw<TaojinException>(() => shop.Import(path)).Code.ShouldBe("import.unpacked-too-large");
    }

    private static string Workbook(string file) => Path.Combine(AppContext.BaseDirectory, "Workbooks", file);
}
