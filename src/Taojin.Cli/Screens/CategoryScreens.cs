using Spectre.Console;
using Taojin.Workflows.Categories;

namespace Taojin.Cli.Screens;

/// <summary>Categories of products as tables.</summary>
internal static class CategoryScreens
{
    private const int LongestTitle = 60;

    public static void Render(ClassifiedProduct said, IAnsiConsole console, Words words)
    {
        console.WriteLine($"{State(said.State, words)}{(said.Category is null ? "" : $"   {said.Category}   {words.Share(said.Probability)}")}");
        if (said.Fault is { } fault)
        {
            console.WriteLine($"{words[fault.Hint, fault.HintZh]}   {fault.Code}");
            return;
        }
        if (said.SureUpTo is { } sure && sure != said.Category)
            console.WriteLine($"{words["sure up to", "可确定到"]}   {sure}");
        var others = Lists.Table(words["or", "其次"], words["probability", "概率"]);
        foreach (var other in said.Others)
            others.AddRow(Markup.Escape(other.Category), words.Share(other.Probability));
        console.Write(others);
        if (said.Words.Count > 0)
            console.WriteLine($"{words["because of", "依据"]}   {string.Join("   ", said.Words.Select(word => $"{word.Word} {word.Weight.ToString("+0.0;−0.0", words.Culture)}"))}");
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
            var doubted = Lists.Table(words["item", "商品"], words["stands in", "现类目"], words["says", "模型"], words["sure", "概率"]);
            foreach (var each in answer.Doubted)
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
            $"{words.Count(review.Products)} products   {words.Count(review.WithoutTitle)} without title   {words.Count(review.WithoutCategory)} without category   {words.Count(review.DuplicateGroups)} groups of one title   {words.Count(review.ConflictingGroups)} of them in several categories",
            $"{words.Count(review.Products)} 个商品   无标题 {words.Count(review.WithoutTitle)}   无类目 {words.Count(review.WithoutCategory)}   重复标题 {words.Count(review.DuplicateGroups)} 组   其中类目冲突 {words.Count(review.ConflictingGroups)} 组"]);
        if (review.Duplicates.Count > 0)
        {
            var same = Lists.Table(words["one title", "同一标题"], words["items", "商品"], words["categories", "类目"]);
            foreach (var group in review.Duplicates.Take(10))
                same.AddRow(Markup.Escape(Short(group.Title)), Markup.Escape(string.Join(", ", group.ItemIds.Take(3)) + (group.ItemIds.Count > 3 ? $" +{group.ItemIds.Count - 3}" : "")), Markup.Escape(string.Join(" | ", group.Categories)));
            console.Write(same);
        }
        if (review.SamePictures.Count > 0)
        {
            var same = Lists.Table(words[$"one picture ({words.Count(review.PictureGroups)} groups)", $"同一图片（{words.Count(review.PictureGroups)} 组）"], words["items", "商品"], words["categories", "类目"]);
            foreach (var group in review.SamePictures.Take(10))
                same.AddRow(Markup.Escape(Short(group.Title)), Markup.Escape(string.Join(", ", group.ItemIds.Take(3)) + (group.ItemIds.Count > 3 ? $" +{group.ItemIds.Count - 3}" : "")), Markup.Escape(string.Join(" | ", group.Categories)));
            console.Write(same);
        }
        if (review.FaultyPictures.Count > 0)
        {
            var faulty = Lists.Table(words["picture", "图片"], words["item", "商品"], words["fault", "问题"]);
            foreach (var each in review.FaultyPictures.Take(10))
                faulty.AddRow(Markup.Escape(Short(each.Image ?? "")), Markup.Escape(each.ItemId), Markup.Escape($"{words[each.Fault.Hint, each.Fault.HintZh]}   {each.Fault.Code}"));
            console.Write(faulty);
        }
        if (review.Missing.Count > 0)
        {
            var missing = Lists.Table(words["category", "类目"], words["lacks", "缺少"], words["products", "商品"]);
            foreach (var gap in review.Missing.Take(10))
                missing.AddRow(Markup.Escape(gap.Category), Markup.Escape(gap.Attribute), $"{words.Count(gap.Lacking)} / {words.Count(gap.Products)}");
            console.Write(missing);
        }
        if (review.InTitleOnly.Count > 0)
            console.WriteLine($"{words["in the title only", "仅在标题中"]}   {string.Join("   ", review.InTitleOnly.Select(each => $"{each.Key} {words.Count(each.Value)}"))}");
    }

    public static void Render(IReadOnlyList<QueuedProduct> queue, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(words["item", "商品"], words["title", "标题"], words["says", "模型"], words["sure", "概率"]);
        foreach (var each in queue)
            table.AddRow(Markup.Escape(each.ItemId), Markup.Escape(Short(each.Title ?? "")), Markup.Escape(each.Said), words.Share(each.Probability));
        console.Write(table);
    }

    public static void Render(LabelProgress progress, IAnsiConsole console, Words words)
    {
        console.WriteLine(string.Join("   ", progress.ByAnswer.Concat(progress.ByAuthor).Select(each => $"{each.Key} {words.Count(each.Value)}")));
        var table = Lists.Table(words["answers", "回答数"], words["model was right", "模型正确"], words["model", "模型"]);
        foreach (var step in progress.Curve)
            table.AddRow(words.Count(step.Labels), words.Share(step.RightShare), Markup.Escape(step.Model ?? "–"));
        console.Write(table);
    }

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
