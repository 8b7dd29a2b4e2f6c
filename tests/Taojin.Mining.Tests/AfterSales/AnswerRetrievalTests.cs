using Taojin.Data;
using Taojin.Mining.AfterSales;
using Taojin.Testing.Service;

namespace Taojin.Mining.Tests.AfterSales;

public sealed class AnswerRetrievalTests
{
    private static readonly AnswerRetrieval Retrieval = new(LanternPassages.All);

    [Fact]
    public void The_right_source_comes_first_for_ninety_of_a_hundred_questions_in_either_language()
    {
        var wrong = LanternShop.Questions.SelectMany(question => new[] { (question, question.En.Text), (question, question.Zh.Text) })
            .Where(each => !each.question.Sources.Contains(First(each.Item2, each.question.UserId)?.Passage.Id))
            .Select(each => $"{each.Item2} → {First(each.Item2, each.question.UserId)}").ToArray();

        wrong.Length.ShouldBeLessThanOrEqualTo(20, string.Join('\n', wrong));
    }

    private static FoundPassage? First(string text, string? user) => Retrieval.Find(text, LanternPassages.OrdersOf(user)).FirstOrDefault();
}
