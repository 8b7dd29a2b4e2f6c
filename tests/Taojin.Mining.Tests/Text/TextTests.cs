using Taojin.Mining.Text;

namespace Taojin.Mining.Tests.Text;

public sealed class TextTests
{
    [Theory]
    [InlineData("ＡＢＣ－１２３　羽绒服", "abc 123 羽绒服")]
    [InlineData("  云川【加厚】羽绒服!! ", "云川 加厚 羽绒服")]
    [InlineData("Café No.①", "café no 1")]
    [InlineData("ｶﾞラス", "ガラス")]
    [InlineData("——", "")]
    [InlineData("", "")]
    public void Width_case_and_punctuation_do_not_part_texts(string text, string folded) => FoldedText.Of(text).ShouldBe(folded);

    [Fact]
    public void Half_a_surrogate_pair_does_no_harm() => FoldedText.Of("茶\ud83d杯").ShouldBe("茶 杯");

    [Fact]
    public void Runs_are_those_worked_out_by_hand()
    {
        var grams = new List<ulong>();

        CharacterGrams.AddTo("羽绒服", 2, 3, grams);

        grams.Count.ShouldBe(4 + 3); // _羽 羽绒 绒服 服_ and _羽绒 羽绒服 绒服_
        grams.ShouldBeUnique();
    }

    [Fact]
    public void An_empty_text_has_no_runs()
    {
        var grams = new List<ulong>();
        CharacterGrams.AddTo("", 1, 4, grams);
        grams.ShouldBeEmpty();
    }

    [Fact]
    public void Weights_equal_a_plain_loop()
    {
        ulong[][] texts = [[1, 1, 2], [2, 3], [1, 4, 3, 3, 3], []];

        var matrix = TfIdf.Of(texts.Length, (text, grams) => grams.AddRange(texts[text]), CancellationToken.None);

        for (var text = 0; text < texts.Length; text++)
        {
            var expected = texts[text].Distinct().Where(gram => Documents(gram) > 1).Select(gram => (1 + Math.Log(texts[text].Count(each => each == gram))) * (1 + Math.Log(5.0 / (1 + Documents(gram))))).ToArray();
            var length = Math.Sqrt(expected.Sum(value => value * value));
            matrix[text].Values.ToArray().Order().Select(value => (double)value).ShouldBe(expected.Select(value => value / length).Order(), 1e-6);
        }

        int Documents(ulong gram) => texts.Count(text => text.Contains(gram));
    }
}
