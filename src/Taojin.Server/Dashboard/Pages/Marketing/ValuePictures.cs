using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;
using Taojin.Workflows.Marketing;

namespace Taojin.Server.Dashboard.Pages.Marketing;

/// <summary>Customers by how often and how lately they bought, and who of them is one still.</summary>
internal static class ValuePictures
{
    public static Picture Matrix(ValueResult result, Reader read)
    {
        var (cells, rows) = (result.Matrix, result.Matrix.Select(Orders).Distinct().ToArray());
        var spans = cells.Select(cell => cell.From).Distinct().Order().ToArray();
        string Span(double from) => cells.First(cell => cell.From == from) is var cell ? $"{read.Figure(cell.From, 1)}–{read.Figure(cell.Until, 1)}" : "";
        return new()
        {
            Name = "value", Title = read["value.picture"], Says = read["value.picture-says"], Height = 170 + (32 * rows.Length),
            Option = new
            {
                grid = new { left = 8, right = 24, top = 28, bottom = 96, containLabel = true }, tooltip = new { show = false },
                xAxis = Plot.Names(spans.Select(Span), read["value.weeks-since"]), yAxis = new { type = "category", data = rows, inverse = true, name = read["market.orders"], nameLocation = "start", nameTextStyle = new { align = "left" } },
                visualMap = new { min = 0, max = 1, dimension = 2, orient = "horizontal", left = "center", bottom = 0, itemHeight = 120, inRange = new { color = new[] { "$slate", "$tint", "$gold" } }, text = new[] { read["value.alive"], read["value.gone"] }, textStyle = new { color = "$soft" } },
                series = new object[]
                {
                    new
                    {
                        type = "heatmap", label = new { show = true, color = "$ink", formatter = "{@[3]}" },
                        data = cells.Select(cell => new object[] { Array.IndexOf(spans, cell.From), Array.IndexOf(rows, Orders(cell)), Math.Round(cell.Alive, 3), cell.Customers }).ToArray(),
                    },
                },
            },
            Figures = new([read["market.orders"], read["value.weeks-since"], read["market.customers"], read["value.alive"]],
                [.. cells.Select(cell => (IReadOnlyList<object?>)[Orders(cell), Span(cell.From), cell.Customers, new Share(cell.Alive)])]),
        };
    }

    private static string Orders(RecencyCell cell) => cell.MostOrders is not { } most ? $"{cell.LeastOrders}+" : most == cell.LeastOrders ? $"{most}" : $"{cell.LeastOrders}–{most}";
}
