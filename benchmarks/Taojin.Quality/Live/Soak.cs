using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Live;

/// <summary>
/// An hour of steady work: lists, events and predictions at fixed rates, another model published every few minutes. What memory does over that time
/// is a line through means of blocks, for samples close to each other say the same.
/// </summary>
internal sealed class Soak : IBenchmark
{
    private const int Blocks = 12;
    private static readonly TimeSpan Own = TimeSpan.FromHours(1), Every = TimeSpan.FromSeconds(2), PublishEvery = TimeSpan.FromMinutes(3);

    public string Name => "soak";

    public string Title => "an hour of lists, events, predictions and publishing: does memory stay flat?";

    public void Run(BenchmarkRun run)
    {
        var (folder, length) = (Path.Combine(run.Scratch, "shop"), run.Length(Own));
        SoakShop.Make(folder, run);
        ServedShop.PublishPurchaseModel(folder, run);
        var (samples, published) = Work(run, folder, length);
        run.Add(new("soak.working-set-end", samples.TakeLast(60).Average(sample => sample.MiB), "MiB", "lower") { Peer = Anew(run, folder) });
        var kept = samples.Skip(samples.Count / 6).ToArray(); // the first sixth warms up
        var slope = Slope(kept);
        run.Add(new("soak.minutes", length.TotalMinutes, "min", "higher"));
        run.Add(new("soak.working-set-slope", slope.Value, "MiB/h", "lower") { Low = slope.Low, High = slope.High });
        run.Add(new("soak.working-set-mean", kept.Average(sample => sample.MiB), "MiB", "lower") { Low = kept.Min(sample => sample.MiB), High = kept.Max(sample => sample.MiB) });
        run.Add(new("soak.published", published, "times", "higher"));
        if (run.IsWhole)
            ResultsPage.Write("live:soak", Page(run));
    }

    private static (List<(double Hours, double MiB)> Samples, int Published) Work(BenchmarkRun run, string folder, TimeSpan length)
    {
        using var server = LiveServer.Start(folder);
        server.WaitUntilIdle();
        var load = Load(server, length);
        var seen = Watch(run, server, length);
        foreach (var (what, report) in load)
            Note(run, what, report.Result);
        return seen;
    }

    /// <summary>What a server takes that was started on what the long one left, after two minutes of the same load: what is kept of the shop grows with its log, and that is no leak.</summary>
    private static double Anew(BenchmarkRun run, string folder)
    {
        run.Say("the same anew");
        using var server = LiveServer.Start(folder);
        server.WaitUntilIdle();
        var load = Load(server, TimeSpan.FromMinutes(2));
        var samples = new List<double>();
        for (; !load.All(each => each.Report.IsCompleted); Task.Delay(Every).Wait())
            samples.Add(server.WorkingSetGiB * 1024);
        return samples.TakeLast(samples.Count / 2).Average();
    }

    private static (string What, Task<LoadReport> Report)[] Load(LiveServer server, TimeSpan length) =>
    [
        ("lists", LoadChild.Start(Wish("lists", server, length, perSecond: 200) with { Path = "?n=10" })),
        ("events", LoadChild.Start(Wish("events", server, length, perSecond: 10) with { EventsAPost = 10 })),
        ("predictions", LoadChild.Start(Wish("predictions", server, length, perSecond: 50))),
    ];

    private static (List<(double Hours, double MiB)> Samples, int Published) Watch(BenchmarkRun run, LiveServer server, TimeSpan length)
    {
        using var client = new HttpClient { BaseAddress = new($"http://{server.Address}") };
        var (samples, published, start) = (new List<(double, double)>(), 0, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(start) is var passed && passed < length)
        {
            samples.Add((passed.TotalHours, server.WorkingSetGiB * 1024));
            if (passed > (published + 1) * PublishEvery)
            {
                using var answer = client.PutAsJsonAsync("/api/v1/aliases/recommend@live", new { version = SoakShop.Version(++published % 2), reason = "soak" }).Result;
                answer.EnsureSuccessStatusCode();
                run.Say(string.Create(CultureInfo.InvariantCulture, $"published; {samples[^1].Item2:0} MiB after {passed.TotalMinutes:0} min"));
            }
            Task.Delay(Every).Wait();
        }
        return (samples, published);
    }

    /// <summary>Least squares through the means of equal blocks of time, with Student's interval of 95 %.</summary>
    private static (double Value, double Low, double High) Slope((double Hours, double MiB)[] samples)
    {
        var means = samples.Chunk((samples.Length + Blocks - 1) / Blocks).Select(block => (X: block.Average(sample => sample.Hours), Y: block.Average(sample => sample.MiB))).ToArray();
        var (x, y) = (means.Average(mean => mean.X), means.Average(mean => mean.Y));
        var spread = means.Sum(mean => (mean.X - x) * (mean.X - x));
        var slope = means.Sum(mean => (mean.X - x) * (mean.Y - y)) / spread;
        var residual = means.Sum(mean => Math.Pow(mean.Y - y - (slope * (mean.X - x)), 2)) / (means.Length - 2);
        var half = 2.228 * Math.Sqrt(residual / spread); // t of 10 degrees of freedom at 0.975
        return (slope, slope - half, slope + half);
    }

    private static LoadWish Wish(string kind, LiveServer server, TimeSpan length, double perSecond) => new(kind, server.Address.Port, 2)
    {
        MostPerSecond = perSecond, WarmSeconds = 1, Seconds = length.TotalSeconds, Users = SoakShop.Users, Items = SoakShop.Items,
    };

    private static void Note(BenchmarkRun run, string what, LoadReport report)
    {
        run.Add(new($"soak.{what}.requests-per-second", report.Result.PerSecond, "requests/s", "higher"));
        run.Add(new($"soak.{what}.p99-ms", report.Result.P99, "ms", "lower"));
        run.Add(new($"soak.{what}.refused", report.Result.Refused, "requests", "lower"));
    }

    private static string Page(BenchmarkRun run)
    {
        var slope = run.Figures.First(figure => figure.Name == "soak.working-set-slope");
        var mean = run.Figures.First(figure => figure.Name == "soak.working-set-mean");
        var end = run.Figures.First(figure => figure.Name == "soak.working-set-end");
        return string.Create(CultureInfo.InvariantCulture, $"""
            ## A server that runs on

            `./bench soak`, here for {run.ValueOf("soak.minutes"):0} minutes: {run.ValueOf("soak.lists.requests-per-second"):0} lists, {run.ValueOf("soak.events.requests-per-second") * 10:0} events and {run.ValueOf("soak.predictions.requests-per-second"):0} predictions a second, {SoakShop.Users:N0} users × {SoakShop.Items:N0} items, another model published {run.ValueOf("soak.published"):0} times.

            | | |
            |---|---|
            | working set, mean (least to most) | {mean.Value:0} MiB ({mean.Low:0} to {mean.High:0}) |
            | its slope (95 % interval) | {slope.Value:+0.0;−0.0} MiB/h ({slope.Low:+0.0;−0.0} to {slope.High:+0.0;−0.0}) |
            | working set of the last two minutes, and of a server started anew on the same log | {run.ValueOf("soak.working-set-end"):0} MiB, {end.Peer:0} MiB |
            | p99 of lists, events, predictions | {run.ValueOf("soak.lists.p99-ms"):0.0}, {run.ValueOf("soak.events.p99-ms"):0.0}, {run.ValueOf("soak.predictions.p99-ms"):0.0} ms |
            | refused | {run.ValueOf("soak.lists.refused") + run.ValueOf("soak.events.refused") + run.ValueOf("soak.predictions.refused"):0} |

            The first sixth of the time is not counted. The slope is that of a line through means of {Blocks} blocks. Each event adds to what is kept of the shop (features of pairs, histories), so a slope of nothing at all is not expected; a server that leaks takes more than one that was started on what it left.
            """);
    }
}
