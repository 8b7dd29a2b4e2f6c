using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;

namespace Taojin.Server.Dashboard.Pages.Overview;

/// <summary>The course of the last weeks.</summary>
internal static class OverviewPictures
{
    public static Picture Days(ShopState shop, Reader read)
    {
        var days = shop.Days;
        return new()
        {
            Name = "days", Title = read["overview.days"], Says = read["overview.days-says"], Height = 240,
            Option = new
            {
                grid = Plot.Grid, tooltip = new { trigger = "axis" }, legend = new { show = true },
                xAxis = Plot.Names(days.Select(day => day.Date.ToString(read.IsChinese ? "M-d" : "MMM d", read.Culture))),
                yAxis = new[] { Plot.Values(read["overview.events-a-day"], "@short"), Plot.Values(read["overview.purchases-a-day"], "@short", isRight: true) },
                series = new object[]
                {
                    new { name = read["overview.events-a-day"], type = "bar", data = days.Select(day => day.Events).ToArray(), color = "$slate", barMaxWidth = 18 },
                    new { name = read["overview.purchases-a-day"], type = "line", yAxisIndex = 1, data = days.Select(day => day.Purchases).ToArray(), color = "$gold", showSymbol = false, lineStyle = new { width = 2.5 } },
                },
            },
            Figures = new(
                [read["column.day"], read["overview.events-a-day"], read["overview.purchases-a-day"], read["overview.money-a-day"]],
                [.. days.Select(day => (IReadOnlyList<object?>)[read.Day(day.Date), day.Events, day.Purchases, new Money(day.Money)])]),
        };
    }
}
