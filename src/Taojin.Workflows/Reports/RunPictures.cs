using Taojin.Mining.Evaluation;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Reports;

/// <summary>A picture and the sentence under it.</summary>
internal sealed record Picture(string Svg, Bilingual Says);

/// <summary>The pictures of a training run; every model stands beside its baselines.</summary>
internal static class RunPictures
{
    public static IEnumerable<Picture> Purchase(TrainingRun run, ModelRow chosen)
    {
        var curves = chosen.Curves ?? new([], [], [], []);
        yield return new(
            new Plot(("ROC", "ROC 曲线"), ("share of non-buyers passed", "误报率"), ("share of buyers found", "召回率"))
            {
                Curves = [.. run.Models.Where(model => model.Curves is not null).Select(model => Curve(model, run, model.Curves!.Roc))], HasDiagonal = true,
            }.ToSvg(),
            ("How many buyers are found while how many others are passed; the dotted line is chance.", "在放过多少非买家的同时找到多少买家；虚线为随机。"));
        var most = Math.Max(0.05, run.Models.Where(model => model.Curves is not null).SelectMany(model => model.Curves!.PrecisionRecall).Where(point => point.X > 0.02).Select(point => point.Y).DefaultIfEmpty(1).Max());
        yield return new(
            new Plot(("Precision and recall", "精确率与召回率"), ("share of buyers found", "召回率"), ("share of those named who buy", "精确率"))
            {
                Curves = [.. run.Models.Where(model => model.Curves is not null).Select(model => Curve(model, run, [.. model.Curves!.PrecisionRecall.Where(point => point.X > 0.02)]))], YMost = most,
            }.ToSvg(),
            ("Purchases are rare: this says how often a named pair is really bought.", "购买是稀有事件：此图表示点名的商品对有多大比例真的成交。"));
        var top = Math.Max(1e-4, curves.Calibration.Select(bin => Math.Max(bin.Predicted, bin.Observed)).DefaultIfEmpty(1).Max());
        yield return new(
            new Plot(("Calibration", "校准"), ("probability said", "预测概率"), ("share that came true", "实际比例"))
            {
                Curves = [new(Short(chosen), [.. curves.Calibration.Select(Bin)], Palette.Ours, HasMarks: true)], XMost = top, YMost = top, HasDiagonal = true,
            }.ToSvg(),
            (FormattableString.Invariant($"Each mark is a tenth of the pairs ({(curves.Calibration.Count > 0 ? curves.Calibration[0].Count : 0)}); on the dotted line what is said is what happens."), FormattableString.Invariant($"每个点为十分之一的商品对（{(curves.Calibration.Count > 0 ? curves.Calibration[0].Count : 0)} 对）；落在虚线上表示预测即实际。")));
        yield return new(
            new Bars(("Lift by decile", "十分位提升度"), [.. curves.Lift.Select((lift, decile) => new Bar($"{(decile * 10) + 1}–{(decile + 1) * 10} %", double.IsNaN(lift) ? 0 : lift, Palette.Ours, Shown: FormattableString.Invariant($"{lift:0.00}×")))]).ToSvg(),
            ("How much oftener than the average the best-rated tenth buys, and the next.", "评分最高的十分之一（及以下各段）的购买率与平均的倍数。"));
        if (run.Importance.Count > 0)
            yield return new(
                new Bars(("What matters most", "最重要的特征"), [.. run.Importance.Take(10).Select(each => new Bar(Short(each), each.Share, Palette.Category(0), Shown: FormattableString.Invariant($"{each.Share:P1}")))]).ToSvg(),
                ("Share of what the trees gain by each fact.", "各特征在树模型增益中的占比。"));
        yield return new(
            new Bars(("AUC against the baselines", "AUC 与基线对比"), [.. run.Models.Select(model => Whisker(model, run, model.Metrics[0]))]).ToSvg(),
            ("Whiskers are 95 % intervals over users.", "细线为按用户自助法的 95% 区间。"));
    }

    public static IEnumerable<Picture> Recommend(TrainingRun run)
    {
        int[] ks = [5, 10, 20, 50];
        var most = run.Models.Select(model => model.Metric("Recall@50")?.High ?? 0).Append(0).Max();
        yield return new(
            new Plot(("Recall over the length of the list", "召回率与列表长度"), ("items shown", "展示数量"), ("share of wanted items found", "召回率"))
            {
                Curves = [.. run.Models.Select(model => new Curve(Short(model), [.. ks.Select(k => Point(k, model.Metric($"Recall@{k}")!))], Colour(model, run), model.IsBaseline, HasMarks: true))],
                XMost = 50, YMost = most > 0 ? most : 1,
            }.ToSvg(),
            ("Baselines are dashed; whiskers are 95 % intervals over users.", "虚线为基线；细线为按用户自助法的 95% 区间。"));
        yield return new(
            new Bars(("NDCG@10 against the baselines", "NDCG@10 与基线对比"), [.. run.Models.Select(model => Whisker(model, run, model.Metrics[0]))]).ToSvg(),
            ("How high the wanted items stand among the first ten.", "想要的商品在前十中的位置有多靠前。"));
    }

    private static Bilingual Short(ColumnImportance each) => (Cut(each.Column.Meaning, 36), Cut(each.Column.MeaningZh, 18));

    /// <summary>A name that fits at the end of a curve.</summary>
    private static Bilingual Short(ModelRow model) => (Cut(model.Title.Split(" (")[0], 19), Cut(model.TitleZh.Split('（')[0], 10));

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";

    private static Curve Curve(ModelRow model, TrainingRun run, IReadOnlyList<CurvePoint> points) =>
        new(Short(model), [.. points.Select(point => new PlotPoint(point.X, point.Y))], Colour(model, run), model.IsBaseline);

    private static string Colour(ModelRow model, TrainingRun run) =>
        model == run.Chosen ? Palette.Ours : model.IsBaseline ? Palette.Baseline : Palette.Category(run.Models.TakeWhile(each => each != model).Count());

    private static PlotPoint Bin(CalibrationBin bin)
    {
        var error = 1.96 * Math.Sqrt(bin.Observed * (1 - bin.Observed) / Math.Max(1, bin.Count));
        return new(bin.Predicted, bin.Observed, Math.Max(0, bin.Observed - error), bin.Observed + error);
    }

    private static PlotPoint Point(int k, MetricValue metric) => new(k, metric.Value, metric.Low, metric.High);

    private static Bar Whisker(ModelRow model, TrainingRun run, MetricValue metric) =>
        new((model.Title, model.TitleZh), metric.Value, model == run.Chosen ? Palette.Ours : Palette.Baseline, metric.Low, metric.High, FormattableString.Invariant($"{metric.Value:0.000}"));
}
