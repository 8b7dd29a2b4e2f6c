using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;
using Taojin.Storage.Encoders;
using Taojin.Storage.Models;
using Taojin.Storage.Pictures;
using Taojin.Testing;
using Taojin.Testing.Contracts;
using Taojin.Workflows.Categories;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Tests.Categories;

/// <summary>A catalogue without any event: trained, published, classified, asked about, corrected.</summary>
public sealed class ProductCategoriesTests : IDisposable
{
    private const string Tea = "食品 > 茶叶", Phones = "数码 > 手机";
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-categories-").FullName;
    private readonly Mine _mine;

    public ProductCategoriesTests()
    {
        _mine = Mine.Init(Path.Combine(_folder, "店铺"), new() { Threads = 2, MemoryLimitGb = 1 });
        var data = LabelledProducts.Of(240);
        var file = Path.Combine(_folder, "items.csv");
        string[] odd = ["空,,", "表情,😀😀,", "损坏,��羽绒服,", $"过长,{new string('茶', 30_000)},", "新茶,明前龙井 tea 绿茶,", "新机,iphone 64gb 手机,", "割草机,lawn mower 割草机 汽油,"];
        File.WriteAllLines(file, ["item_id,title,category", .. data.Inputs.Select((product, row) => $"p{row},{product.Title ?? product.Description},{data.Classes.IdAt(data.Labels[row])}"), .. odd]);
        _mine.Workspace.Log.Import(new("csv", file) { Table = "items" });
        Run = Train.Run(_mine, null, new() { Threads = 2 }, "category")[0];
        new Publish(_mine).RunBest("category");
    }

    private TrainingRun Run { get; }

    private ProductCategories Categories => new(_mine);

    [Fact]
    public void The_model_that_beats_the_most_common_category_is_published_with_its_metrics()
    {
        Run.Chosen!.Algorithm.ShouldBe("linear-text");
        Run.Chosen.Gate.IsPassed.ShouldBeTrue();
        Run.Chosen.Metrics.Select(metric => metric.Name).ShouldBe(["Accuracy", "Macro-F1", "ECE", "Hierarchical F1", "Coverage@99%"]);
        _mine.Models.Current("category@live")!.ToString().ShouldBe("category/linear-text/000001");
    }

    [Fact]
    public void With_an_encoder_a_further_model_is_trained_that_answers_without_its_folder()
    {
        var folder = TinyEncoder.WriteTo(Path.Combine(_folder, "encoder"));
        var run = Train.Run(_mine, null, new() { Threads = 2, Encoder = EncoderFolder.Read(folder) }, "category")[0];
        run.Models.Select(model => model.Algorithm).ShouldBe(["linear-text", "text-transformer", "common-category"], ignoreOrder: true);
        Directory.Delete(folder, recursive: true);
        new Publish(_mine).Run("category@live", ModelVersion.Parse(run.Models.First(model => model.Algorithm == "text-transformer").Version!), "it reads by meaning");

        Categories.One(new() { Title = "oolong 乌" }).Category.ShouldBe(Tea);
        Categories.One(new() { Title = "oolong 乌" }).Model.ShouldBe("category/text-transformer/000001");
    }

    [Fact]
    public void Without_an_encoder_the_model_that_needs_one_is_skipped_and_says_why()
    {
        var skipped = Train.Run(_mine, null, new() { Threads = 2, Algorithms = ["text-transformer"] }, "category")[0].Skipped.ShouldHaveSingleItem();

        skipped.Why.ShouldContain("--encoder");
        skipped.WhyZh.ShouldContain("句向量");
    }

    [Fact]
    public void A_product_gets_its_category_with_probability_words_and_version()
    {
        var said = Categories.One(new() { Title = "明前龙井 绿茶礼盒" }).ShouldBeReadBack();

        said.State.ShouldBe("answered");
        said.Category.ShouldBe(Tea);
        said.Probability.ShouldBeInRange(0.5, 1);
        said.Words.ShouldContain(word => word.Word.Contains('茶') && word.Weight > 0);
        said.Others.Count.ShouldBe(2);
        said.Model.ShouldBe("category/linear-text/000001");
    }

    [Fact]
    public void The_whole_catalogue_is_answered_and_written_back_with_the_version()
    {
        var answer = Categories.All(isWritten: true, new FitContext());

        answer.ByState.Values.Sum().ShouldBe(247);
        answer.ByState["rejected"].ShouldBe(4);
        answer.Filled.ShouldBeGreaterThanOrEqualTo(2);
        var written = _mine.Workspace.Products.All().Single(row => row.ItemId == "新茶");
        written.Said!.Category.ShouldBe(Tea);
        written.Said.Model.ShouldBe("category/linear-text/000001");
        written.Known.ShouldBeNull("what a model said is not learned from");
        var items = _mine.Workspace.Log.Read().Items;
        items.Categories.IdAt(items.CategoryOf(items.Ids.IndexOf("新茶"))).ShouldBe(Tea);
        Categories.All(isWritten: true, new FitContext()).Filled.ShouldBe(answer.Filled);
    }

    [Fact]
    public void Answers_are_kept_with_author_and_time_leave_the_queue_and_are_learned_from()
    {
        Categories.Queue(200, new FitContext()).ShouldBeReadBack().ShouldContain(each => each.ItemId == "割草机");

        var label = Categories.Answer(new("割草机", "correct", "李雷", "园艺 > 割草机"));
        Categories.Answer(new("新机", "accept", "韩梅梅")).Category.ShouldBe(Phones);
        Categories.Answer(new("新茶", "skip", "李雷")).Category.ShouldBeNull();

        label.Model.ShouldBe("category/linear-text/000001");
        _mine.Workspace.Products.Labels().Select(each => (each.ItemId, each.Author)).ShouldBe([("割草机", "李雷"), ("新机", "韩梅梅"), ("新茶", "李雷")]);
        Categories.Queue(300, new FitContext()).ShouldNotContain(each => each.ItemId == "割草机" || each.ItemId == "新茶");
        _mine.Workspace.Products.All().Single(row => row.ItemId == "割草机").Known.ShouldBe("园艺 > 割草机");
        var progress = LabelProgress.Of(_mine);
        progress.ByAuthor["李雷"].ShouldBe(2);
        progress.Curve[^1].Labels.ShouldBe(2);
        Should.Throw<TaojinException>(() => Categories.Answer(new("没有", "skip", "李雷"))).Code.ShouldBe("category.unknown-item");
        Should.Throw<TaojinException>(() => Categories.Answer(new("新机", "correct", "李雷"))).Code.ShouldBe("category.answer");
        Should.Throw<TaojinException>(() => Categories.Answer(new("新机", "skip", " "))).Code.ShouldBe("category.author");
    }

    [Fact]
    public void A_file_of_titles_gets_one_answer_a_line()
    {
        using var output = new StringWriter();

        var answer = Categories.File(new StringReader("明前龙井 绿茶\n\n羽绒服 加厚 冬季\n"), output);

        answer.Read.ShouldBe(3);
        var lines = output.ToString().ReplaceLineEndings("\n").Split('\n');
        lines[0].ShouldBe("line,state,category,probability,code");
        lines[1].ShouldStartWith("1,answered,\"食品 > 茶叶\",");
        lines[2].ShouldBe("2,rejected,,,product.no-words");
    }

    [Fact]
    public void The_catalogue_counts_every_product_that_it_doubts()
    {
        var file = Path.Combine(_folder, "doubted.csv");
        File.WriteAllLines(file, ["item_id,title,category", .. Enumerable.Range(0, 60).Select(place => $"错{place},西湖龙井 特级 {place},{Phones}")]);
        _mine.Workspace.Log.Import(new("csv", file) { Table = "items" });

        var answer = Categories.All(false, new FitContext());

        answer.DoubtedProducts.ShouldBeGreaterThan(20);
        answer.Doubted.Count.ShouldBe(answer.DoubtedProducts);
        answer.DoubtedPairs.Sum(pair => pair.Products).ShouldBe(answer.DoubtedProducts);
        answer.DoubtedPairs[0].ShouldBe(new(Phones, Tea, answer.DoubtedProducts));
    }

    [Fact]
    public void The_review_finds_one_title_in_two_categories()
    {
        var file = Path.Combine(_folder, "more.csv");
        File.WriteAllLines(file, ["item_id,title,category", $"a,西湖龙井 特级 礼盒装,{Tea}", $"b,西湖龙井（特级）礼盒装,{Phones}"]);
        _mine.Workspace.Log.Import(new("csv", file) { Table = "items" });

        var review = CatalogueReview.Of(_mine, new FitContext());

        review.ConflictingGroups.ShouldBe(1);
        review.Duplicates[0].ItemIds.ShouldBe(["a", "b"]);
        review.WithoutTitle.ShouldBe(1);
        review.InTitleOnly["size"].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Pictures_beside_the_import_are_compared_and_faulty_ones_are_named_with_their_place()
    {
        var chance = SplitMix64.Stream(2, "shop-pictures");
        var (shot, other) = (LabelledProducts.Shape(1, ref chance), LabelledProducts.Shape(2, ref chance));
        Directory.CreateDirectory(Path.Combine(_folder, "图"));
        File.WriteAllBytes(Path.Combine(_folder, "图", "a.png"), PictureWriter.Png(shot, 2));
        File.WriteAllBytes(Path.Combine(_folder, "图", "b.png"), PictureWriter.Png(shot.Resized(70, 70)));
        File.WriteAllBytes(Path.Combine(_folder, "图", "c.png"), PictureWriter.Png(other));
        File.WriteAllBytes(Path.Combine(_folder, "图", "d.png"), PictureWriter.Png(other)[..60]);
        var file = Path.Combine(_folder, "图", "items.csv");
        File.WriteAllLines(file, ["item_id,title,category,image", $"图a,,{Tea},a.png", $"图b,,{Phones},https://cdn.example.com/x/b.png", $"图c,茶 tea,{Tea},c.png", $"图d,,{Tea},d.png", $"图e,,{Tea},../items.csv"]);
        _mine.Workspace.Log.Import(new("csv", file) { Table = "items" });

        var review = CatalogueReview.Of(_mine, new FitContext());

        review.SamePictures.Single().ItemIds.ShouldBe(["图a", "图b"]);
        review.SamePictures[0].Categories.Count.ShouldBe(2);
        review.FaultyPictures.Select(each => (each.ItemId, each.Image, each.Fault.Code)).ShouldBe([("图d", "d.png", "picture.truncated"), ("图e", "../items.csv", "picture.outside")]);
        Categories.Item("图a").State.ShouldBe("unknown", "the published model reads words only");
        Categories.Item("图d").Fault!.Code.ShouldBe("picture.truncated");
        Categories.Item("图c").PictureFault.ShouldBeNull();
    }

    [Fact]
    public void Categories_get_their_number_and_their_path_in_the_other_language_from_the_taxonomy()
    {
        var (zh, en) = (Path.Combine(_folder, "zh.txt"), Path.Combine(_folder, "en.txt"));
        File.WriteAllLines(zh, ["# Google_Product_Taxonomy_Version: 2012", "7 - 食品", "9 - 食品 > 茶叶"]);
        File.WriteAllLines(en, ["7 - Food", "9 - Food > Tea"]);

        TaxonomyPlaces.Read([zh, en]).Of(Tea).ShouldBe(new(9, "Food > Tea"));
        TaxonomyPlaces.Read([zh]).Of(Phones).ShouldBe(new(null, null));
        CatalogueReview.Of(_mine, new FitContext(), TaxonomyPlaces.Read([zh, en])).OutsideTaxonomy.Keys.ShouldBe([Phones, "服装 > 羽绒服"], ignoreOrder: true);
        Should.Throw<TaojinException>(() => TaxonomyPlaces.Read([Path.Combine(_folder, "没有.txt")])).Code.ShouldBe("taxonomy.missing");
    }

    [Fact]
    public void Without_a_published_model_the_way_to_one_is_named()
    {
        using var empty = Mine.Init(Path.Combine(_folder, "空店"), new() { Threads = 1, MemoryLimitGb = 1 });

        Should.Throw<TaojinException>(() => new ProductCategories(empty).One(new() { Title = "茶" })).Remedy.ShouldContain("--task category");
        Train.Run(empty, null, new(), "category")[0].Skipped.ShouldAllBe(skipped => skipped.WhyZh.Contains("约需"));
    }

    public void Dispose()
    {
        _mine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
