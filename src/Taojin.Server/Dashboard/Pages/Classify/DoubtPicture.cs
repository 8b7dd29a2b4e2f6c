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
        var names = answer.Doubted.SelectMany(each => new[] { each.Category, each.Said }).CountBy(name => name).OrderByDescending(each => each.Value).Take(Most).Select(each => each.Key).Order(StringComparer.Ordinal).ToArray();
        var cells = answer.Doubted.CountBy(each => (Row: Array.IndexOf(names, each.Category), Column: Array.IndexOf(names, each.Said))).Where(each => each.Key is { Row: >= 0, Column: >= 0 }).ToArray();
        var shorts = names.Select(name => name.Split(" > ")[^1]).ToArray();
        return new()
        {
            Name = "disagreements", Title = read["classify.confusion"], Says = read["classify.confusion-says"], Height = 160 + (24 * names.Length),
            Option = new
            {
                grid = new { left = 8, right = 16, top = 8, bottom = 100, containLabel = true }, tooltip = new { trigger = "item" },
                xAxis = new { type = "category", data = shorts, axisLabel = new { rotate = 40 } }, yAxis = Plot.NamesAside(shorts),
                visualMap = new { min = 0, max = Math.Max(1, cells.Select(cell => cell.Value).DefaultIfEmpty(1).Max()), orient = "horizontal", left = "center", bottom = 0, itemHeight = 120, inRange = new { color = new[] { "$tint", "$gold" } }, textStyle = new { color = "$soft" } },
                series = new object[] { new { type = "heatmap", label = new { show = true, color = "$ink" }, data = cells.Select(cell => new[] { cell.Key.Column, cell.Key.Row, cell.Value }).ToArray() } },
            },
            Figures = new([read["classify.shop-says"], read["classify.model-says"], read["column.cases"]], [.. cells.OrderByDescending(cell => cell.Value).Select(cell => (IReadOnlyList<object?>)[names[cell.Key.Row], names[cell.Key.Column], cell.Value])]),
        };
    }
}
