using Taojin.Data;

namespace Taojin.Storage.Tests.BadInput;

/// <summary>Files that people really have, as bytes in the folder Corpus: each ends in counted rejects or in one clear error, and the workspace opens again.</summary>
public sealed class CorpusTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "BadInput", "Corpus");

    [Theory]
    [InlineData("some-rows-with-tabs.csv", 2, "row.too-few-fields")]
    [InlineData("decimal-commas.csv", 1, "row.too-many-fields")]
    [InlineData("bom-utf8.csv", 1, "")]
    [InlineData("bom-utf16le.csv", 1, "")]
    [InlineData("bom-utf16be.csv", 1, "")]
    [InlineData("utf16-without-bom.csv", 1, "")]
    [InlineData("utf16-odd-length.csv", 11, "time.invalid")]
    [InlineData("gb18030.csv", 2, "")]
    [InlineData("gb18030-broken.csv", 2, "text.invalid")]
    [InlineData("utf8-broken.csv", 2, "text.invalid")]
    [InlineData("latin1.csv", 1, "text.invalid")]
    [InlineData("nul-bytes.csv", 2, "row.nul")]
    [InlineData("quotes-open.csv", 3, "quote.open")]
    [InlineData("quotes-broken.csv", 2, "quote.broken")]
    [InlineData("years.csv", 6, "time.implausible time.implausible time.implausible time.implausible time.invalid")]
    [InlineData("years-unix.csv", 3, "time.implausible time.implausible time.implausible")]
    [InlineData("last-row-cut.csv", 1, "row.cut-off")]
    [InlineData("nan.csv", 1, "number.invalid number.not-finite number.not-finite number.not-finite number.not-finite time.invalid")]
    [InlineData("huge-ids.csv", 2, "id.too-long id.too-long")]
    [InlineData("header-only.csv", 0, "")]
    [InlineData("header-only-without-end.csv", 0, "")]
    [InlineData("header-names-twice.csv", 1, "")]
    [InlineData("carriage-returns.csv", 2, "")]
    [InlineData("mixed-line-ends.csv", 2, "")]
    [InlineData("letters-that-look-like-others.csv", 2, "time.invalid")]
    public void A_bad_row_is_counted_and_the_others_are_taken(string file, int accepted, string codes)
    {
        using var scratch = new Scratch();
        using (var shop = scratch.Init())
        {
            var receipt = shop.Import("csv:" + Path.Combine(Folder, file));

            receipt.RejectedByCode.SelectMany(each => Enumerable.Repeat(each.Key, (int)each.Value)).ShouldBe(codes.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            receipt.Accepted.ShouldBe(accepted);
            (receipt.RejectsFile is null).ShouldBe(codes.Length == 0);
        }
        using var again = Workspace.Open(scratch.Shop, scratch.Clock);
        again.Log.Summary().Events.ShouldBe(accepted);
    }

    [Theory]
    [InlineData("header-and-rows-differ.csv", "import.columns-unknown")]
    [InlineData("nul-in-header.csv", "import.columns-unknown")]
    [InlineData("quote-in-header-open.csv", "import.columns-unknown")]
    [InlineData("picture.csv", "import.columns-unknown")]
    [InlineData("empty.csv", "import.file-empty")]
    [InlineData("blank-lines.csv", "import.file-empty")]
    [InlineData("only-bom.csv", "import.file-empty")]
    public void A_file_that_says_nothing_is_one_clear_error(string file, string code)
    {
        using var scratch = new Scratch();
        using (var shop = scratch.Init())
        {
            var fault = Should.Throw<TaojinException>(() => shop.Import("csv:" + Path.Combine(Folder, file)));

            fault.Code.ShouldBe(code);
            fault.Remedy.ShouldNotBeEmpty();
        }
        using var again = Workspace.Open(scratch.Shop, scratch.Clock);
        (again.Log.Summary().Events, again.Log.Imports().Count).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("bom-utf16le.csv", "utf-16", "张三 连衣裙 view 2020-09-13T12:26:40Z")]
    [InlineData("bom-utf16be.csv", "utf-16be", "张三 连衣裙 view 2020-09-13T12:26:40Z")]
    [InlineData("utf16-without-bom.csv", "utf-16", "张三 连衣裙 view 2020-09-13T12:26:40Z")]
    [InlineData("gb18030.csv", "gb18030", "张三 连衣裙 view 2020-09-13T12:26:40Z")]
    [InlineData("utf8-broken.csv", "utf-8", "张三 连衣裙 view 2020-09-13T12:26:40Z")]
    public void Chinese_text_is_read_in_the_encoding_that_is_found_and_shown(string file, string encoding, string line)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        shop.Import("csv:" + Path.Combine(Folder, file)).Detected[0].Encoding.ShouldBe(encoding);

        shop.Lines()[0].ShouldBe(line);
    }

    [Fact]
    public void Every_source_meets_every_file_with_a_receipt_or_a_clear_error()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        foreach (var (card, file) in SourceCards.All.SelectMany(card => Directory.GetFiles(Folder).Order(StringComparer.Ordinal).Select(file => (card, file))))
        {
            try
            {
                shop.Import($"{card.Name}:{file}");
            }
            catch (TaojinException fault)
            {
                fault.Code.ShouldStartWith("import.", customMessage: $"{card.Name}:{file}");
                fault.Remedy.ShouldNotBeEmpty();
            }
        }
        shop.Log.Summary().Events.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void An_encoding_that_there_is_not_is_said()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        foreach (var name in new[] { "utf-7", "klingon", "" })
            Should.Throw<TaojinException>(() => shop.Import("csv:" + Path.Combine(Folder, "bom-utf8.csv"), request => request with { Encoding = name })).Code.ShouldBe("import.encoding-unknown");
    }
}
