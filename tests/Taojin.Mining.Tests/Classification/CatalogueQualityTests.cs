using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Classification;

public sealed class CatalogueQualityTests
{
    private static readonly TitleAttributes Attributes = new(["Peter England", "Turtle", "波司登", "Apple"]);

    [Theory]
    [InlineData("Turtle Check Men Navy Blue Shirt", "brand=Turtle colour=navy blue gender=men")]
    [InlineData("Peter England Men Party Blue Jeans", "brand=Peter England colour=blue gender=men")]
    [InlineData("apple iphone 8 plus 64 gb spacegrau", "brand=Apple colour=grey size=64gb")]
    [InlineData("波司登女士羽绒服 冬季 红色 XL", "brand=波司登 colour=red size=xl gender=women season=winter")]
    [InlineData("男童运动鞋 32码 秋款", "size=32码 gender=boys season=fall")]
    [InlineData("😀", "")]
    [InlineData("", "")]
    public void Brand_colour_size_gender_and_season_are_read_from_titles(string title, string found) =>
        string.Join(' ', Attributes.Of(title).Select(each => $"{each.Name}={each.Value}")).ShouldBe(found);

    [Fact]
    public void Equal_and_nearly_equal_titles_are_found_and_other_sizes_are_other_products()
    {
        string?[] titles =
        [
            "云川加厚羽绒服 女款 冬季新品", "云川 加厚羽绒服【女款】冬季新品", "apple iphone 8 plus 64gb silver sim free", "apple iphone 8 plus 256gb silver sim free",
            "apple iphone 8 plus 64gb silver sim-free smartphone", null, "", "", "茶杯",
        ];

        var groups = TitleDuplicates.Find(titles, 0.6, new FitContext());

        groups.Select(group => string.Join(',', group.Items)).ShouldBe(["0,1", "2,4"]);
        groups[0].IsExact.ShouldBeFalse();
    }

    [Fact]
    public void Threads_change_no_group()
    {
        var titles = LabelledProducts.Of(400).Inputs.Select(product => product.Title is { } title ? string.Concat(title.Where(letter => !char.IsAsciiDigit(letter))) : null).ToArray();

        var alone = TitleDuplicates.Find(titles, 0.5, new FitContext { Threads = 1 });

        alone.Count.ShouldBeGreaterThan(0);
        TitleDuplicates.Find(titles, 0.5, new FitContext { Threads = 4 }).Select(group => string.Join(',', group.Items)).ShouldBe(alone.Select(group => string.Join(',', group.Items)));
    }

    [Fact]
    public void The_queue_asks_first_what_is_unsure_and_unlike_what_it_has_asked()
    {
        var model = new LinearText(new()).Fit(LabelledProducts.Of(), new FitContext());
        ProductFacts[] items = [new() { Title = "龙井绿茶 明前" }, new() { Title = "某某新款上市特别推荐限时 qq" }, new() { Title = "某某新款上市特别推荐限时 qqq" }, new() { Title = "园艺割草汽油" }];

        var queue = LabellingQueue.Order(model, items, 3, new FitContext());

        queue.Select(entry => entry.Item).ShouldNotContain(0);
        Math.Min(queue.ToList().FindIndex(entry => entry.Item == 1), queue.ToList().FindIndex(entry => entry.Item == 2)).ShouldBeLessThan(2);
        queue[^1].Item.ShouldBeOneOf(1, 2);
        queue.ShouldAllBe(entry => entry.Uncertainty > 0.2);
    }

    [Fact]
    public void What_is_like_nothing_learned_is_less_familiar()
    {
        var model = new LinearText(new()).Fit(LabelledProducts.Of(), new FitContext());

        model.Familiarity(new() { Title = "龙井绿茶 明前" }).ShouldBeGreaterThan(model.Familiarity(new() { Title = "lawn mower 割草机" }));
    }
}
