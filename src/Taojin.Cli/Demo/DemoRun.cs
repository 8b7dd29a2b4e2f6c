using Taojin.Cli.Screens;
using Taojin.Cli.Verbs;
using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Mining.Recommendation;
using Taojin.Storage;
using Taojin.Testing;
using Taojin.Testing.Around;
using Taojin.Workflows;
using Taojin.Workflows.Reports;
using Taojin.Workflows.Serving;
using Taojin.Workflows.Training;

namespace Taojin.Cli.Demo;

/// <summary>Goes through every stage and says of each what came of it.</summary>
internal sealed class DemoRun : IDisposable
{
    private const int ManyItems = 20_000;

    /// <summary>What a large catalogue is shown with in a minute; <c>./taojin train</c> fits them all.</summary>
    private static readonly string[] Quick = ["gradient-boosting", "logistic", "mlp", "popular", "trending", "item-knn", "implicit-als"];
    private static readonly string[] Slow = ["interest-network", "distilled", "two-tower", "sequence-transformer", "distilled-sequence"];
    private readonly Screen _screen;
    private readonly List<DemoStage> _stages = [];
    private readonly List<ImportReceipt> _receipts = [];
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private GeneratedShop? _builtIn;

    public DemoRun(Screen screen, string folder)
    {
        (_screen, Folder, Clock) = (screen, folder, new ShiftedClock(TimeProvider.System));
        Workflows.Mine.Init(folder, new WorkspaceSettings { ShopName = screen.Words["Demo shop", "示例店铺"] }, ShopFolder.Algorithms, Clock).Dispose();
        File.AppendAllText(Path.Combine(folder, "taojin.toml"), GeneratedTables.Settings);
        Mine = Workflows.Mine.Open(folder, ShopFolder.Algorithms, Clock);
    }

    public string Folder { get; }

    public Mine Mine { get; }

    public ShiftedClock Clock { get; }

    public LiveShop? Live { get; private set; }

    public DemoResult Run(SourceRequest? source, CancellationToken cancellation)
    {
        Stage(("import", "导入"), () => Import(source, cancellation));
        var prepared = Stage(("prepare", "准备"), () => Prepared());
        if (prepared.Log.Count > 0)
            Clock.StartAt(prepared.Log.End.ToDateTimeOffset()); // a log of another year is answered as if its end were now
        Stage(("features", "特征"), () => Features(prepared));
        var runs = Stage(("train", "训练"), () => Train(prepared, cancellation));
        Stage(("evaluate", "评估"), () => (runs, Evaluated(runs)));
        var published = Stage(("publish", "发布"), Publish);
        if (_builtIn is { } built)
            Stage(("after-sales", "售后"), () => (0, new DemoAround(Mine, Words).Learn(built, cancellation)));
        var loop = prepared.Log.Count == 0 || published.Count == 0 ? null : ClosedLoop(prepared);
        if (_builtIn is { } shop && Live is { } live)
            Stage(("visitors", "访客"), () => (0, new DemoAround(Mine, Words).Visit(shop, live)));
        var report = Stage(("report", "报告"), () => Report(prepared));
        return new()
        {
            Workspace = Folder,
            Stages = _stages,
            Imports = _receipts,
            Prepared = PreparedSummary.Of(prepared),
            Runs = runs,
            Published = published,
            Loop = loop,
            Report = report,
            Seconds = TimeProvider.System.GetElapsedTime(_start).TotalSeconds,
        };
    }

    public void Dispose() => Mine.Dispose();

    private Words Words => _screen.Words;

    private (int, string) Import(SourceRequest? source, CancellationToken cancellation)
    {
        foreach (var request in source is null ? BuiltIn() : [source])
            using (var progress = _screen.Progress("import"))
                _receipts.Add(Mine.Workspace.Log.Import(request, new ImportVerb.Reporter(progress, Words), cancellation));
        var sum = new { Accepted = _receipts.Sum(each => each.Accepted), Rejected = _receipts.Sum(each => each.Rejected), Duplicate = _receipts.Sum(each => each.Duplicate) };
        return (0, Words[$"{Words.Count(sum.Accepted)} rows   {Words.Count(sum.Rejected)} rejected   {Words.Count(sum.Duplicate)} duplicate", $"{Words.Count(sum.Accepted)} 行   拒绝 {Words.Count(sum.Rejected)}   重复 {Words.Count(sum.Duplicate)}"]);
    }

    /// <summary>The built-in shop goes through files and the import like any other, dirt included.</summary>
    private SourceRequest[] BuiltIn()
    {
        _builtIn = GeneratedShop.Of(new());
        var (items, events) = (Path.Combine(Folder, "items.csv"), Path.Combine(Folder, "events.csv"));
        using (var writer = new StreamWriter(items))
            _builtIn.WriteItems(writer);
        using (var writer = new StreamWriter(events))
            _builtIn.WriteEvents(writer, dirt: true);
        return [new SourceRequest("csv", items) { Table = "items" }, new SourceRequest("csv", events), .. GeneratedTables.Write(_builtIn, Folder).Select(each => new SourceRequest("csv", each.Path) { Table = each.Table })];
    }

    private (Prepared, string) Prepared()
    {
        var prepared = new Prepare(Mine).Run();
        return (prepared, PreparedTables.Line(prepared, Words));
    }

    private (int, string) Features(Prepared prepared)
    {
        var measured = TimeProvider.System.GetTimestamp();
        var replay = new FeatureReplay(prepared.Log.Items, Mine.Features);
        replay.ObserveRange(prepared.Log, 0, prepared.Log.Count, Environment.ProcessorCount);
        var rate = prepared.Log.Count / Math.Max(1e-3, TimeProvider.System.GetElapsedTime(measured).TotalSeconds);
        return (0, Words[$"{replay.Columns.Count} columns over {Words.Count(replay.Pairs.Count)} pairs   {Words.Count((long)rate)} events/s", $"{replay.Columns.Count} 列，{Words.Count(replay.Pairs.Count)} 个用户-商品对   每秒 {Words.Count((long)rate)} 条"]);
    }

    /// <summary>All that fit in seconds and say what is new: networks over histories and content take minutes, and are trained by name.</summary>
    private string[] InSeconds() => [.. Mine.Algorithms.Cards
        .Where(card => Mine.Algorithms.CanTrain(card) && !Slow.Contains(card.Name) && !typeof(IRepeatRecommender).IsAssignableFrom(card.Model))
        .Select(card => card.Name)];

    private (IReadOnlyList<TrainingRun>, string) Train(Prepared prepared, CancellationToken cancellation)
    {
        using var progress = _screen.Progress("train");
        var request = new TrainRequest { Progress = new TrainVerb.FitLine(progress) };
        request = request with { Algorithms = prepared.Quality.Items > ManyItems ? Quick : InSeconds() };
        if (_builtIn is { } shop)
            request = request with { Split = AtMidnights(shop.LastMidnight), Truth = (user, item, _) => shop.TrueProbability(user, item) };
        try
        {
            var runs = Workflows.Train.Run(Mine, prepared, request, "all", cancellation);
            return (runs, Words[
                $"{runs.Sum(run => run.Models.Count)} models{(request.Algorithms is null ? "" : " (the quick ones; all: ./taojin train)")}   {runs.Sum(run => run.Skipped.Count)} not ready",
                $"{runs.Sum(run => run.Models.Count)} 个模型{(request.Algorithms is null ? "" : "（快速模型；全部训练：./taojin train）")}   {runs.Sum(run => run.Skipped.Count)} 个未就绪"]);
        }
        catch (TaojinException tooShort) when (tooShort.Code == "split.too-short")
        {
            return ([], tooShort.Message);
        }
    }

    /// <summary>The truth of the built-in shop is known at its midnights.</summary>
    private static PurchaseSplit AtMidnights(Instant last)
    {
        var day = TimeSpan.FromHours(24);
        return new() { TestCut = last, ValidationCut = last - day, TrainCuts = [last - (4 * day), last - (3 * day), last - (2 * day)], Horizon = day };
    }

    private string Evaluated(IReadOnlyList<TrainingRun> runs) => string.Join("   ", runs.Where(run => run.Chosen is not null).Select(run => Evaluated(run.Task, run.Chosen!)));

    private string Evaluated(string task, ModelRow chosen)
    {
        var (metric, passed) = (chosen.Metrics[0], chosen.Gate.IsPassed);
        var verdict = Words[passed ? "beats its baselines" : "does not beat its baselines", passed ? "优于基线" : "未优于基线"];
        return $"{task}: {Words[chosen.Title, chosen.TitleZh]} {metric.Name} {metric.Value:0.000} ({metric.Low:0.000}–{metric.High:0.000}) {verdict}";
    }

    private (IReadOnlyList<DemoAlias>, string) Publish()
    {
        var publish = new Publish(Mine);
        var aliases = Workflows.Train.Tasks.SelectMany(task => publish.RunBest(task)).Select(each => new DemoAlias(each.Alias, each.Version.ToString(), Words[each.Why, each.WhyZh])).ToArray();
        return (aliases, aliases.Length == 0 ? Words["nothing beats its baselines", "没有模型优于基线"] : string.Join("   ", aliases.Select(each => $"{each.Alias} → {each.Version}")));
    }

    private DemoLoop ClosedLoop(Prepared prepared)
    {
        Live = LiveShop.Open(Mine, prepared.Log, Environment.ProcessorCount);
        var loop = new FeedbackLoop(Live, prepared.Log, Clock);
        var (before, predicted) = Stage(("predict", "预测与推荐"), () => (loop.Ask(), Words[$"user {loop.UserId}", $"用户 {loop.UserId}"]));
        var said = Stage(("feedback", "反馈"), () => loop.Tell(before) is var told ? (told, string.Join("   ", told.Events)) : default);
        var (after, predictedAfter) = Stage(("changed", "变化"), () => loop.Ask() is var now ? (now, FeedbackLoop.Changed(before, now.List, said, Words)) : default);
        return new(loop.UserId, before, predicted, said.Events, after, predictedAfter);
    }

    private (string, string) Report(Prepared prepared)
    {
        var path = new Report(Mine).Write(prepared, Live);
        return (path, path);
    }

    private T Stage<T>((string En, string Zh) name, Func<(T Result, string Figures)> work)
    {
        var start = TimeProvider.System.GetTimestamp();
        var (result, figures) = work();
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        _stages.Add(new(name.En, figures, seconds));
        _screen.Stage(Words[name.En, name.Zh], figures, seconds);
        return result;
    }
}
