using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;
using Taojin.Workflows.Categories;

namespace Taojin.Server.Dashboard.Pages.Classify;

/// <summary>Where the shop and the model disagree, category by category.</summary>
internal static class DoubtPicture
{
    private const int Most = 14;

    public static Picture Of(CatalogueAnswer answer, Reader read)
    {
        var names = answer.DoubtedPairs.SelectMany(each => new[] { (Name: each.Category, each.Products), (Name: each.Said, each.Products) }).GroupBy(each => each.Name, StringComparer.Ordinal)
            .OrderByDescending(each => each.Sum(one => one.Products)).Take(Most).Select(each => each.Key).Order(StringComparer.Ordinal).ToArray();
        var cells = answer.DoubtedPairs.Select(each => (Row: Array.IndexOf(names, each.Category), Column: Array.IndexOf(names, each.Said), each.Products)).Where(each => each is { Row: >= 0, Column: >= 0 }).ToArray();
        var shorts = names.Select(name => name.Split(" > ")[^1]).ToArray();
        return new()
        {
            Name = "disagreements", Title = read["classify.confusion"], Says = read["classify.confusion-says"], Height = 160 + (24 * names.Length),
            Option = new
            {
                grid = new { left = 8, right = 16, top = 8, bottom = 100, containLabel = true }, tooltip = new { trigger = "item" },
                xAxis = new { type = "category", data = shorts, axisLabel = new { rotate = 40 } }, yAxis = Plot.NamesAside(shorts),
                visualMap = new { min = 0, max = Math.Max(1, cells.Select(cell => cell.Products).DefaultIfEmpty(1).Max()), orient = "horizontal", left = "center", bottom = 0, itemHeight = 120, inRange = new { color = Plot.CellColours }, textStyle = new { color = "$soft" } },
                series = new object[] { new { type = "heatmap", label = Plot.CellLabel("{@[2]}"), data = cells.Select(cell => new[] { cell.Column, cell.Row, cell.Products }).ToArray() } },
            },
            Figures = new([read["classify.shop-says"], read["classify.model-says"], read["column.cases"]], [.. answer.DoubtedPairs.Select(each => (IReadOnlyList<object?>)[each.Category, each.Said, each.Products])]),
        };
    }
}
