using Spectre.Console;
using Taojin.Storage;
using Taojin.Workflows.Categories;

namespace Taojin.Cli.Screens;

/// <summary>Categories of products as tables.</summary>
internal static class CategoryScreens
{
    private const int LongestTitle = 60, Shown = 10, ItemsShown = 3, DoubtedShown = 20;
    private const double LeastShown = 5e-4, LeastWeight = 0.05;

    public static void Render(ClassifiedProduct said, IAnsiConsole console, Words words)
    {
        console.WriteLine($"{State(said.State, words)}{(said.Category is null ? "" : $"   {said.Category}   {words.Share(said.Probability)}")}");
        if (said.Fault is { } fault)
        {
            console.WriteLine(words[fault.Hint, fault.HintZh]);
            console.MarkupLine($"[dim]{Markup.Escape(fault.Code)}[/]");
            return;
        }
        if (said.SureUpTo is { } sure && sure != said.Category)
            console.WriteLine($"{words["sure up to", "可确定到"]}   {sure}");
        if (said.Taxonomy is { } place)
            console.WriteLine(place.Number is { } number ? $"Google {number.ToString(words.Culture)}{(place.Path is null ? "" : $"   {place.Path}")}" : words["not in the taxonomy", "不在该分类表中"]);
        var others = Table((words["or", "其次"], false), (words["probability", "概率"], true));
        foreach (var other in said.Others.Where(other => other.Probability >= LeastShown))
            others.AddRow(Markup.Escape(other.Category), words.Share(other.Probability));
        if (others.Rows.Count > 0)
            console.Write(others);
        if (said.Words.Any(word => Math.Abs(word.Weight) >= LeastWeight))
            console.WriteLine($"{words["because of", "依据"]}   {string.Join("   ", said.Words.Where(word => Math.Abs(word.Weight) >= LeastWeight).Select(word => $"{word.Word} {word.Weight.ToString("+0.0;−0.0", words.Culture)}"))}");
        if (said.PictureFault is { } picture)
            console.WriteLine($"{words["picture left out", "未使用图片"]}   {words[picture.Hint, picture.HintZh]}   {picture.Code}");
        console.MarkupLine($"[dim]{Markup.Escape(words["model", "模型"])} {Markup.Escape(said.Model!)}[/]");
    }

    public static void Render(CatalogueAnswer answer, IAnsiConsole console, Words words)
    {
        RenderStates(answer.ByState.Select(each => (each.Key, (long)each.Value)), console, words);
        console.WriteLine(words[$"{words.Count(answer.Filled)} products without a category were answered{(answer.IsWritten ? " and written down" : "; --write writes them down")}", $"{words.Count(answer.Filled)} 个无类目商品已给出类目{(answer.IsWritten ? "并写入" : "；加 --write 写入")}"]);
        foreach (var (code, count) in answer.Rejected.Concat(answer.PictureFaults))
            console.WriteLine($"  {code}: {words.Count(count)}");
        if (answer.Doubted.Count > 0)
        {
            var doubted = Table((words["item", "商品"], false), (words["stands in", "现类目"], false), (words["model says", "模型判断"], false), (words["sure", "概率"], true));
            console.WriteLine(words[$"{words.Count(answer.DoubtedProducts)} products stand in another category than the model is sure of", $"{words.Count(answer.DoubtedProducts)} 个商品的现类目与模型有把握的判断不一致"]);
            foreach (var each in answer.Doubted.Take(DoubtedShown))
                doubted.AddRow(Markup.Escape(Short(each.Title ?? each.ItemId)), Markup.Escape(each.Category), Markup.Escape(each.Said), words.Share(each.Probability));
            console.Write(doubted);
        }
        console.MarkupLine($"[dim]{Markup.Escape(words["model", "模型"])} {Markup.Escape(answer.Model)}[/]");
    }

    public static void Render(FileAnswer answer, IAnsiConsole console, Words words)
    {
        RenderStates(answer.ByState.Select(each => (each.Key, each.Value)), console, words);
        console.MarkupLine($"[dim]{Markup.Escape(words["model", "模型"])} {Markup.Escape(answer.Model)}[/]");
    }

    public static void Render(CatalogueReview review, IAnsiConsole console, Words words)
    {
        console.WriteLine(words[
            $"{words.Count(review.Products)} products   {words.Count(review.WithoutTitle)} without title   {words.Count(review.WithoutCategory)} without category\n{words.Count(review.DuplicateGroups)} groups of one title, {words.Count(review.ConflictingGroups)} of them in several categories",
            $"{words.Count(review.Products)} 个商品   无标题 {words.Count(review.WithoutTitle)}   无类目 {words.Count(review.WithoutCategory)}\n重复标题 {words.Count(review.DuplicateGroups)} 组，其中类目冲突 {words.Count(review.ConflictingGroups)} 组"]);
        if (review.Duplicates.Count > 0)
        {
            console.Write(Groups(words["one title", "同一标题"], review.Duplicates, words));
        }
        if (review.SamePictures.Count > 0)
        {
            console.Write(Groups(words[$"one picture ({words.Count(review.PictureGroups)} groups)", $"同一图片（{words.Count(review.PictureGroups)} 组）"], review.SamePictures, words));
        }
        if (review.FaultyPictures.Count > 0)
        {
            var faulty = Table((words["picture", "图片"], false), (words["item", "商品"], false), (words["fault", "问题"], false));
            foreach (var each in review.FaultyPictures.Take(Shown))
                faulty.AddRow(Markup.Escape(Short(each.Image ?? "")), Markup.Escape(each.ItemId), Markup.Escape($"{words[each.Fault.Hint, each.Fault.HintZh]}   {each.Fault.Code}"));
            console.Write(faulty);
        }
        if (review.Missing.Count > 0)
        {
            var missing = Table((words["category", "类目"], false), (words["lacks", "缺少"], false), (words["products", "商品"], true));
            foreach (var gap in review.Missing.Take(Shown))
                missing.AddRow(Markup.Escape(gap.Category), Markup.Escape(Attribute(gap.Attribute, words)), $"{words.Count(gap.Lacking)} / {words.Count(gap.Products)}");
            console.Write(missing);
        }
        if (review.OutsideTaxonomy.Count > 0)
            console.WriteLine($"{words["not in the taxonomy", "不在该分类表中"]}   {string.Join("   ", review.OutsideTaxonomy.Take(Shown).Select(each => $"{each.Key} {words.Count(each.Value)}"))}");
        if (review.InTitleOnly.Count > 0)
            console.WriteLine($"{words["in the title only", "仅在标题中"]}   {string.Join("   ", review.InTitleOnly.Select(each => $"{Attribute(each.Key, words)} {words.Count(each.Value)}"))}");
    }

    public static void Render(IReadOnlyList<QueuedProduct> queue, IAnsiConsole console, Words words)
    {
        if (queue.Count == 0)
            console.WriteLine(words["Nothing is left to ask: every product has an answer.", "没有待回答的商品：所有商品均已回答。"]);
        var table = Table((words["item", "商品"], false), (words["title", "标题"], false), (words["model says", "模型判断"], false), (words["sure", "概率"], true));
        foreach (var each in queue)
            table.AddRow(Markup.Escape(each.ItemId), Markup.Escape(Short(each.Title ?? "")), Markup.Escape(each.Said), words.Share(each.Probability));
        if (queue.Count > 0)
            console.Write(table);
    }

    public static void Render(CategoryLabel label, IAnsiConsole console, Words words) =>
        console.WriteLine($"{Answer(label.Answer, words)}   {label.ItemId}{(label.Category is null ? "" : $"   {label.Category}")}   {words["by", "回答人"]} {label.Author}");

    public static void Render(LabelProgress progress, IAnsiConsole console, Words words)
    {
        if (progress.ByAnswer.Count == 0)
        {
            console.WriteLine(words["No answers yet.", "尚无回答。"]);
            return;
        }
        console.WriteLine($"{words["answers", "回答"]}   {string.Join("   ", progress.ByAnswer.Select(each => $"{Answer(each.Key, words)} {words.Count(each.Value)}"))}");
        console.WriteLine($"{words["authors", "回答人"]}   {string.Join("   ", progress.ByAuthor.Select(each => $"{each.Key} {words.Count(each.Value)}"))}");
        var table = Table((words["answers so far", "累计回答"], true), (words["model was right", "模型正确"], true), (words["model", "模型"], false));
        foreach (var step in progress.Curve)
            table.AddRow(words.Count(step.Labels), words.Share(step.RightShare), Markup.Escape(step.Model ?? "–"));
        if (progress.Curve.Count > 0)
            console.Write(table);
    }

    private static Table Groups(string what, IReadOnlyList<SameProducts> groups, Words words)
    {
        var table = Table((what, false), (words["items", "商品"], false), (words["categories", "类目"], false));
        foreach (var group in groups.Take(Shown))
            table.AddRow(Markup.Escape(Short(group.Title)), Markup.Escape(string.Join(", ", group.ItemIds.Take(ItemsShown)) + (group.ItemIds.Count > ItemsShown ? $" +{group.ItemIds.Count - ItemsShown}" : "")), Markup.Escape(string.Join(" | ", group.Categories)));
        return table;
    }

    /// <summary>Words stand left, numbers right.</summary>
    private static Table Table(params ReadOnlySpan<(string Name, bool IsNumber)> columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (name, isNumber) in columns)
            table.AddColumn(new TableColumn($"[bold]{Markup.Escape(name)}[/]") { Alignment = isNumber ? Justify.Right : Justify.Left });
        return table;
    }

    private static string Attribute(string name, Words words) => name switch
    {
        "brand" => words[name, "品牌"],
        "colour" => words[name, "颜色"],
        "gender" => words[name, "性别"],
        "season" => words[name, "季节"],
        "size" => words[name, "尺码"],
        _ => name,
    };

    private static string Answer(string answer, Words words) => answer switch
    {
        "accept" => words["accepted", "已采纳"],
        "correct" => words["corrected", "已更正"],
        _ => words["skipped", "已跳过"],
    };

    private static void RenderStates(IEnumerable<(string State, long Count)> states, IAnsiConsole console, Words words) =>
        console.WriteLine(string.Join("   ", states.Select(each => $"{State(each.State, words)} {words.Count(each.Count)}")));

    private static string State(string state, Words words) => state switch
    {
        "answered" => words["answered", "已分类"],
        "unsure" => words["unsure", "不确定"],
        "unknown" => words["unknown category", "未知类目"],
        _ => words["rejected", "已拒绝"],
    };

    private static string Short(string title) => title.Length <= LongestTitle ? title : title[..(LongestTitle - 1)] + "…";
}
