namespace Taojin.Storage.Tests;

public sealed class SpreadsheetCsvTests
{
    [Fact]
    public void Text_is_no_formula_numbers_are_plain_and_Chinese_is_marked() => SpreadsheetCsv.Of(
        ["用户", "value"],
        [["=HYPERLINK(\"http://x\")", 1.5], ["张三, \"大\"", -2], ["+86", double.NaN], ["@cmd", null]])
        .ShouldBe("\uFEFF用户,value\r\n\"'=HYPERLINK(\"\"http://x\"\")\",1.5\r\n\"张三, \"\"大\"\"\",-2\r\n'+86,\r\n'@cmd,\r\n");
}
