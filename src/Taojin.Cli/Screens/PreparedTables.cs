using Spectre.Console;
using Taojin.Data;
using Taojin.Workflows;

namespace Taojin.Cli.Screens;

/// <summary>What the log holds and what it can carry.</summary>
internal static class PreparedTables
{
    public static string Line(Prepared prepared, Words words) => words[
        $"{words.Count(prepared.Log.Count)} events   {words.Count(prepared.Quality.Users)} users   {words.Count(prepared.Quality.Items)} items   {words.Count(prepared.Quality.Of(EventKind.Purchase))} purchases   {words.Count(prepared.Cleaning.BotEvents + prepared.Cleaning.Repeats + prepared.Cleaning.ImpossibleTimes)} left out",
        $"{words.Count(prepared.Log.Count)} 条事件   {words.Count(prepared.Quality.Users)} 个用户   {words.Count(prepared.Quality.Items)} 个商品   {words.Count(prepared.Quality.Of(EventKind.Purchase))} 次购买   剔除 {words.Count(prepared.Cleaning.BotEvents + prepared.Cleaning.Repeats + prepared.Cleaning.ImpossibleTimes)} 条"];

    public static void Render(Prepared prepared, IAnsiConsole console, Words words)
    {
        var (quality, cleaning) = (prepared.Quality, prepared.Cleaning);
        var facts = Lists.Table(words["what the log holds", "日志内容"], "", "");
        void Fact(string english, string chinese, string value, string note = "") => facts.AddRow(words[english, chinese], Markup.Escape(value), Markup.Escape(note));
        Fact("events", "事件", words.Count(quality.Events), $"{quality.Start} – {quality.End}");
        Fact("users / items / pairs", "用户／商品／用户-商品对", $"{words.Count(quality.Users)} / {words.Count(quality.Items)} / {words.Count(quality.Pairs)}");
        foreach (var kind in Enum.GetValues<EventKind>().Where(kind => quality.Of(kind) > 0))
            Fact(kind.Name(), KindZh(kind), words.Count(quality.Of(kind)), words.Share(quality.Of(kind) / (double)quality.Events));
        Fact("purchases of items touched before", "购买前有过接触的购买", words.Count(quality.ForeseeablePurchases), words["what a prediction can see coming", "预测模型能够预见的部分"]);
        Fact("repeated events", "重复事件", words.Count(quality.Repeats), words["kept: a repeated view is a view", "保留：重复浏览也是浏览"]);
        Fact("left out: programs", "剔除：机器人", words.Count(cleaning.BotEvents), words[$"{cleaning.BotUsers} users", $"{cleaning.BotUsers} 个用户"]);
        Fact("left out: impossible times", "剔除：不可能的时间", words.Count(cleaning.ImpossibleTimes));
        Fact("sessions", "会话", words.Count(quality.Sessions));
        Fact("events with category / price", "有类目／价格的事件", $"{words.Share(quality.CategoryShare)} / {words.Share(quality.PriceShare)}");
        console.Write(facts);
        var table = Lists.Table(words["model", "模型"], words["ready", "就绪"], words["what is missing", "缺少什么"]);
        foreach (var row in prepared.Readiness)
            table.AddRow(
                Markup.Escape(words[row.Algorithm.Title, row.Algorithm.TitleZh]),
                row.IsReady ? "[green]✓[/]" : "[yellow]–[/]",
                Markup.Escape(string.Join("; ", row.Missing.Select(need => words[need.Text, need.TextZh]))));
        console.Write(table);
    }

    public static string KindZh(EventKind kind) => kind switch
    {
        EventKind.Shown => "曝光",
        EventKind.View => "浏览",
        EventKind.Search => "搜索",
        EventKind.Favorite => "收藏",
        EventKind.Cart => "加购",
        EventKind.Purchase => "购买",
        EventKind.Return => "退货",
        EventKind.Rate => "评分",
        _ => "联系客服",
    };
}
