using System.Text;
using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Workflows.Categories;

namespace Taojin.Workflows.Training;

/// <summary>What models of categories learn from: products whose category the shop or a person gave, with words or a picture that can be read.</summary>
internal static class CategorySet
{
    private const int FewestProducts = 20;
    private const double AskedPrecision = 0.99;

    public static ClassSet<ProductFacts> Of(Mine mine, TrainRequest request)
    {
        var facts = new CatalogueFacts(mine, Side(mine, request));
        var rows = mine.Workspace.Products.All().Where(row => row.Known is not null).Select(row => (Row: row, Known: facts.Of(row))).Where(each => ProductFault.Of(each.Known.Product, each.Known.Fault) is null).ToArray();
        return new()
        {
            Data = Labelled<ProductFacts>.Of(rows.Select(each => (each.Known.Product, each.Row.Known!))),
            Fewest = FewestProducts,
            Precision = AskedPrecision,
            KeyOf = KeyOf,
            Words = ("products with words or a picture and a category", "categories", "个有文字或图片且有类目的商品", "个类目"),
            Split = "a fifth of the products by the CRC-32 of the folded title, equal titles on one side; the stored model is fitted on all",
            SplitZh = "按折叠标题的 CRC-32 取五分之一商品为测试集，相同标题在同一侧；保存的模型用全部商品拟合",
            Until = rows.Select(each => each.Row.AnsweredAt ?? default).DefaultIfEmpty().Max(),
            Further = (model, answers, seed) => [HierarchicalScore.F1Of(new(model.Classes.Ids), model.Classes, answers, seed)],
        };
    }

    /// <summary>The longest side that any network of the run looks at; pictures stand in memory no larger.</summary>
    private static int Side(Mine mine, TrainRequest request) =>
        mine.Algorithms.Cards.Where(card => card.Options == typeof(ImageCnnOptions)).Select(card => ((ImageCnnOptions?)request.Options.GetValueOrDefault(card.Name) ?? new()).Size).Append(new ImageCnnOptions().Size).Max();

    /// <summary>The title, all words where there is none, or the picture alone.</summary>
    private static ReadOnlyMemory<byte> KeyOf(ProductFacts product) =>
        FoldedText.Of(string.IsNullOrWhiteSpace(product.Title) ? product.Text : product.Title) is { Length: > 0 } words ? Encoding.UTF8.GetBytes(words) : product.Picture is { } picture ? picture.Points.ToArray() : default;
}
