using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;
using Taojin.Workflows.Marketing;

namespace Taojin.Server.Dashboard.Pages.Marketing;

/// <summary>Customers by how often and how lately they bought, and who of them is one still.</summary>
internal static class ValuePictures
{
    /// <summary>Probabilities that are not told apart by colour.</summary>
    private const double Alike = 0.01;

    public static Picture Matrix(ValueResult result, Reader read)
    {
        var (cells, rows) = (result.Matrix, result.Matrix.Select(Orders).Distinct().ToArray());
        var (least, most) = (cells.Min(cell => cell.Alive), cells.Max(cell => cell.Alive));
        var isAlike = most - least < Alike;
        var width = cells[0].Until - cells[0].From;
        int Place(RecencyCell cell) => (int)Math.Round(cell.From / width);
        string Span(int place) => $"{read.Figure(place * width, 1)}–{read.Figure((place + 1) * width, 1)}";
        return new()
        {
            Name = "value", Title = read["value.picture"], Says = read[isAlike ? "value.picture-alike" : "value.picture-says", read.Share(most)], Height = 170 + (32 * rows.Length),
            Option = new
            {
                grid = new { left = 8, right = 24, top = 28, bottom = 96, containLabel = true }, tooltip = new { show = false },
                xAxis = Plot.Names(Enumerable.Range(0, cells.Max(Place) + 1).Select(Span), read["value.weeks-since"]), yAxis = new { type = "category", data = rows, inverse = true, name = read["market.orders"], nameLocation = "start", nameTextStyle = new { align = "left" } },
                visualMap = new { min = isAlike ? 0 : least, max = isAlike ? cells.Max(cell => cell.Customers) : most, dimension = isAlike ? 3 : 2, orient = "horizontal", left = "center", bottom = 0, itemHeight = 120, inRange = new { color = Plot.CellColours }, text = isAlike ? new[] { $"{read["market.customers"]} {read.Count(cells.Max(cell => cell.Customers))}", "0" } : [$"{read["value.alive"]} {read.Share(most)}", read.Share(least)], textStyle = new { color = "$soft" } },
                series = new object[]
                {
                    new
                    {
                        type = "heatmap", label = Plot.CellLabel("{@[3]}"),
                        data = cells.Select(cell => new object[] { Place(cell), Array.IndexOf(rows, Orders(cell)), Math.Round(cell.Alive, 3), cell.Customers }).ToArray(),
                    },
                },
            },
            Figures = new([read["market.orders"], read["value.weeks-since"], read["market.customers"], read["value.alive"]],
                [.. cells.Select(cell => (IReadOnlyList<object?>)[Orders(cell), Span(Place(cell)), cell.Customers, new Share(cell.Alive)])]),
        };
    }

    private static string Orders(RecencyCell cell) => cell.MostOrders is not { } most ? $"{cell.LeastOrders}+" : most == cell.LeastOrders ? $"{most}" : $"{cell.LeastOrders}–{most}";
}
