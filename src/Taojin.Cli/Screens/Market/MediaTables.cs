using Spectre.Console;
using Taojin.Mining.Marketing.Channels;
using Taojin.Workflows.Marketing;

namespace Taojin.Cli.Screens.Market;

/// <summary>What channels bring, as tables.</summary>
internal static class MediaTables
{
    public static void Render(MediaReport report, IAnsiConsole console, Words words)
    {
        console.MarkupLine($"[bold]{Markup.Escape(words["What does each channel bring?", "每个渠道带来多少？"])}[/]");
        if (report.Attribution.Count > 0)
            Attribution(report, console, words);
        if (report.Mix is { } mix)
            Mix(mix, console, words);
        else
            console.MarkupLine($"[dim]{Markup.Escape(words[
                "No media mix: spending by channel is known for too few weeks (at least 4 for each channel and control).", "没有媒体组合模型：各渠道花费的已知周数太少（每个渠道与控制变量至少 4 周）。"])}[/]");
    }

    private static void Attribution(MediaReport report, IAnsiConsole console, Words words)
    {
        var table = Lists.Table([words["channel", "渠道"], .. report.Attribution.Select(rule => words[rule.Rule, Short(rule)]), ""]);
        for (var channel = 0; channel < report.Channels.Count; channel++)
            table.AddRow([Markup.Escape(report.Channels[channel]), .. report.Attribution.Select(rule => rule.Credit[channel].ToString("N0", words.Culture)), ""]);
        console.Write(table);
        console.MarkupLine($"[dim]{Markup.Escape(words[
            $"money of purchases within {report.WindowDays} days after a contact; no rule proves what a channel causes", $"触达后 {report.WindowDays} 天内的购买金额；任何一种分配规则都不能证明因果"])}[/]");
    }

    private static void Mix(MixReport mix, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(words["channel", "渠道"], words["share of sales (90 %)", "销售占比（90%）"], words["sales for 1 spent", "每 1 元花费带来"], words["lasts a week", "周留存"], words["spend now", "现花费"], words["best", "最优"], "R̂");
        for (var channel = 0; channel < mix.Channels.Count; channel++)
        {
            var each = mix.Channels[channel];
            table.AddRow(Markup.Escape(each.Channel), $"{words.Share(each.Share.Value)} ({words.Share(each.Share.Low)}–{words.Share(each.Share.High)})", $"{each.Return.Value.ToString("0.00", words.Culture)} ({each.Return.Low.ToString("0.00", words.Culture)}–{each.Return.High.ToString("0.00", words.Culture)})",
                words.Share(each.Decay.Value), mix.SpendNow[channel].ToString("N0", words.Culture), mix.BestSpend[channel].ToString("N0", words.Culture), each.Agreement.ToString("0.00", words.Culture));
        }
        console.Write(table);
        console.MarkupLine($"[dim]{Markup.Escape(words[
            $"{mix.Weeks} weeks; the same money split best within ±50 % would bring {mix.Gain.ToString("N0", words.Culture)} more sales a week, if nothing beside season and trend moved both spending and sales",
            $"{mix.Weeks} 周；同样的钱在 ±50% 内最优分配，每周可多带来 {mix.Gain.ToString("N0", words.Culture)} 销售额——前提是除季节与趋势外没有因素同时影响花费与销售"])}[/]");
    }

    private static string Short(ChannelCredit rule) => rule.Rule switch { "last-touch" => "末次触达", "linear" => "平均", "markov-removal" => "马尔可夫移除", _ => "夏普利值" };
}
