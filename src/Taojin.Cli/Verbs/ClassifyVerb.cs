using System.CommandLine;
using Taojin.Cli.Running;
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
        var image = new Option<FileInfo?>("--image") { Description = "A picture of the product: JPEG, PNG or WebP; with a title or without one" };
        var explain = new Option<FileInfo?>("--explain") { Description = "With a picture: where to write a PNG of the regions that decided, red for the category and blue against it" };
        var file = new Option<FileInfo?>("--file") { Description = "A text file with one title a line, UTF-8" };
        var output = new Option<FileInfo?>("--out") { Description = "With --file: where to write line,state,category,probability,code" };
        var all = new Option<bool>("--all") { Description = "The whole catalogue" };
        var write = new Option<bool>("--write") { Description = "With --all: write the answers down as categories of items that have none, with the model's version" };
        var taxonomy = new Option<string[]>("--taxonomy") { Description = "Google's taxonomy-with-ids.LANGUAGE.txt in the language of the categories, and again in the language to answer in: says the number and the other path; with --review, which categories it lacks", DefaultValueFactory = _ => [] };
        var review = new Option<bool>("--review") { Description = "What is wrong with the catalogue: duplicates, categories that disagree, missing attributes" };
        return new Command("classify", "Where a product belongs, how sure, and why") { title, item, image, explain, file, output, all, write, review, taxonomy }.Does(async (parsed, screen, cancellation) =>
        {
            var places = parsed.GetValue(taxonomy) is { Length: > 0 } files ? TaxonomyPlaces.Read(files) : null;
            if (!parsed.GetValue(review) && !parsed.GetValue(all) && parsed.GetValue(file) is null)
            {
                var (product, hasRegions) = ((Item: parsed.GetValue(item), Title: parsed.GetValue(title), Image: parsed.GetValue(image)), parsed.GetValue(explain) is not null);
                var said = await Wherever.AskAsync(
                    parsed, mine => Asked(new(mine), product, hasRegions), server => SentAsync(server, product, hasRegions, cancellation), "--image", "--explain", "--taxonomy");
                One(said with { Taxonomy = said.Category is { } category ? places?.Of(category) : null }, parsed.GetValue(explain), screen);
                return;
            }
            using var mine = ShopFolder.Open(parsed);
            var (categories, context) = (new ProductCategories(mine), new FitContext { Cancellation = cancellation });
            if (parsed.GetValue(review))
                Review(CatalogueReview.Of(mine, context, places), screen);
            else if (parsed.GetValue(all))
                All(categories.All(parsed.GetValue(write), context), screen);
            else
                WriteFile(categories, (parsed.GetValue(file)!, parsed.GetValue(output)), screen);
        });
    }

    private static async Task<ClassifiedProduct> SentAsync(RunningServer server, (string? Item, string? Title, FileInfo? Image) product, bool hasRegions, CancellationToken cancellation)
    {
        if (product is { Title: null, Image: null })
            throw NothingAsked();
        var asked = new { product.Title, Image = product.Image is null ? null : PictureBytes(product.Image) };
        return (await server.PostAsync<Classified>("classifications", new { Products = new[] { asked }, Explain = hasRegions }, cancellation)).Classifications[0];
    }

    /// <summary>The server's answer.</summary>
    private sealed record Classified(IReadOnlyList<ClassifiedProduct> Classifications);

    private static void Review(CatalogueReview found, Screen screen) => screen.Result(found, console => CategoryScreens.Render(found, console, screen.Words));

    private static void All(CatalogueAnswer answer, Screen screen)
    {
        screen.Result(answer, console => CategoryScreens.Render(answer, console, screen.Words));
        if (answer.ByState.GetValueOrDefault("unsure") > 0)
            screen.Next("Answer what it is unsure of: ./taojin label", "回答模型不确定的商品：./taojin label");
    }

    private static ClassifiedProduct Asked(ProductCategories categories, (string? Item, string? Title, FileInfo? Image) product, bool hasRegions)
    {
        if (product.Item is { } id)
            return categories.Item(id, hasRegions);
        if (product is { Title: null, Image: null })
            throw NothingAsked();
        return categories.One(new() { Title = product.Title }, product.Image is null ? null : PictureBytes(product.Image), hasRegions);
    }

    /// <summary>No more than is ever read: the rest is refused by its length.</summary>
    private static byte[] PictureBytes(FileInfo image)
    {
        using var file = image.OpenRead();
        var bytes = new byte[Math.Min(file.Length, Storage.Pictures.PictureReader.MostBytes + 1)];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static void One(ClassifiedProduct said, FileInfo? regions, Screen screen)
    {
        screen.HasFailed = said.Fault is not null;
        if (regions is not null && said.Regions is { } png)
        {
            File.WriteAllBytes(regions.FullName, png);
            said = said with { Regions = null };
            screen.Next($"Regions that decided: {regions.FullName}", $"起决定作用的区域：{regions.FullName}");
        }
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

    private static TaojinException NothingAsked() => new("usage.title-needed", "No product was named.", "Run: ./taojin classify \"TITLE\", or with --image PICTURE, --item ID, --file TITLES.txt, --all or --review");
}
