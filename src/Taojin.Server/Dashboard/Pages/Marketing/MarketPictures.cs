using Taojin.Mining.Marketing.Value;
using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;
using Taojin.Workflows;
using Taojin.Workflows.Marketing;

namespace Taojin.Server.Dashboard.Pages.Marketing;

/// <summary>Customers, cohorts, funnels and baskets as pictures.</summary>
internal static class MarketPictures
{
    public static Picture Segments(SegmentsResult result, Reader read)
    {
        string Name(SegmentRow row) => read.Pick(row.Segment.Name, row.Segment.NameZh);
        return new()
        {
            Name = "segments", Title = read["market.segments"], Says = read["market.segments-says"], Height = 360,
            Option = new
            {
                tooltip = new { trigger = "item", valueFormatter = "@count" },
                series = new object[]
                {
                    new
                    {
                        type = "treemap", roam = false, nodeClick = false, breadcrumb = new { show = false }, left = 0, right = 0, top = 8, bottom = 8, label = new { formatter = "{b}\n{c}", color = "#ffffff", fontWeight = 600, textBorderColor = "#1f2933", textBorderWidth = 2 },
                        itemStyle = new { gapWidth = 3, borderWidth = 0 },
                        data = result.Segments.Select((row, place) => new { name = Name(row), value = row.Customers, itemStyle = new { color = place == 0 ? "$gold" : place < 7 ? Plot.Colour(place - 1) : "$slate" } }).ToArray(),
                    },
                },
            },
            Figures = new([read["market.segment"], read["market.customers"], read["market.share"], read["market.weeks-since"], read["market.orders"], read["market.spent"]],
                [.. result.Segments.Select(row => (IReadOnlyList<object?>)[Name(row), row.Customers, new Share(row.Share), Math.Round(row.WeeksSinceLast, 1), Math.Round(row.Orders, 1), new Money(row.Spent)])]),
        };
    }

    public static Picture Cohorts(SegmentsResult result, Reader read)
    {
        var cohorts = result.Cohorts.TakeLast(18).ToArray();
        var months = cohorts.SelectMany(cohort => cohort.Later).Select(month => month.Index).DefaultIfEmpty(0).Max();
        var cells = cohorts.SelectMany((cohort, row) => cohort.Later.Select(month => new[] { month.Index, row, Math.Round(100 * month.Share, 1) })).ToArray();
        return new()
        {
            Name = "cohorts", Title = read["market.cohorts"], Says = read["market.cohorts-says"], Height = 130 + (24 * cohorts.Length),
            Option = new
            {
                grid = new { left = 8, right = 16, top = 8, bottom = 84, containLabel = true }, tooltip = new { trigger = "item" },
                xAxis = Plot.Names(Enumerable.Range(0, months + 1).Select(month => $"{month}"), read["market.months-later"]), yAxis = Plot.NamesAside(cohorts.Select(cohort => $"{cohort.Month} ({read.Count(cohort.Customers)})")),
                visualMap = new { min = 0, max = Math.Max(1, cells.Where(cell => cell[0] > 0).Select(cell => cell[2]).DefaultIfEmpty(1).Max()), orient = "horizontal", left = "center", bottom = 0, itemHeight = 120, inRange = new { color = Plot.CellColours }, textStyle = new { color = "$soft" }, formatter = "{value}%" },
                series = new object[] { new { type = "heatmap", data = cells, label = Plot.CellLabel("{@[2]}%", months < 14) } },
            },
            Figures = new([read["market.month"], read["market.customers"], .. Enumerable.Range(0, months + 1).Select(month => $"+{month}")],
                [.. cohorts.Select(cohort => (IReadOnlyList<object?>)[cohort.Month, cohort.Customers, .. Enumerable.Range(0, months + 1).Select(index => cohort.Later.FirstOrDefault(month => month.Index == index) is { } month ? (object?)new Share(month.Share) : null)])]),
        };
    }

    public static Picture Funnel(Funnel funnel, Reader read) => new()
    {
        Name = "funnel", Title = read["market.funnel"], Says = read["market.funnel-says"], Height = 90 + (40 * funnel.Steps.Count),
        Option = Plot.Bars([.. funnel.Steps.Select((step, place) => new Bar(Step(step.Name, read), step.People, place == funnel.Steps.Count - 1 ? "$gold" : "$slate"))], read["market.people"], "@short"),
        Figures = new([read["market.step"], read["market.people"], read["market.of-the-step-before"], read["column.low"], read["column.high"]],
            [.. funnel.Steps.Select(step => (IReadOnlyList<object?>)[Step(step.Name, read), step.People, new Share(step.Share), new Share(step.Low), new Share(step.High)])]),
    };

    private static string Step(string name, Reader read) => name.StartsWith("order ", StringComparison.Ordinal) ? read["market.nth-order", name[6..]] : read.Name("kinds", name);

    /// <summary>A value: money, or purchases where the log has no prices.</summary>
    public static object Worth(ValueResult result, double value) => result.IsMoney ? new Money(value) : value;

    public static Picture Baskets(BasketsResult result, Reader read)
    {
        var rules = result.Top.Where(rule => rule.If.Count == 1).Take(30).ToArray();
        var names = rules.SelectMany(rule => rule.If.Append(rule.Then)).Distinct().ToArray();
        var most = rules.Select(rule => rule.Lift).DefaultIfEmpty(1).Max();
        return new()
        {
            Name = "baskets", Title = read["baskets.picture"], Says = read["baskets.picture-says"], Height = 420,
            Option = new
            {
                tooltip = new { trigger = "item" },
                series = new object[]
                {
                    new
                    {
                        type = "graph", layout = "circular", circular = new { rotateLabel = true }, left = 120, right = 120, top = 70, bottom = 70, label = new { show = true, color = "$ink", fontSize = 11, width = 110, overflow = "truncate", position = "right" },
                        data = names.Select(name => new { name, symbolSize = 8 + (4 * rules.Count(rule => rule.Then == name || rule.If.Contains(name))), itemStyle = new { color = "$gold" } }).ToArray(),
                        links = rules.Select(rule => new { source = rule.If[0], target = rule.Then, value = Math.Round(rule.Lift, 2), lineStyle = new { width = 1 + (5 * rule.Lift / most), curveness = 0.2, color = "$slate", opacity = 0.7 } }).ToArray(),
                    },
                },
            },
            Figures = new([read["baskets.if"], read["baskets.then"], read["baskets.lift"], read["baskets.confidence"], read["baskets.count"], read["baskets.p"]],
                [.. result.Top.Select(rule => (IReadOnlyList<object?>)[string.Join(" + ", rule.If), rule.Then, Math.Round(rule.Lift, 2), new Share(rule.Confidence), rule.Count, rule.Adjusted])]),
        };
    }

    /// <summary>What a model of customers' value is called.</summary>
    public static string Model(string name, Mine mine, Reader read) => name == "as-before" ? read["value.as-before"]
        : mine.Algorithms.Cards.FirstOrDefault(card => card.Name == name) is { } card ? read.Pick(card.Title, card.TitleZh) : name;
}
