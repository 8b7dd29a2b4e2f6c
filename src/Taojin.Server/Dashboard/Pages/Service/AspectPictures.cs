using Taojin.Mining.AfterSales.Opinions;
using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;

namespace Taojin.Server.Dashboard.Pages.Service;

/// <summary>What reviews praise and blame.</summary>
internal static class AspectPictures
{
    private const int Most = 14, Lines = 6;

    /// <summary>What an aspect is called.</summary>
    public static string Title(string aspect, Reader read) => AspectMiner.Aspects.FirstOrDefault(each => each.Name == aspect) is { } known ? read.Pick(known.Title, known.TitleZh) : aspect;

    /// <summary>Aspects as diverging bars: blame to the left, praise to the right.</summary>
    public static Picture Sides(IReadOnlyList<AspectSum> sums, Reader read)
    {
        var shown = sums.Where(sum => sum.Praise + sum.Blame > 0).OrderByDescending(sum => sum.Praise + sum.Blame).Take(Most).ToArray();
        object Series(string name, Func<AspectSum, double> of, string colour) => new { name, type = "bar", stack = "sides", barMaxWidth = 20, color = colour, data = shown.Select(of).ToArray() };
        return new()
        {
            Name = "aspects", Title = read["aspects.picture"], Says = read["aspects.picture-says"], Height = 110 + (30 * shown.Length),
            Option = new
            {
                grid = Plot.Grid, legend = new { show = true }, tooltip = new { trigger = "axis", axisPointer = new { type = "shadow" } },
                xAxis = Plot.Values(read["aspects.opinions"], "@magnitude", isAcross: true), yAxis = Plot.NamesAside(shown.Select(sum => Title(sum.Aspect, read))),
                series = new[] { Series(read["aspects.blame"], sum => -sum.Blame, "$c6"), Series(read["aspects.praise"], sum => sum.Praise, "$c1") },
            },
            Figures = new([read["aspects.aspect"], read["aspects.praise"], read["aspects.blame"], read["aspects.neutral"], read["aspects.blame-share"], read["column.low"], read["column.high"], read["returns.quotes"]],
                [.. sums.OrderByDescending(sum => sum.Praise + sum.Blame).Select(sum => (IReadOnlyList<object?>)[Title(sum.Aspect, read), sum.Praise, sum.Blame, sum.Neutral, sum.Praise + sum.Blame == 0 ? null : (double)sum.Blame / (sum.Praise + sum.Blame), sum.BlameLow, sum.BlameHigh, string.Join(" / ", sum.BlameQuotes.Concat(sum.PraiseQuotes).Take(2))])]),
        };
    }

    /// <summary>The share of blame week by week, of the aspects most spoken of.</summary>
    public static Picture Weeks(IReadOnlyList<AspectSum> sums, Reader read)
    {
        string[] weeks = [.. sums.Select(sum => sum.Subject).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] aspects = [.. sums.GroupBy(sum => sum.Aspect, StringComparer.Ordinal).OrderByDescending(group => group.Sum(sum => sum.Praise + sum.Blame)).Take(Lines).Select(group => group.Key)];
        var cells = sums.ToDictionary(sum => (sum.Subject, sum.Aspect), sum => sum);
        double? Share(string week, string aspect) => cells.TryGetValue((week, aspect), out var sum) && sum.Praise + sum.Blame > 0 ? (double)sum.Blame / (sum.Praise + sum.Blame) : null;
        return new()
        {
            Name = "aspects-by-week", Title = read["aspects.weeks"], Says = read["aspects.weeks-says"], Height = 340,
            Option = new
            {
                grid = Plot.Grid, legend = new { show = true }, tooltip = new { trigger = "axis", valueFormatter = "@percent" }, xAxis = Plot.Names(weeks), yAxis = Plot.Values(read["aspects.blame-share"], "@percent"),
                series = aspects.Select((aspect, place) => new { name = Title(aspect, read), type = "line", connectNulls = true, symbolSize = 5, color = Plot.Colour(place), data = weeks.Select(week => Share(week, aspect)).ToArray() }).ToArray(),
            },
            Figures = new([read["aspects.week"], .. aspects.Select(aspect => Title(aspect, read))], [.. weeks.Select(week => (IReadOnlyList<object?>)[week, .. aspects.Select(aspect => (object?)Share(week, aspect))])]),
        };
    }
}
