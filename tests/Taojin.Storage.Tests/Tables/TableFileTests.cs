using System.Text;
using Taojin.Data;
using Taojin.Storage.Tables;

namespace Taojin.Storage.Tests.Tables;

public sealed class TableFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-table-").FullName;

    [Fact]
    public void A_table_is_read_with_its_encoding_and_bad_rows_are_kept_aside_with_their_lines()
    {
        var file = Read("会员,城市\n甲,\"上海,浦东\"\n乙\n丙,京,多\n丁,\n", "gb18030");

        file.Table.Names.ShouldBe(["会员", "城市"]);
        file.Table["城市"].ShouldBe(["上海,浦东", ""]);
        file.Rejected.Select(reject => (reject.Line, reject.Code)).ShouldBe([(3, "row.too-few-fields"), (4, "row.too-many-fields")]);
    }

    [Theory]
    [InlineData("", "table.empty")]
    [InlineData("a,b,a\n1,2,3\n", "table.column-twice")]
    public void A_file_that_is_no_table_is_refused(string text, string code) => Should.Throw<TaojinException>(() => Read(text, "utf-8")).Code.ShouldBe(code);

    [Fact]
    public void Only_separated_values_are_read() => Should.Throw<TaojinException>(() => TableFile.Read("parquet:x", new())).Code.ShouldBe("table.format-unknown");

    [Fact]
    public void What_a_spreadsheet_would_run_is_written_as_text_and_numbers_stay_numbers()
    {
        using var output = new StringWriter();
        TableWriter.WriteRow(output, ["=1+1", "+86 138", "@甲", "-0.5", "-cmd", "平,安", "说\"好\"", null]);

        output.ToString().ShouldBe("'=1+1,'+86 138,'@甲,-0.5,'-cmd,\"平,安\",\"说\"\"好\"\"\",\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private TableFile Read(string text, string encoding)
    {
        var path = Path.Combine(_folder, "表.csv");
        File.WriteAllBytes(path, CodePagesEncodingProvider.Instance.GetEncoding(encoding)?.GetBytes(text) ?? Encoding.UTF8.GetBytes(text));
        return TableFile.Read($"csv:{path}", new());
    }
}
