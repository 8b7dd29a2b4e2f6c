namespace Taojin.Data.Tests;

public sealed class CatalogueTests
{
    private static readonly Catalogue Shop = new()
    {
        Ids = new Vocabulary(["sku-1", "sku-2", "sku-3"]),
        Categories = new Vocabulary(["服饰 > 女装 > 连衣裙"]),
        Category = [0, -1],
        Title = ["碎花连衣裙", null],
        Price = [99.5f, float.NaN],
        Hidden = [false, true],
    };

    [Fact]
    public void What_the_shop_says_of_an_item_is_found_by_its_index()
    {
        (Shop.CategoryOf(0), Shop.PriceOf(0), Shop.NameOf(0)).ShouldBe((0, 99.5f, "碎花连衣裙"));
        Shop.Categories.IdAt(Shop.CategoryOf(0)).ShouldBe("服饰 > 女装 > 连衣裙");
        Shop.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)] // the arrays may be shorter than the ids: what came later has none yet
    public void Where_it_says_nothing_the_item_has_its_id_for_a_name(int item) =>
        (Shop.CategoryOf(item), Shop.PriceOf(item), Shop.NameOf(item)).ShouldBe((-1, float.NaN, $"sku-{item + 1}"));

    [Fact]
    public void No_item_has_no_category_and_no_price() => (Shop.CategoryOf(-1), Shop.PriceOf(-1)).ShouldBe((-1, float.NaN));

    [Fact]
    public void Hidden_items_are_named() => Shop.HiddenOnes.ShouldBe([1]);

    [Fact]
    public void A_catalogue_of_ids_alone_is_whole()
    {
        var bare = new Catalogue { Ids = new Vocabulary(["甲"]) };

        (bare.NameOf(0), bare.CategoryOf(0), bare.HiddenOnes.Count(), bare.Categories.Count).ShouldBe(("甲", -1, 0, 0));
    }
}
