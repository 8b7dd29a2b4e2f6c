using Taojin.Data;
using Taojin.Data.Faults;
using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Storage;
using Taojin.Storage.Pictures;

namespace Taojin.Workflows.Categories;

/// <summary>Puts products in their categories: one, a file, the whole catalogue; asks people where it is unsure and keeps their answers.</summary>
/// <remarks>Safe for several threads. The published model is read at the first question, and again when another is published.</remarks>
public sealed class ProductCategories(Mine mine)
{
    private const int Details = 5, MostQueued = 1000;
    private PublishedCategories? _published;

    /// <summary>One product, with the next best categories and the words that decided.</summary>
    /// <exception cref="TaojinException">category.no-model.</exception>
    public ClassifiedProduct One(ProductFacts product, bool hasRegions = false) => ClassifiedProduct.Of(Published(), new(product, null), Details, hasRegions);

    /// <summary>One product of words, a picture, or both.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="picture">The bytes of a JPEG, PNG or WebP; null without.</param>
    /// <param name="hasRegions">Whether the regions of the picture that decided are drawn.</param>
    public ClassifiedProduct One(ProductFacts words, byte[]? picture, bool hasRegions)
    {
        var (points, fault) = picture is null ? default : PictureReader.Bytes(picture);
        return ClassifiedProduct.Of(Published(), new(words with { Picture = points }, fault), Details, hasRegions);
    }

    /// <summary>An item of the catalogue.</summary>
    /// <exception cref="TaojinException">category.unknown-item, category.no-model.</exception>
    public ClassifiedProduct Item(string itemId, bool hasRegions = false) => ClassifiedProduct.Of(Published(), new CatalogueFacts(mine).Of(Row(itemId)), Details, hasRegions);

    /// <summary>The whole catalogue; what is asked to be written becomes the category of items that have none of their own.</summary>
    /// <param name="isWritten">Whether the answers are written down with the model's version.</param>
    /// <param name="context">Threads and cancellation.</param>
    public CatalogueAnswer All(bool isWritten, FitContext context)
    {
        var (published, rows) = (Published(), mine.Workspace.Products.All());
        var (said, facts) = (new ClassifiedProduct[rows.Count], new CatalogueFacts(mine));
        context.ForEachRow(rows.Count, row => said[row] = ClassifiedProduct.Of(published, facts.Of(rows[row]), 0));
        if (isWritten)
            mine.Workspace.Products.Write([.. Enumerable.Range(0, said.Length).Where(row => said[row].State == "answered").Select(row => (row, new SaidCategory(said[row].Category!, said[row].Probability, published.Version)))], mine.Now);
        return CatalogueAnswer.Of(rows, said, (published.Version, isWritten));
    }

    /// <summary>Titles, one a line; answers as CSV <c>line,state,category,probability,code</c>, one for each line, bad ones too.</summary>
    public FileAnswer File(TextReader titles, TextWriter output)
    {
        var (published, counts, line) = (Published(), new SortedDictionary<string, long>(StringComparer.Ordinal), 0L);
        output.WriteLine("line,state,category,probability,code");
        while (titles.ReadLine() is { } title)
        {
            var said = ClassifiedProduct.Of(published, new(new() { Title = title }, null), 0);
            counts[said.State] = counts.GetValueOrDefault(said.State) + 1;
            output.WriteLine(FormattableString.Invariant($"{++line},{said.State},{Quoted(said.Category)},{(said.Fault is null ? said.Probability.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture) : "")},{said.Fault?.Code}"));
        }
        return new(published.Version, line, counts);
    }

    /// <summary>What a person should look at first.</summary>
    /// <param name="count">1 to 1,000.</param>
    /// <param name="context">Threads and cancellation.</param>
    public IReadOnlyList<QueuedProduct> Queue(int count, FitContext context)
    {
        if (count is < 1 or > MostQueued)
            throw RequestFault.OutOfRange("n", count, (1, MostQueued));
        var (published, facts) = (Published(), new CatalogueFacts(mine));
        var asked = mine.Workspace.Products.All().Where(row => row.Answer is null).Select(row => (Row: row, Known: facts.Of(row))).Where(each => ProductFault.Of(each.Known.Product, each.Known.Fault) is null).ToArray();
        return [.. LabellingQueue.Order(published.Model, [.. asked.Select(each => each.Known.Product)], count, context).Select(entry => new QueuedProduct(
            asked[entry.Item].Row.ItemId, asked[entry.Item].Row.Title, published.Model.Classes.IdAt(entry.Class), entry.Probability, entry.Uncertainty))];
    }

    /// <summary>Keeps a person's answer with author and time.</summary>
    /// <exception cref="TaojinException">category.answer: the answer is none of accept, correct, skip, or has no category; category.unknown-item.</exception>
    public CategoryLabel Answer(LabelAnswer answer)
    {
        if (string.IsNullOrWhiteSpace(answer.Author))
            throw new TaojinException("category.author", "The answer has no author.", "Say who answers: --author NAME");
        var row = Row(answer.ItemId);
        var said = answer.Answer == "accept" || _published is not null || mine.Models.Current(PublishedCategories.Alias) is not null ? ClassifiedProduct.Of(Published(), new CatalogueFacts(mine).Of(row), Details) : null;
        var category = answer.Answer switch
        {
            "accept" => answer.Category ?? said!.Category ?? throw new TaojinException("category.answer", $"The model says nothing of '{answer.ItemId}' that could be accepted.", "Name its category: --category PATH"),
            "correct" when !string.IsNullOrWhiteSpace(answer.Category) => answer.Category.Trim(),
            "correct" => throw new TaojinException("category.answer", "A correction needs the right category.", "Name it: --category PATH"),
            "skip" => null,
            _ => throw new TaojinException("category.answer", $"'{answer.Answer}' is no answer.", "Answer accept, correct or skip."),
        };
        var label = new CategoryLabel(answer.ItemId, answer.Answer, category) { Said = said?.Category, Model = said?.Model, Author = answer.Author.Trim(), Time = mine.Now };
        mine.Workspace.Products.Add(label);
        return label;
    }

    private ProductRow Row(string itemId) => mine.Workspace.Products.Find(itemId)
        ?? throw new TaojinException("category.unknown-item", $"The shop has no item '{itemId}'.", "Import the catalogue first, or check the id.");

    private PublishedCategories Published()
    {
        var version = mine.Models.Current(PublishedCategories.Alias)?.ToString();
        var published = _published;
        return published is not null && published.Version == version ? published : _published = PublishedCategories.Of(mine);
    }

    private static string Quoted(string? text) => text is null ? "" : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>What came of a file of titles.</summary>
/// <param name="Model">Version of the model.</param>
/// <param name="Read">Lines read: the sum of all states.</param>
/// <param name="ByState">Lines of each state.</param>
public sealed record FileAnswer(string Model, long Read, IReadOnlyDictionary<string, long> ByState);

/// <summary>A product in the queue.</summary>
/// <param name="ItemId">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Said">What the model says.</param>
/// <param name="Probability">How sure it is.</param>
/// <param name="Uncertainty">1 − (best − second best).</param>
public sealed record QueuedProduct(string ItemId, string? Title, string Said, double Probability, double Uncertainty);

/// <summary>A person's answer.</summary>
/// <param name="ItemId">Of which item.</param>
/// <param name="Answer">accept, correct or skip.</param>
/// <param name="Author">Who answers.</param>
/// <param name="Category">The right category, for correct.</param>
public sealed record LabelAnswer(string ItemId, string Answer, string Author, string? Category = null);
