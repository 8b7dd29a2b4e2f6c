using CsCheck;
using Taojin.Mining.AfterSales;
using Taojin.Testing.Service;

namespace Taojin.Mining.Tests.AfterSales;

public sealed class GuardTests
{
    private static readonly string[] Sources = ["Refunds take 5 working days, 1,000 yuan at most, tracking SF135-1, http://shop.example/help"];
    private static readonly string[] Ids = ["policy/refund"];

    [Theory]
    [InlineData("It takes 5 days [policy/refund].", null)]
    [InlineData("最多 1000 元【policy/refund】。", null)]
    [InlineData("It takes 6 days [policy/refund].", "number")]
    [InlineData("Order LN240301 is on its way.", "number")]
    [InlineData("See http://shop.example/help", null)]
    [InlineData("See evil.com", "link")]
    [InlineData("Write to me@evil.example", "link")]
    [InlineData("It takes 5 days [policy/other].", "source")]
    public void What_is_written_stands_in_the_sources(string text, string? fault) => GroundedText.FaultOf(text, Sources, Ids).ShouldBe(fault);

    [Fact]
    public void Orders_to_a_model_are_recognised_and_questions_are_not()
    {
        LanternShop.Injections.SelectMany(each => new[] { each.En, each.Zh }).Where(text => !SuspectText.Is(text)).Count().ShouldBeLessThanOrEqualTo(3);
        LanternShop.Questions.Concat(LanternShop.Practice).SelectMany(each => new[] { each.En.Text, each.Zh.Text }).Where(SuspectText.Is).ShouldBeEmpty();
    }

    [Fact]
    public void Sentences_together_are_the_text() =>
        Gen.String[Gen.Char["ab 。！.?\n4"], 0, 60].Sample(text => string.Concat(Excerpt.Sentences(text)) == text);

    [Fact]
    public void A_long_passage_is_cut_to_the_sentences_that_are_asked_for()
    {
        var passage = new Passage("policy/long", PassageKind.Policy, "en", "Long", string.Join(' ', Enumerable.Range(1, 30).Select(nth => nth == 17 ? "The warranty covers 2.5 years." : $"Sentence number {nth} says nothing.")));

        var excerpt = Excerpt.Of(passage, "How long is the guarantee?");

        excerpt.ShouldContain("2.5 years");
        excerpt.Length.ShouldBeLessThanOrEqualTo(400);
        passage.Text.ShouldContain(excerpt);
    }
}
