using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Dashboard.Pages.Recommend;

/// <summary>A list as pictures.</summary>
internal static class ListPictures
{
    private const int Parts = 3;

    /// <summary>What each place is worth, and which reasons that is made of: the parts add up to the score.</summary>
    public static Picture Worth(RecommendationList list, Reader read)
    {
        var names = list.Items.Select(item => $"{item.Position}. {item.Title}").ToArray();
        double Part(RecommendedItem item, int place) => place < Math.Min(Parts, item.Reasons.Count) ? item.Reasons[place].Contribution : 0;
        double Rest(RecommendedItem item) => item.Score - item.Reasons.Take(Parts).Sum(reason => reason.Contribution) is var rest && Math.Abs(rest) > 1e-6 * Math.Abs(item.Score) ? rest : 0;
        object Series(string name, Func<RecommendedItem, double> of, string colour) => new { name, type = "bar", stack = "worth", barMaxWidth = 20, color = colour, data = list.Items.Select(of).ToArray() };
        return new()
        {
            Name = "list-worth", Title = read["recommend.worth"], Says = read["recommend.worth-says"], Height = Math.Max(200, 90 + (30 * list.Items.Count)),
            Option = new
            {
                grid = Plot.Grid, tooltip = new { trigger = "axis", axisPointer = new { type = "shadow" }, valueFormatter = "@figure" }, legend = new { show = true },
                xAxis = Plot.Values(read["recommend.score"], isAcross: true), yAxis = Plot.NamesAside(names),
                series = new[]
                {
                    Series(read["recommend.reason", 1], item => Part(item, 0), "$gold"), Series(read["recommend.reason", 2], item => Part(item, 1), Plot.Colour(0)),
                    Series(read["recommend.reason", 3], item => Part(item, 2), Plot.Colour(1)), Series(read["recommend.rest"], Rest, "$slate"),
                },
            },
            Figures = new(
                [read["column.place"], read["column.item"], read["recommend.reason", 1], read["recommend.reason", 2], read["recommend.reason", 3], read["recommend.rest"], read["recommend.score"]],
                [.. list.Items.Select(item => (IReadOnlyList<object?>)[item.Position, item.Title, Part(item, 0), Part(item, 1), Part(item, 2), Rest(item), item.Score])]),
        };
    }
}
