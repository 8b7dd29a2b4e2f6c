using Taojin.Data;
using Taojin.Mining.Learning.Tables;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Learning.Tables;

public sealed class TableSchemaTests
{
    private static readonly TableSchemaOptions Options = new() { RowsPerCategory = 1, MostCategories = 3 };

    [Fact]
    public void Columns_are_understood_by_their_cells()
    {
        var schema = TableSchema.Of(Customers(), "流失", Options);

        schema.Columns.Select(column => (column.Name, column.Kind)).ShouldBe([
            ("会员号", ColumnKind.Ignored), ("年龄", ColumnKind.Number), ("城市", ColumnKind.Category), ("注册日期", ColumnKind.Date), ("国家", ColumnKind.Ignored)]);
        schema.Columns[2].Categories.ShouldBe(["上海", "北京"]);
        schema.Columns[0].NoteZh.ShouldBe("每行取值都不同：编号");
        schema.Features.ShouldBe(["年龄", "城市", "注册日期.day", "注册日期.month", "注册日期.weekday", "注册日期.hour"]);
        schema.Categories.ShouldBe([0, 3, 0, 0, 0, 0]);
    }

    [Fact]
    public void Cells_become_numbers_words_their_places_and_gaps_unknown()
    {
        var rows = TableSchema.Of(Customers(), "流失", Options).Encode(Customers()).Values;

        rows[0].ToArray().ShouldBe([31, 1, 19723, 1, 0, 0]); // 2024-01-01 was a Monday, 19,723 days after 1970
        rows[1][0].ShouldBe(float.NaN);
        rows[3][1].ShouldBe(0f); // 成都 is beyond the two that may have a place
        rows[4][1].ShouldBe(float.NaN);
        rows[4][5].ShouldBe(18.5f);
    }

    [Fact]
    public void New_rows_may_lack_columns_have_others_and_hold_new_words()
    {
        var schema = TableSchema.Of(Customers(), "流失", Options);
        var row = schema.Encode(new(["别的", "城市"], [["x"], ["火星"]])).Values[0].ToArray();

        row.ShouldBe([float.NaN, 0, float.NaN, float.NaN, float.NaN, float.NaN]);
    }

    [Fact]
    public void A_derived_column_is_made_of_two_others_and_unknown_where_it_divides_by_nothing()
    {
        var table = new TextTable(["金额", "次数", "城市", "y"], [["10", "5", "7", "8"], ["2", "0", "", "4"], ["沪", "沪", "京", "京"], ["0", "1", "0", "1"]]);
        var schema = TableSchema.Of(table, "y", new() { Derived = ["金额/次数", "城市&次数"], RowsPerCategory = 1 });
        var rows = schema.Encode(table).Values;

        schema.Columns[^1].Categories.ShouldBe(["京&4", "沪&0", "沪&2"], ignoreOrder: true);
        new[] { rows[0][3], rows[1][3], rows[2][3], rows[3][3] }.ShouldBe([5, float.NaN, float.NaN, 2]);
        Should.Throw<TaojinException>(() => TableSchema.Of(table, "y", new() { Derived = ["金额/别的"] })).Code.ShouldBe("table.derived-unclear");
    }

    [Fact]
    public void What_was_understood_is_written_and_read_back()
    {
        var schema = TableSchema.Of(Customers(), "流失", Options with { Derived = ["城市&国家"] });
        var read = TableSchema.Load(MemoryArtifact.Of(schema));

        read.Features.ShouldBe(schema.Features);
        read.Encode(Customers()).Values.Values.ShouldBe(schema.Encode(Customers()).Values.Values);
    }

    [Fact]
    public void A_column_that_does_not_exist_is_refused_with_those_that_do() =>
        Should.Throw<TaojinException>(() => TableSchema.Of(Customers(), "复购", Options)).Remedy.ShouldContain("流失");

    [Theory]
    [InlineData(new[] { "是", "否", "是" }, null, "是")]
    [InlineData(new[] { "TRUE", "FALSE", "FALSE" }, null, "TRUE")]
    [InlineData(new[] { "好", "好", "坏" }, null, "坏")] // neither means yes: the rarer
    [InlineData(new[] { "甲", "乙", "丙" }, "乙", "乙")] // one against all others
    public void The_outcome_that_counts_as_yes_is_found_or_told(string[] cells, string? told, string positive) => OutcomeLabels.Of(cells, "结果", told).Positive.ShouldBe(positive);

    [Theory]
    [InlineData(new[] { "甲", "乙", "丙" }, null, "label.many-outcomes")]
    [InlineData(new[] { "是", "是", "" }, null, "label.one-outcome")]
    [InlineData(new[] { "是", "否" }, "也许", "label.positive-unknown")]
    public void Outcomes_that_are_not_two_are_refused_with_what_was_found(string[] cells, string? told, string code)
    {
        var refused = Should.Throw<TaojinException>(() => OutcomeLabels.Of(cells, "结果", told));

        refused.Code.ShouldBe(code);
        (refused.Message + refused.Remedy).ShouldContain(cells[0]);
    }

    [Fact]
    public void Rows_without_an_outcome_are_left_out()
    {
        var labels = OutcomeLabels.Of(["1", null, "0", "NA"], "y", null);

        labels.Rows.ShouldBe([0, 2]);
        labels.Labels.ShouldBe([true, false]);
    }

    [Fact]
    public void Parts_by_time_leave_the_last_fifth_to_the_test()
    {
        var parts = TableParts.ByTime([.. Enumerable.Range(0, 10).Select(day => $"2024年1月{10 - day}日")]);

        parts.Test.ShouldBe([1, 0], ignoreOrder: true);
        parts.Validation.ShouldBe([3, 2], ignoreOrder: true);
        parts.Train.Count.ShouldBe(6);
    }

    private static TextTable Customers() => new(["会员号", "年龄", "城市", "注册日期", "国家", "流失"],
    [
        ["甲1", "甲2", "甲3", "甲4", "甲5"], ["31", "", "44", "29.5", "60"], ["上海", "上海", "北京", "成都", null],
        ["2024-01-01", "2024/2/3", "2024年3月4日", "2023-12-31", "2024-01-01 18:30"], ["中国", "中国", "中国", "中国", "中国"], ["是", "否", "否", "是", "否"],
    ]);
}
