using CsCheck;
using Taojin.Data;
using Taojin.Mining.Classification;
using Taojin.Mining.Evaluation;
using Taojin.Testing.Sets;

namespace Taojin.Mining.Tests.Classification;

public sealed class CategoryTreeTests
{
    private static readonly string[] Leaves = ["服装 > 上装 > 衬衫", "服装 > 上装 > T恤", "服装 > 下装", "Food > Tea", "Food"];
    private static readonly CategoryTree Tree = new(Leaves);

    [Fact]
    public void Parents_stand_before_their_children()
    {
        Tree.Nodes.Ids.ShouldBe(["服装", "服装 > 上装", "服装 > 上装 > 衬衫", "服装 > 上装 > T恤", "服装 > 下装", "Food", "Food > Tea"]);
        Tree.DepthOf(2).ShouldBe(3);
        Tree.Line(2).ShouldBe([2, 1, 0]);
    }

    [Fact]
    public void A_parent_is_at_least_as_probable_as_its_child() => Gen.Double[0, 1].Array[Leaves.Length].Where(each => each.Sum() > 0).Sample(weights =>
    {
        var probabilities = weights.Select(weight => weight / weights.Sum()).ToArray();

        var sums = Tree.Sums(new Vocabulary(Leaves), probabilities);

        for (var node = 0; node < sums.Length; node++)
            if (Tree.ParentOf(node) is >= 0 and var parent)
                sums[parent].ShouldBeGreaterThanOrEqualTo(sums[node] - 1e-12);
        (sums[0] + sums[5]).ShouldBe(1, 1e-9);
    });

    [Fact]
    public void The_answer_goes_as_deep_as_it_is_sure()
    {
        var sums = Tree.Sums(new Vocabulary(Leaves), [0.5, 0.3, 0.1, 0.1, 0]);

        Tree.Nodes.IdAt(Tree.Deepest(sums, 0.75)).ShouldBe("服装 > 上装");
        Tree.Nodes.IdAt(Tree.Deepest(sums, 0.4)).ShouldBe("服装 > 上装 > 衬衫");
        Tree.Deepest(sums, 0.95).ShouldBe(-1);
    }

    [Fact]
    public void Hierarchical_precision_and_recall_are_those_worked_out_by_hand()
    {
        // said 衬衫 for T恤: 2 of 3 nodes; said 服装 for 下装: 1 of 1 said, 1 of 2 right; no answer for Food
        var score = HierarchicalScore.Of(Tree, [2, 0, -1], [3, 4, 5]);

        score.Precision.ShouldBe(3 / 4.0, 1e-12);
        score.Recall.ShouldBe(3 / 6.0, 1e-12);
        score.F1.ShouldBe(0.6, 1e-12);
    }

    [Fact]
    public void Accuracy_macro_F1_and_calibration_are_those_worked_out_by_hand()
    {
        // class 0: F1 2·1/(2+1) = 2/3; class 1: F1 2·1/(1+2) = 2/3; class 2 has no test row
        var score = ClassEvaluation.Evaluate(new([0, 1, 1], [0.9, 0.8, 0.7], [0, 0, 1], 3));

        score["Accuracy"].Value.ShouldBe(2 / 3.0, 1e-12);
        score["Macro-F1"].Value.ShouldBe(2 / 3.0, 1e-12);
        score["ECE"].Value.ShouldBe((0.1 + 0.8 + 0.3) / 3, 1e-12);
    }

    [Fact]
    public void Google_s_taxonomy_is_aligned_by_number()
    {
        var (english, chinese) = (GoogleTaxonomy.Of(["# Google_Product_Taxonomy_Version: 2021-09-21", "1 - Animals & Pet Supplies", "3237 - Animals & Pet Supplies > Live Animals"]),
            GoogleTaxonomy.Of(["1 - 动物/宠物用品", "3237 - 动物/宠物用品 > 活动物"]));

        english.Version.ShouldBe("2021-09-21");
        english.AlignedTo(chinese)["Animals & Pet Supplies > Live Animals"].ShouldBe("动物/宠物用品 > 活动物");
        Should.Throw<TaojinException>(() => GoogleTaxonomy.Of(["1 - A", "B"])).Message.ShouldContain("Line 2");
    }

    [Fact]
    public void The_published_taxonomies_have_the_numbers_in_common_that_their_readme_counts()
    {
        Assert.SkipUnless(DataSets.Find("google-product-taxonomy") is not null, "google-product-taxonomy is not here.");
        var (english, chinese) = (Read("en-US"), Read("zh-CN"));

        english.Paths.Count.ShouldBe(5595);
        chinese.Paths.Count.ShouldBe(4586);
        english.Paths.Keys.Intersect(chinese.Paths.Keys).Count().ShouldBe(3222);
        english.MovedAgainst(chinese).Count().ShouldBe(414);
        english.Tree().Nodes.Count.ShouldBe(5595);

        static GoogleTaxonomy Read(string language) => GoogleTaxonomy.Of(File.ReadLines(DataSets.Find($"google-product-taxonomy/taxonomy-with-ids.{language}.txt")!));
    }
}
