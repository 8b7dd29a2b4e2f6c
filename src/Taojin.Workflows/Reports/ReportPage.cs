using System.Globalization;
using System.Net;
using System.Text;
using Taojin.Data;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Reports;

/// <summary>The report as one HTML page: no script from elsewhere, no picture from elsewhere, both languages inside.</summary>
internal sealed class ReportPage(MiningReport report)
{
    private readonly StringBuilder _html = new();

    public string ToHtml()
    {
        _html.Append(PageFrame.Head(report.Shop));
        Title();
        foreach (var run in report.Runs)
            Run(run);
        Examples();
        Data();
        Footer();
        return _html.Append(PageFrame.Foot).ToString();
    }

    private void Title()
    {
        _html.Append("<header><h1>").Append(Encode(report.Shop)).Append("</h1><div class=\"switch\"><button data-lang=\"zh\">中文</button><button data-lang=\"en\">English</button></div></header>");
        _html.Append("<div class=\"tiles\">");
        Tile(("events", "事件"), Number(report.Prepared.Quality.Events));
        Tile(("users", "用户"), Number(report.Prepared.Quality.Users));
        Tile(("items", "商品"), Number(report.Prepared.Quality.Items));
        Tile(("purchases", "购买"), Number(report.Prepared.Quality.Of(EventKind.Purchase)));
        Tile(("buyers", "买家"), Number(report.Prepared.Quality.Buyers));
        _html.Append("</div>");
    }

    private void Run(TrainingRun run)
    {
        var task = TrainingTasks.Of(run.Task);
        Section((task.Title, task.TitleZh));
        if (run.Chosen is not { } chosen)
            return;
        Say(task switch { PurchaseTask => PurchaseAnswer(run, chosen), RecommendTask => RecommendAnswer(run, chosen), _ => Answer(run, chosen) });
        _html.Append("<div class=\"plots\">");
        foreach (var picture in chosen.Curves is not null ? RunPictures.Purchase(run, chosen).Concat(DependencePictures.Of(run)) : task is RecommendTask ? RunPictures.Recommend(run) : [])
            _html.Append("<figure>").Append(picture.Svg).Append("<figcaption>").Append(Both(picture.Says)).Append("</figcaption></figure>");
        _html.Append("</div>");
        ReportTables.Models(_html, run);
        Say((run.Split, run.SplitZh), "note");
        foreach (var note in run.Notes)
            Say((note.Text, note.TextZh), "note");
    }

    private static Bilingual Answer(TrainingRun run, ModelRow chosen)
    {
        var main = chosen.Metrics[0];
        return (
            Invariant($"{chosen.Title} reaches {main.Name} {main.Value:0.0000} ({main.Low:0.000} to {main.High:0.000}), judged on {run.TestCases} cases. {chosen.Gate.Text}"),
            Invariant($"{chosen.TitleZh}的 {main.Name} 为 {main.Value:0.0000}（{main.Low:0.000} 至 {main.High:0.000}），在 {run.TestCases} 个样本上评估。{chosen.Gate.TextZh}"));
    }

    private static Bilingual PurchaseAnswer(TrainingRun run, ModelRow chosen)
    {
        var (auc, lift) = (chosen.Metrics[0], chosen.Curves is { Lift.Count: > 0 } curves ? curves.Lift[0] : double.NaN);
        var best = run.BestPossible is { } possible ? (En: $" The best possible here is {possible.Value:0.000}.", Zh: $"此处理论最优为 {possible.Value:0.000}。") : (En: "", Zh: "");
        return (
            Invariant($"{chosen.Title} puts a buyer before a non-buyer in {auc.Value:P1} of cases ({auc.Low:P1} to {auc.High:P1}); the tenth of pairs it rates highest is bought {lift:0.0} times as often as the average. {run.TestPositives} of {run.TestCases} pairs were bought within {run.HorizonHours:0.#} h.{best.En}"),
            Invariant($"{chosen.TitleZh}把买家排在非买家之前的比例为 {auc.Value:P1}（{auc.Low:P1} 至 {auc.High:P1}）；评分最高的十分之一，其购买率是平均水平的 {lift:0.0} 倍。{run.TestCases} 对中有 {run.TestPositives} 对在 {run.HorizonHours:0.#} 小时内成交。{best.Zh}"));
    }

    private static Bilingual RecommendAnswer(TrainingRun run, ModelRow chosen)
    {
        var hit = chosen.Metric("HR@10")!;
        var baseline = run.Models.FirstOrDefault(model => model.Algorithm == "popular")?.Metric("HR@10");
        return (
            Invariant($"Ten items by {chosen.Title} hold something the visitor turns to in {hit.Value:P1} of cases ({hit.Low:P1} to {hit.High:P1}){(baseline is null ? "" : Invariant($"; the most popular ten in {baseline.Value:P1}"))}. Judged on {run.TestCases} users over all items."),
            Invariant($"{chosen.TitleZh}给出的 10 个商品中，{hit.Value:P1}（{hit.Low:P1} 至 {hit.High:P1}）的访客会点开其中之一{(baseline is null ? "" : Invariant($"；热门前十为 {baseline.Value:P1}"))}。在 {run.TestCases} 位用户、全部商品上评估。"));
    }

    private void Examples()
    {
        if (report.Examples.Count + report.Predictions.Count == 0)
            return;
        Section(("What would some visitors see, and why?", "几位访客会看到什么，为什么？"));
        foreach (var list in report.Examples)
            ReportTables.Recommendations(_html, list);
        foreach (var list in report.Predictions)
            ReportTables.Predictions(_html, list);
    }

    private void Data()
    {
        Section(("What does the log hold?", "日志里有什么？"));
        _html.Append("<div class=\"plots\"><figure>").Append(DataPictures.Days(report.Prepared.Quality)).Append("</figure><figure>").Append(DataPictures.Kinds(report.Prepared.Quality)).Append("</figure></div>");
        ReportTables.Quality(_html, report.Prepared);
        ReportTables.Readiness(_html, report.Prepared);
    }

    private void Footer() => Say((
        $"Data until {report.DataUntil}. Made {report.MadeAt}. Again: ./taojin report",
        $"数据截至 {report.DataUntil}。生成于 {report.MadeAt}。重新生成：./taojin report"), "note");

    private void Section(Bilingual title) => _html.Append("<h2>").Append(Both(title)).Append("</h2>");

    private void Say(Bilingual text, string css = "answer") => _html.Append("<p class=\"").Append(css).Append("\">").Append(Both(text)).Append("</p>");

    private void Tile(Bilingual label, string value) => _html.Append("<div class=\"tile\"><span>").Append(Both(label)).Append("</span><b>").Append(value).Append("</b></div>");

    internal static string Both(Bilingual text) => text.En == text.Zh ? Encode(text.En) : $"<span class=\"en\">{Encode(text.En)}</span><span class=\"zh\">{Encode(text.Zh)}</span>";

    internal static string Encode(string text) => WebUtility.HtmlEncode(text);

    internal static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
