using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Numerics;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Text;

public sealed class LinearTextModelTests
{
    private static readonly (string Class, string[] Words)[] Shop =
    [
        ("茶叶", ["龙井", "绿茶", "明前", "tea", "普洱", "礼盒"]), ("羽绒服", ["羽绒服", "加厚", "保暖", "down", "jacket", "冬季"]), ("phones", ["iphone", "64gb", "手机", "samsung", "galaxy", "5g"]),
    ];
    private static readonly LinearTextModel Model = LinearTextFit.Fit(Titles(400, 1), new(), new FitContext());

    [Fact]
    public void Titles_in_both_languages_find_their_class()
    {
        var test = Titles(200, 2);

        var right = test.Inputs.Where((title, row) => Best(Model, title) == test.Labels[row]).Count();

        right.ShouldBeGreaterThan(190);
    }

    [Theory]
    [InlineData("")]
    [InlineData("😀😀")]
    [InlineData("\ud83d")]
    public void Where_nothing_is_known_probabilities_are_the_shares_of_the_classes(string text)
    {
        var probabilities = new double[3];

        Model.Predict(text, probabilities);

        probabilities.Sum().ShouldBe(1, 1e-6);
        probabilities.ShouldAllBe(each => each > 0.2 && each < 0.5);
    }

    [Fact]
    public void Threads_change_no_bit() =>
        MemoryArtifact.Of(LinearTextFit.Fit(Titles(400, 1), new(), new FitContext { Threads = 4 })).DifferenceTo(MemoryArtifact.Of(LinearTextFit.Fit(Titles(400, 1), new(), new FitContext { Threads = 1 }))).ShouldBeNull();

    [Fact]
    public void A_pair_of_classes_has_one_score_and_is_calibrated()
    {
        var reviews = Labelled<string>.Of(Enumerable.Range(0, 600).Select(row => ($"{(row % 3 == 0 ? "很差" : "很好")} 商品 {row % 7} {(row % 5 == 0 ? "一般" : "")}", row % 3 == 0 ? "不满" : "满意")));

        var model = LinearTextFit.Fit(reviews, new(), new FitContext());

        model.ScoreCount.ShouldBe(1);
        var probabilities = new double[2];
        model.Predict("很差", probabilities);
        probabilities[model.Classes.IndexOf("不满")].ShouldBeGreaterThan(0.9);
        model.Explain("质量很差", model.Classes.IndexOf("不满"), 1)[0].Word.ShouldContain("差");
    }

    [Fact]
    public void The_words_that_carried_a_decision_are_named()
    {
        var parts = Model.Explain("加厚羽绒服 tea", Model.Classes.IndexOf("羽绒服"), 5);

        parts[0].Word.ShouldBe("加厚羽绒服");
        parts[0].Weight.ShouldBeGreaterThan(0);
        parts.Single(part => part.Word == "tea").Weight.ShouldBeLessThan(0);
    }

    [Fact]
    public void A_packed_model_is_small_answers_nearly_the_same_and_is_read_back_bit_for_bit()
    {
        var packed = LinearTextFit.Fit(Titles(400, 1), new() { Megabytes = 0.01 }, new FitContext());
        var written = MemoryArtifact.Of(packed);
        var test = Titles(200, 2);

        written.Size.ShouldBeLessThan(12_000);
        test.Inputs.Where((title, row) => Best(packed, title) == test.Labels[row]).Count().ShouldBeGreaterThan(185);
        MemoryArtifact.Of(LinearTextModel.Load(written)).DifferenceTo(written).ShouldBeNull();
    }

    [Fact]
    public void Weights_by_contrast_of_the_classes_find_them_too()
    {
        var model = LinearTextFit.Fit(Titles(400, 1), new() { Contrast = 0.5 }, new FitContext());
        var test = Titles(200, 2);

        test.Inputs.Where((title, row) => Best(model, title) == test.Labels[row]).Count().ShouldBeGreaterThan(190);
    }

    [Fact]
    public void Rows_of_one_class_are_refused_with_their_number() =>
        Should.Throw<TooLittleDataException>(() => LinearTextFit.Fit(Labelled<string>.Of([("a", "x"), ("b", "x")]), new(), new FitContext())).MessageZh.ShouldContain("2 行");

    [Fact]
    public void Abstention_answers_what_is_sure_enough()
    {
        var found = Abstention.At([0.9, 0.9, 0.8, 0.7, 0.6], [true, true, true, false, true], 0.99);

        found.ShouldBe(new(0.8, 0.6, 1));
        Abstention.At([0.9, 0.9], [true, false], 0.99).Answers(1).ShouldBeFalse();
    }

    private static int Best(LinearTextModel model, string title)
    {
        var probabilities = new double[model.Classes.Count];
        model.Predict(title, probabilities);
        return Array.IndexOf(probabilities, probabilities.Max());
    }

    private static Labelled<string> Titles(int count, ulong seed)
    {
        var chance = SplitMix64.Stream(seed, "titles");
        return Labelled<string>.Of([.. Enumerable.Range(0, count).Select(row =>
        {
            var (name, words) = Shop[row % 3];
            return ($"{words[chance.NextInt32(6)]}{words[chance.NextInt32(6)]} {(char)('a' + chance.NextInt32(26))}{chance.NextInt32(100)} {words[chance.NextInt32(6)]}", name);
        })]);
    }
}
