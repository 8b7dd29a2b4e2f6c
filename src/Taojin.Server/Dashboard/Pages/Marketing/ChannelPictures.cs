using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;
using Taojin.Workflows.Marketing;

namespace Taojin.Server.Dashboard.Pages.Marketing;

/// <summary>What marketing channels bring.</summary>
internal static class ChannelPictures
{
    private const int LastingWeeks = 8;

    /// <summary>Money given to each channel, by each rule beside the others.</summary>
    public static Picture Credit(MediaReport report, Reader read) => new()
    {
        Name = "attribution", Title = read["channels.credit"], Says = read["channels.credit-says", report.WindowDays], Height = 140 + (26 * report.Channels.Count * Math.Min(3, report.Attribution.Count)),
        Option = new
        {
            grid = Plot.Grid, legend = new { show = true }, tooltip = new { trigger = "axis", axisPointer = new { type = "shadow" }, valueFormatter = read.MoneyMark },
            xAxis = Plot.Values(read["channels.sales"], read.MoneyAxis, isAcross: true), yAxis = Plot.NamesAside(report.Channels),
            series = report.Attribution.Select((rule, place) => new { name = read.Pick(rule.Title, rule.TitleZh), type = "bar", barMaxWidth = 14, color = place == 0 ? "$slate" : place == report.Attribution.Count - 1 ? "$gold" : Plot.Colour(place), data = rule.Credit.ToArray() }).ToArray(),
        },
        Figures = new([read["channels.channel"], .. report.Attribution.Select(rule => read.Pick(rule.Title, rule.TitleZh))],
            [.. report.Channels.Select((channel, place) => (IReadOnlyList<object?>)[channel, .. report.Attribution.Select(rule => (object)new Money(rule.Credit[place]))])]),
    };

    /// <summary>What one unit of money brought in each channel.</summary>
    public static Picture Return(MixReport mix, Reader read) => new()
    {
        Name = "channel-return", Title = read["channels.return"], Says = read["channels.return-says", mix.Weeks], Height = 110 + (34 * mix.Channels.Count),
        Option = Plot.Bars([.. mix.Channels.Select((channel, place) => new Bar(channel.Channel, channel.Return.Value, place == Best(mix) ? "$gold" : "$slate", channel.Return.Low, channel.Return.High))], read["channels.for-one"]),
        Figures = new([read["channels.channel"], read["channels.for-one"], read["channels.low"], read["channels.high"], read["market.share"], read["channels.lasts"], read["channels.half"], read["channels.agreement"]],
            [.. mix.Channels.Select(channel => (IReadOnlyList<object?>)[channel.Channel, channel.Return.Value, channel.Return.Low, channel.Return.High, new Share(channel.Share.Value), new Share(channel.Decay.Value), new Money(channel.Half.Value), channel.Agreement])]),
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
                grid = Plot.Grid, legend = new { show = true }, tooltip = new { trigger = "axis", axisPointer = new { type = "shadow" }, valueFormatter = read.MoneyMark },
                xAxis = Plot.Values(read["channels.a-week"], read.MoneyAxis, isAcross: true), yAxis = Plot.NamesAside(mix.Channels.Select(channel => channel.Channel)),
                series = new[] { Series(read["channels.now"], mix.SpendNow, "$slate"), Series(read["channels.best"], mix.BestSpend, "$gold") },
            },
            Figures = new([read["channels.channel"], read["channels.now"], read["channels.best"]], [.. mix.Channels.Select((channel, place) => (IReadOnlyList<object?>)[channel.Channel, new Money(mix.SpendNow[place]), new Money(mix.BestSpend[place])])]),
        };
    }

    /// <summary>Where each channel saturates; the dot is what is spent now.</summary>
    public static Picture Saturation(MixReport mix, Reader read)
    {
        var drawn = mix.Channels.Select((channel, place) => (channel.Channel, Points: mix.Responses[place], Colour: place == Best(mix) ? "$gold" : Plot.Colour(place), Now: mix.Responses[place][mix.Responses[place].Count / 2])).ToArray();
        return new()
        {
            Name = "channel-saturation", Title = read["channels.saturation"], Says = read["channels.saturation-says"],
            Option = new
            {
                grid = Plot.Grid, legend = new { show = true }, tooltip = new { trigger = "item", valueFormatter = read.MoneyMark },
                xAxis = Plot.Values(read["channels.a-week"], read.MoneyAxis, isAcross: true), yAxis = Plot.Values(read["channels.sales-a-week"], read.MoneyAxis),
                series = drawn.Select(each => Plot.Line(each.Channel, each.Points.Select(point => new[] { point.Spend, point.Sales }), each.Colour))
                    .Concat(drawn.Select(each => (object)new { name = each.Channel, type = "scatter", symbolSize = 10, color = each.Colour, z = 6, data = new[] { new[] { each.Now.Spend, each.Now.Sales } } }))
                    .Append(Plot.Whiskers(drawn.Select(each => new[] { each.Now.Spend, each.Now.Low, each.Now.High }), isFlat: false)).ToArray(),
            },
            Figures = new([read["channels.channel"], read["channels.a-week"], read["channels.sales-a-week"], read["channels.low"], read["channels.high"]],
                [.. drawn.SelectMany(each => each.Points.Select(point => (IReadOnlyList<object?>)[each.Channel, new Money(point.Spend), new Money(point.Sales), new Money(point.Low), new Money(point.High)]))]),
        };
    }

    /// <summary>How long a week's spending goes on to work.</summary>
    public static Picture Lasting(MixReport mix, Reader read)
    {
        var weeks = Enumerable.Range(0, LastingWeeks + 1).ToArray();
        return new()
        {
            Name = "channel-adstock", Title = read["channels.adstock"], Says = read["channels.adstock-says"],
            Option = new
            {
                grid = Plot.Grid, legend = new { show = true }, tooltip = new { trigger = "axis", valueFormatter = "@percent" },
                xAxis = Plot.Names(weeks.Select(week => $"{week}"), read["channels.weeks-later"]), yAxis = Plot.Values(read["channels.left"], "@percent"),
                series = mix.Channels.Select((channel, place) => Plot.Line(channel.Channel, weeks.Select(week => new[] { week, Math.Pow(channel.Decay.Value, week) }), place == Best(mix) ? "$gold" : Plot.Colour(place)))
                    .Concat(mix.Channels.Select(channel => Plot.Whiskers([[1, channel.Decay.Low, channel.Decay.High]], isFlat: false))).ToArray(),
            },
            Figures = new([read["channels.channel"], read["channels.weeks-later"], read["channels.left"], read["channels.low"], read["channels.high"]],
                [.. mix.Channels.SelectMany(channel => weeks.Select(week => (IReadOnlyList<object?>)[channel.Channel, week, Left(channel.Decay.Value, week), Left(channel.Decay.Low, week), Left(channel.Decay.High, week)]))]),
        };
    }

    private static Share Left(double decay, int week) => new(Math.Pow(decay, week));

    private static int Best(MixReport mix) => Enumerable.Range(0, mix.Channels.Count).MaxBy(place => mix.Channels[place].Return.Value);
}
