using System.CommandLine;
using Taojin.Cli.Screens;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Workflows.Categories;

namespace Taojin.Cli.Verbs;

/// <summary>Puts products in their categories: one, a file, the whole catalogue; or looks at what is wrong with the catalogue itself.</summary>
internal sealed class ClassifyVerb : IVerb
{
    public int Place => 84;

    public Command Build()
    {
        var title = new Argument<string?>("title") { Description = "Title of a product", Arity = ArgumentArity.ZeroOrOne };
        var item = new Option<string?>("--item", "-i") { Description = "An item of the catalogue" };
        var file = new Option<FileInfo?>("--file") { Description = "A text file with one title a line, UTF-8" };
        var output = new Option<FileInfo?>("--out") { Description = "With --file: where to write line,state,category,probability,code" };
        var all = new Option<bool>("--all") { Description = "The whole catalogue" };
        var write = new Option<bool>("--write") { Description = "With --all: write the answers down as categories of items that have none, with the model's version" };
        var review = new Option<bool>("--review") { Description = "What is wrong with the catalogue: duplicates, categories that disagree, missing attributes" };
        return new Command("classify", "Where a product belongs, how sure, and why") { title, item, file, output, all, write, review }.Does((parsed, screen, cancellation) =>
        {
            using var mine = ShopFolder.Open(parsed);
            var (categories, context) = (new ProductCategories(mine), new FitContext { Cancellation = cancellation });
            if (parsed.GetValue(review))
                Review(CatalogueReview.Of(mine, context), screen);
            else if (parsed.GetValue(all))
                All(categories.All(parsed.GetValue(write), context), screen);
            else if (parsed.GetValue(file) is { } titles)
                WriteFile(categories, (titles, parsed.GetValue(output)), screen);
            else
                One(parsed.GetValue(item) is { } id ? categories.Item(id) : categories.One(new() { Title = parsed.GetValue(title) ?? throw NothingAsked() }), screen);
            return Task.CompletedTask;
        });
    }

    private static void Review(CatalogueReview found, Screen screen) => screen.Result(found, console => CategoryScreens.Render(found, console, screen.Words));

    private static void All(CatalogueAnswer answer, Screen screen)
    {
        screen.Result(answer, console => CategoryScreens.Render(answer, console, screen.Words));
        if (answer.ByState.GetValueOrDefault("unsure") > 0)
            screen.Next("Answer what it is unsure of: ./taojin label", "回答模型不确定的商品：./taojin label");
    }

    private static void One(ClassifiedProduct said, Screen screen)
    {
        screen.HasFailed = said.Fault is not null;
        screen.Result(said, console => CategoryScreens.Render(said, console, screen.Words));
    }

    private static void WriteFile(ProductCategories categories, (FileInfo Titles, FileInfo? Out) files, Screen screen)
    {
        using var titles = new StreamReader(files.Titles.OpenRead());
        using var output = files.Out is null ? null : new StreamWriter(files.Out.FullName, append: false, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var answer = categories.File(titles, output ?? (screen.IsJson ? TextWriter.Null : Console.Out));
        if (output is not null || screen.IsJson)
            screen.Result(answer, console => CategoryScreens.Render(answer, console, screen.Words));
    }

    private static TaojinException NothingAsked() => new("usage.title-needed", "No product was named.", "Run: ./taojin classify \"TITLE\", or with --item ID, --file TITLES.txt, --all or --review");
}
