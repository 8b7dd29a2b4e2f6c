using System.Text;
using System.Text.RegularExpressions;
using Taojin.Data;
using Taojin.Storage.Import;

namespace Taojin.Storage.Tests.Import;

public partial class RejectsTests : StoreFacts
{
    [Theory]
    [InlineData("u,i,view,9999999999,,", "time.implausible")]
    [InlineData("u,i,view,1,,", "time.implausible")]
    [InlineData("u,i,view,soon,,", "time.invalid")]
    [InlineData("u,i,view,,,", "time.missing")]
    [InlineData(",i,view,1600000000,,", "user.missing")]
    [InlineData("u,,view,1600000000,,", "item.missing")]
    [InlineData("u,i,,1600000000,,", "kind.missing")]
    [InlineData("u,i,teleport,1600000000,,", "kind.unknown")]
    [InlineData("u,i,buy,1600000000,NaN,", "number.not-finite")]
    [InlineData("u,i,buy,1600000000,1e400,", "number.not-finite")]
    [InlineData("u,i,buy,1600000000,¥12,", "number.invalid")]
    [InlineData("u,i,buy,1600000000,-1,", "price.negative")]
    [InlineData("u,i,buy,1600000000,1,0", "quantity.not-positive")]
    [InlineData("u,i,view", "row.too-few-fields")]
    [InlineData("u,i,view,1600000000,1,1,1", "row.too-many-fields")]
    [InlineData("u,\"i,view,1600000000,,", "quote.open")]
    [InlineData("u,\"i\"x,view,1600000000,,", "quote.broken")]
    [InlineData("u,i\0,view,1600000000,,", "row.nul")]
    public void A_bad_row_is_rejected_with_its_code_and_the_rest_is_taken(string row, string code)
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("csv:" + scratch.File("a.csv", $"user_id,item_id,kind,time,price,quantity\n甲,乙,view,1600000000,,\n{row}\nu,i,view,1600000001,2.5,3\n"));

        receipt.RejectedByCode.ShouldHaveSingleItem().Key.ShouldBe(code);
        (receipt.Read, receipt.Accepted, receipt.Rejected).ShouldBe((3, 2, 1));
        var line = File.ReadAllText(receipt.RejectsFile!).Split('\n')[1];
        line.ShouldStartWith("a.csv,3,");
        line.ShouldContain(code);
        RejectCodes.HintOf(code).ShouldNotBeEmpty();
    }

    [Fact]
    public void The_rejects_file_names_the_column_in_the_sources_own_words()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("csv:" + scratch.File("a.csv", "商品,用户,行为,时间\ni,,浏览,2020-01-01 08:00\nj,u,购买,2020-01-01 08:00\n"));

        File.ReadAllText(receipt.RejectsFile!).Split('\n')[1].ShouldStartWith("a.csv,2,2,用户,user.missing,");
        shop.Lines().ShouldBe(["u j purchase 2020-01-01T00:00:00Z"]);
    }

    [Fact]
    public void An_id_of_more_than_256_bytes_is_rejected()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("taobao:" + scratch.File("a.csv", $"{new string('9', 257)},1,2,pv,1600000000\n{new string('9', 256)},1,2,pv,1600000000\n"));

        (receipt.Accepted, receipt.RejectedByCode["id.too-long"]).ShouldBe((1, 1));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_rejected()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        byte[] bytes = [.. "1,a"u8, 0xFF, .. ",2,pv,1600000000\n1,b,2,pv,1600000000\n"u8];

        var receipt = shop.Import("taobao:" + scratch.File("a.csv", bytes));

        (receipt.Accepted, receipt.RejectedByCode["text.invalid"]).ShouldBe((1, 1));
    }

    [Fact]
    public void A_last_row_without_line_end_and_with_too_few_fields_was_cut_off()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        var cut = shop.Import("taobao:" + scratch.File("a.csv", "1,10,7,pv,1600000000\n1,10,7,pv"));
        var whole = shop.Import("taobao:" + scratch.File("b.csv", "2,10,7,pv,1600000000\n2,10,7,pv,1600000001"));

        (cut.Accepted, cut.RejectedByCode["row.cut-off"]).ShouldBe((1, 1));
        whole.Accepted.ShouldBe(2);
    }

    [Fact]
    public void A_gz_file_cut_in_the_middle_gives_its_whole_rows_and_says_where_it_ends()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        var packed = Scratch.Gzip(string.Concat(Enumerable.Range(0, 20_000).Select(row => $"{row * 7919 % 20_000},10,7,pv,{1_511_539_200 + (row * 104_729L % 700_000)}\n")));

        var receipt = shop.Import("taobao:" + scratch.File("a.csv.gz", packed[..(packed.Length / 2)]));

        receipt.Accepted.ShouldBeInRange(5_000, 15_000);
        receipt.Rejected.ShouldBe(1);
        receipt.RejectedByCode.Keys.ShouldHaveSingleItem().ShouldBeOneOf("row.cut-off", "file.cut");
        receipt.Notes.ShouldHaveSingleItem().ShouldContain("breaks off");
    }

    [Fact]
    public void Gz_files_that_were_glued_together_are_whole()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("taobao:" + scratch.File("a.csv.gz", [.. Scratch.Gzip("1,10,7,pv,1600000000\n"), .. Scratch.Gzip("2,10,7,pv,1600000000\n")]));

        (receipt.Accepted, receipt.Rejected).ShouldBe((2, 0));
        receipt.Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd", "'+cmd")]
    [InlineData("-5", "'-5")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\tx", "'\tx")]
    [InlineData("＝全角", "'＝全角")]
    [InlineData("a,\"b\"\n", "\"a,\"\"b\"\"\n\"")]
    [InlineData("普通", "普通")]
    public void A_cell_is_no_formula(string text, string cell) => RejectsFile.Cell(text).ShouldBe(cell);

    [Fact]
    public void The_raw_text_of_a_reject_is_bounded()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("taobao:" + scratch.File("a.csv", $"1,2,3,pv,1600000000\n{new string('x', 3 << 20)}\n"));

        receipt.RejectedByCode["row.too-long"].ShouldBe(1);
        new FileInfo(receipt.RejectsFile!).Length.ShouldBeLessThan(2_000);
    }

    [Fact]
    public void Every_code_has_a_hint_in_both_languages()
    {
        var codes = typeof(RejectCodes).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToArray();
        codes.Length.ShouldBeGreaterThan(20);
        foreach (var code in codes)
        {
            RejectWords.Of(code, isChinese: false).ShouldMatch("^[A-Z][^\\u4e00-\\u9fff]+[.]$", code);
            RejectWords.Of(code, isChinese: true).ShouldMatch("[\\u4e00-\\u9fff].*。$", code);
            string[] names = [.. Names().Matches(RejectWords.Of(code, isChinese: false)).Select(name => name.Value)];
            names.ShouldAllBe(name => RejectWords.Of(code, true).Contains(name, StringComparison.Ordinal), code);
        }
        RejectWords.Of("no.such", isChinese: true).ShouldBeEmpty();
    }

    /// <summary>Options and settings that a person must write as they are.</summary>
    [GeneratedRegex("--[a-z-]+|[a-z]+_[a-z_]+|[0-9]+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Names();

    [Fact]
    public void The_rejects_file_says_what_to_do_in_both_languages()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("csv:" + scratch.File("a.csv", "user_id,item_id,kind,time\nu,,view,1600000000\n"));

        File.ReadAllLines(receipt.RejectsFile!).ShouldBe(["file,line,column,field,code,hint,hint_zh,raw", "a.csv,2,2,item_id,item.missing,This kind of event needs an item.,这类行为需要商品编号。,\"u,,view,1600000000\""]);
    }

    [Fact]
    public void A_receipt_stands_in_the_imports_folder()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("taobao:" + scratch.File("日志.csv", "1,2,3,pv,1600000000\n"));

        var text = File.ReadAllText(Path.Combine(shop.Folder, "imports", receipt.ImportId, "receipt.json"), Encoding.UTF8);
        ReceiptJson.Read(text).Accepted.ShouldBe(1);
        text.ShouldContain("\"accepted_by_kind\"");
        text.ShouldContain("日志.csv");
        receipt.First.ShouldBe(Instant.OfSeconds(1_600_000_000));
    }
}
