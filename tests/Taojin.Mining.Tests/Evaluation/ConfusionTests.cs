using Taojin.Data;
using Taojin.Mining.Evaluation;

namespace Taojin.Mining.Tests.Evaluation;

/// <summary>Truth by guess, counted by hand.</summary>
public sealed class ConfusionTests
{
    private static readonly ClassAnswers Answers = new([0, 0, 1, 1, 2, 2, 3], [1, 1, 1, 1, 1, 1, 1], [0, 0, 0, 1, 2, 3, 2], 4);
    private static readonly Vocabulary Names = new(["食品 > 茶叶", "数码 > 手机", "食品 > 坚果", "服装"]);

    [Fact]
    public void Every_answer_is_in_one_cell_the_right_ones_on_the_diagonal()
    {
        var counted = Confusion.Of(Answers, Names);

        counted.Classes.ShouldBe(["数码 > 手机", "服装", "食品 > 坚果", "食品 > 茶叶"]); // those of one branch side by side
        counted.Pairs.ShouldBe(
        [
            new("食品 > 茶叶", "食品 > 茶叶", 2, true), new("数码 > 手机", "数码 > 手机", 1, true), new("服装", "食品 > 坚果", 1, false),
            new("食品 > 坚果", "服装", 1, false), new("食品 > 坚果", "食品 > 坚果", 1, true), new("食品 > 茶叶", "数码 > 手机", 1, false),
        ]);
    }

    [Fact]
    public void Rare_classes_are_counted_together_and_lose_no_row()
    {
        var counted = Confusion.Of(Answers, Names, most: 1);

        counted.Classes.ShouldBe(["食品 > 茶叶"]);
        counted.Pairs.Sum(pair => pair.Rows).ShouldBe(7);
        counted.Pairs.Where(pair => pair is { Truth: null, Said: null }).Select(pair => (pair.Rows, pair.IsRight)).ShouldBe([(2, true), (2, false)], ignoreOrder: true);
    }
}
