using Taojin.Workflows.Categories;

namespace Taojin.Workflows.Tests.Categories;

public sealed class ProductFaultTests
{
    [Theory]
    [InlineData("", "product.no-words")]
    [InlineData("😀🎉！！", "product.no-words")]
    [InlineData("羽绒\ufffd服", "product.damaged")]
    [InlineData("tea\0cup", "product.damaged")]
    [InlineData(null, "product.no-words")]
    [InlineData("\ud83d茶", "product.damaged")]
    public void What_cannot_be_read_is_rejected_with_a_hint_in_both_languages(string? title, string code)
    {
        var fault = ProductFault.Of(new() { Title = title })!;

        fault.Code.ShouldBe(code);
        fault.HintZh.ShouldContain(letter => letter > 0x2E80);
    }

    [Fact]
    public void A_megabyte_of_title_is_rejected() => ProductFault.Of(new() { Title = new string('茶', 1 << 20) })!.Code.ShouldBe("product.too-long");

    [Theory]
    [InlineData("羽绒服👍")]
    [InlineData("Tea\tcup")]
    public void Words_with_signs_are_no_fault(string title) => ProductFault.Of(new() { Title = title }).ShouldBeNull();
}
