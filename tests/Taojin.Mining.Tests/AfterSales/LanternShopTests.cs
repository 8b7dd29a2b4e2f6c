using Taojin.Testing.Service;

namespace Taojin.Mining.Tests.AfterSales;

/// <summary>The questions that the assistant is judged by are sound themselves.</summary>
public sealed class LanternShopTests
{
    private static readonly HashSet<string> Known =
        [.. LanternShop.Policies.Concat(LanternShop.Products).Concat(LanternShop.Answers).Select(text => text.Id), .. LanternShop.Orders.Select(order => $"order/{order.OrderId}")];

    [Fact]
    public void There_are_a_hundred_questions_in_two_languages_and_each_source_exists()
    {
        LanternShop.Questions.Count.ShouldBe(100);
        LanternShop.Questions.Concat(LanternShop.Practice).SelectMany(question => question.Sources).Except(Known).ShouldBeEmpty();
        LanternShop.Questions.ShouldAllBe(question => question.Sources.Count > 0 && question.Zh.Text.Any(letter => letter > 0x2E80) && question.En.Text.All(letter => letter < 0x2E80));
    }

    [Fact]
    public void What_a_right_answer_says_stands_in_its_source()
    {
        var texts = LanternShop.Policies.Concat(LanternShop.Products).Concat(LanternShop.Answers).ToDictionary(text => text.Id);

        foreach (var question in LanternShop.Questions.Where(each => texts.ContainsKey(each.Sources[0])))
        {
            texts[question.Sources[0]].En.Text.ShouldContain(question.En.Says, Case.Sensitive, question.En.Text);
            texts[question.Sources[0]].Zh.Text.ShouldContain(question.Zh.Says, Case.Sensitive, question.Zh.Text);
        }
    }

    [Fact]
    public void Practice_and_test_questions_differ() =>
        LanternShop.Practice.Select(each => each.En.Text).Intersect(LanternShop.Questions.Select(each => each.En.Text)).ShouldBeEmpty();

    [Fact]
    public void Nobody_is_asked_to_find_their_own_order_foreign()
    {
        LanternShop.ForeignAttempts.Count.ShouldBe(200);
        LanternShop.ForeignAttempts.ShouldAllBe(attempt => attempt.UserId != attempt.Order.UserId && !attempt.Text.Contains('{'));
    }
}
