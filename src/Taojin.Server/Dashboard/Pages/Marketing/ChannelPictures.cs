using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;
using Taojin.Workflows.Marketing;

namespace Taojin.Server.Dashboard.Pages.Marketing;

/// <summary>What marketing channels bring.</summary>
internal static class ChannelPictures
{
    /// <summary>Money given to each channel, by each rule beside the others.</summary>
    public static Picture Credit(MediaReport report, Reader read) => new()
    {
        Name = "attribution", Title = read["channels.credit"], Says = read["channels.credit-says", report.WindowDays], Height = 140 + (26 * report.Channels.Count * Math.Min(3, report.Attribution.Count)),
        Option = new
        {
            grid = Plot.Grid, legend = new { show = true }, tooltip = new { trigger = "axis", axisPointer = new { type = "shadow" }, valueFormatter = "@count" },
            xAxis = Plot.Values(read["channels.sales"], "@short", isAcross: true), yAxis = Plot.NamesAside(report.Channels),
            series = report.Attribution.Select((rule, place) => new { name = read.Pick(rule.Title, rule.TitleZh), type = "bar", barMaxWidth = 14, color = place == 0 ? "$slate" : place == report.Attribution.Count - 1 ? "$gold" : Plot.Colour(place), data = rule.Credit.ToArray() }).ToArray(),
        },
        Figures = new([read["channels.channel"], .. report.Attribution.Select(rule => read.Pick(rule.Title, rule.TitleZh))],
            [.. report.Channels.Select((channel, place) => (IReadOnlyList<object?>)[channel, .. report.Attribution.Select(rule => (object)rule.Credit[place])])]),
    };

    /// <summary>What one unit of money brought in each channel.</summary>
    public static Picture Return(MixReport mix, Reader read) => new()
    {
        Name = "channel-return", Title = read["channels.return"], Says = read["channels.return-says", mix.Weeks], Height = 110 + (34 * mix.Channels.Count),
        Option = Plot.Bars([.. mix.Channels.Select((channel, place) => new Bar(channel.Channel, channel.Return.Value, place == Best(mix) ? "$gold" : "$slate", channel.Return.Low, channel.Return.High))], read["channels.for-one"]),
        Figures = new([read["channels.channel"], read["channels.for-one"], read["channels.low"], read["channels.high"], read["market.share"], read["channels.lasts"], read["channels.half"], read["channels.agreement"]],
            [.. mix.Channels.Select(channel => (IReadOnlyList<object?>)[channel.Channel, channel.Return.Value, channel.Return.Low, channel.Return.High, channel.Share.Value, channel.Decay.Value, channel.Half.Value, channel.Agreement])]),
    };

    /// <summary>How the money is split now, and how it would bring most.</summary>
    public static Picture Split(MixReport mix, Reader read)
    {
        object Series(string name, IReadOnlyList<double> values, string colour) => new { name, type = "bar", barMaxWidth = 16, color = colour, data = values.ToArray() };
        return new()
        {
            Name = "channel-split", Title = read["channels.split"], Says = read["channels.split-says"], Height = 130 + (40 * mix.Channels.Count),
            Option = new
            {
                grid = Plot.Grid, legend = new { show = true }, tooltip = new { trigger = "axis", axisPointer = new { type = "shadow" }, valueFormatter = "@count" },
                xAxis = Plot.Values(read["channels.a-week"], "@short", isAcross: true), yAxis = Plot.NamesAside(mix.Channels.Select(channel => channel.Channel)),
                series = new[] { Series(read["channels.now"], mix.SpendNow, "$slate"), Series(read["channels.best"], mix.BestSpend, "$gold") },
            },
            Figures = new([read["channels.channel"], read["channels.now"], read["channels.best"]], [.. mix.Channels.Select((channel, place) => (IReadOnlyList<object?>)[channel.Channel, mix.SpendNow[place], mix.BestSpend[place]])]),
        };
    }

    private static int Best(MixReport mix) => Enumerable.Range(0, mix.Channels.Count).MaxBy(place => mix.Channels[place].Return.Value);
}
