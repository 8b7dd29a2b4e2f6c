using CsCheck;

namespace Taojin.Data.Tests;

public sealed class VocabularyTests
{
    [Fact]
    public void Indexes_come_in_order_of_first_sight_and_are_kept()
    {
        var users = new Vocabulary();

        new[] { "张三", "u-2", "张三", "李四", "u-2" }.Select(users.Add).ShouldBe([0, 1, 0, 2, 1]);

        users.Count.ShouldBe(3);
        users.Ids.ShouldBe(["张三", "u-2", "李四"]);
        users.IdAt(2).ShouldBe("李四");
    }

    [Fact]
    public void Every_id_finds_its_way_back() => Gen.String.Array[0, 40].Sample(ids =>
    {
        var vocabulary = new Vocabulary();
        foreach (var id in ids)
            vocabulary.IdAt(vocabulary.Add(id)).ShouldBe(id);
        vocabulary.Ids.ShouldBe(ids.Distinct(StringComparer.Ordinal));
        new Vocabulary(vocabulary.Ids).Ids.ShouldBe(vocabulary.Ids);
    }, iter: 500);

    [Fact]
    public void An_unknown_id_is_an_ordinary_answer()
    {
        var items = new Vocabulary(["手机", "耳机"]);

        items.TryIndexOf("手表", out _).ShouldBeFalse();
        items.IndexOf("手表").ShouldBe(-1);
        items.TryIndexOf("耳机", out var index).ShouldBeTrue();
        index.ShouldBe(1);
        items.Count.ShouldBe(2);
    }

    [Fact]
    public void Ids_are_compared_character_by_character()
    {
        var ids = new Vocabulary(["a", "A", "é", "e\u0301", "ａ", "一", "⼀", "", " "]); // composed and not, wide and narrow, a character and its radical

        ids.Count.ShouldBe(9);
        ids.IndexOf("e\u0301").ShouldBe(3);
        ids.IndexOf("⼀").ShouldBe(6);
    }

    [Fact]
    public void An_id_that_is_given_twice_is_refused() => Should.Throw<ArgumentException>(() => new Vocabulary(["甲", "乙", "甲"]));

    [Fact]
    public void An_index_that_was_never_given_has_no_id() => Should.Throw<ArgumentOutOfRangeException>(() => new Vocabulary(["甲"]).IdAt(1));
}
