using Taojin.Mining.AfterSales;
using Taojin.Testing;
using Taojin.Testing.Service;

namespace Taojin.Mining.Tests.AfterSales;

public sealed class AnswerRetrievalTests
{
    private static readonly AnswerRetrieval Retrieval = new(LanternPassages.All);

    [Fact]
    public void The_right_source_comes_first_for_nine_of_ten_questions_in_either_language()
    {
        var asked = LanternShop.Questions.SelectMany(question => new[] { (Question: question, question.En.Text), (Question: question, question.Zh.Text) }).ToArray();

        var wrong = asked.Where(each => !each.Question.Sources.Contains(First(each.Text, each.Question.UserId)?.Passage.Id)).Select(each => each.Text).ToArray();

        wrong.Length.ShouldBeLessThanOrEqualTo(asked.Length / 10, string.Join('\n', wrong));
    }

    [Fact]
    public void Two_hundred_attempts_find_no_other_customers_order() => LanternShop.ForeignAttempts
        .SelectMany(attempt => Retrieval.Find(attempt.Text, LanternPassages.OrdersOf(attempt.UserId)).Where(found => found.Passage.Id == $"order/{attempt.Order.OrderId}"))
        .ShouldBeEmpty();

    [Fact]
    public void Words_of_another_sort_mean_the_same_matter()
    {
        AnswerRetrieval two = new([
            new("policy/a", PassageKind.Policy, "en", "Refunds", "We refund within five days."), new("policy/b", PassageKind.Policy, "en", "Postage", "Shipping is free."),
            new("policy/a", PassageKind.Policy, "zh", "退款", "五天内退款。"), new("policy/b", PassageKind.Policy, "zh", "运费", "包邮。")]);

        two.Find("money back", [])[0].Passage.Id.ShouldBe("policy/a");
        two.Find("快递费", [])[0].Passage.ShouldSatisfyAllConditions(passage => passage.Id.ShouldBe("policy/b"), passage => passage.Language.ShouldBe("zh"));
    }

    [Fact]
    public void An_encoder_finds_what_shares_no_word_with_the_question_and_keeps_out_of_what_it_cannot_read()
    {
        Passage[] passages = [new("policy/a", PassageKind.Policy, "en", "good", "great"), new("policy/b", PassageKind.Policy, "en", "bad", "awful")];
        var (plain, encoded) = (new AnswerRetrieval(passages), new AnswerRetrieval(passages, encoder: TinyEncoder.Encoder));

        plain.Find("superb", []).ShouldBeEmpty();
        encoded.Find("superb", [])[0].Passage.Id.ShouldBe("policy/a");
        encoded.Find("不认识的语言 bad", []).ShouldBe(plain.Find("不认识的语言 bad", []));
    }

    [Fact]
    public void An_order_in_the_index_is_refused() =>
        Should.Throw<ArgumentException>(() => new AnswerRetrieval([new("order/1", PassageKind.Order, "en", "t", "t")]));

    [Fact]
    public void Nothing_is_found_in_nothing()
    {
        new AnswerRetrieval([]).Find("anything", []).ShouldBeEmpty();
        Retrieval.Find("", []).ShouldBeEmpty();
        Retrieval.IsSure("", []).ShouldBeFalse();
    }

    [Theory]
    [InlineData("returns", "return")]
    [InlineData("returned", "return")]
    [InlineData("batteries", "battery")]
    [InlineData("boxes", "box")]
    [InlineData("wrapped", "wrap")]
    [InlineData("grinding", "grind")]
    public void A_stem_forgets_number_and_tense(string word, string stem) => QuestionTerms.Stem(word).ShouldBe(QuestionTerms.Stem(stem));

    [Fact]
    public void Chinese_beside_Latin_letters_is_parted()
    {
        var terms = QuestionTerms.Of("35升背包WiFi");

        terms.ShouldContain("35");
        terms.ShouldContain("背包");
        terms.ShouldContain("wifi");
    }

    private static FoundPassage? First(string text, string? user) => Retrieval.Find(text, LanternPassages.OrdersOf(user)) is [var first, ..] ? first : null;
}
