using System.Diagnostics;
using System.Globalization;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Speed;

/// <summary>Seconds and memory of what recommenders are fitted and asked with; two threads, medians of five after some passes to get warm.</summary>
internal sealed class FitsAndLists : IBenchmark
{
    /// <summary>The shop that shows what memory a fit takes.</summary>
    public const int ManyUsers = 1_000_000, ManyItems = 100_000;

    private const int Repeats = 5, WarmSweeps = 5, Threads = 2, Best = 20;
    private static readonly FitContext Context = new() { Threads = Threads };

    public string Name => "speed";

    public string Title => "Kernels of recommenders: sweeps of ALS, fits of ItemKnn and EASE, lists for all users, memory; --only gowalla, beauty, synthetic or memory";

    public void Run(BenchmarkRun run)
    {
        if (run.Wants("gowalla"))
            OnGowalla(run);
        if (run.Wants("beauty"))
            OnBeauty(run);
        if (run.Wants("synthetic"))
            OnSynthetic(run);
        if (run.Wants("memory"))
            Memory(run);
        if (run.IsWhole)
            SpeedSection.Write(run);
    }

    private static void OnSynthetic(BenchmarkRun run)
    {
        var shop = SyntheticShop.Of(100_000, 20_000, 50);
        run.Say(string.Create(CultureInfo.InvariantCulture, $"synthetic shop: 100,000 users, 20,000 items, {shop.Matrix.EntryCount:#,0} interactions"));
        foreach (var factors in new[] { 64, 128, 200 })
        {
            Sweeps(run, "als.cg", shop, (AlsMethod.ConjugateGradient, factors));
            Sweeps(run, "als.cholesky", shop, (AlsMethod.Cholesky, factors));
            Sweeps(run, "als.block", shop, (AlsMethod.Block, factors));
        }
    }

    private static void OnGowalla(BenchmarkRun run)
    {
        if (KnownSets.Gowalla(run) is not { } gowalla)
            return;
        Sweeps(run, "gowalla.als.cg", gowalla, (AlsMethod.ConjugateGradient, 64));
        Note(run, "gowalla.item-knn.fit-seconds", Timed(() => new ItemKnn(new()).Fit(gowalla, Context)), PairsOfItems(gowalla));
        var model = new ImplicitAls(new() { Factors = 64, Epochs = 2, Solver = AlsMethod.ConjugateGradient }).Fit(gowalla, Context);
        var best = new int[gowalla.Users.Count * Best];
        var times = Timed(() => TopProducts.Write((model.UserFactors, model.ItemFactors), gowalla.Matrix, best, Threads));
        Note(run, "gowalla.top20-all-users.seconds", times, 2.0 * gowalla.Users.Count * gowalla.Items.Count * 64);
    }

    private static void OnBeauty(BenchmarkRun run)
    {
        if (run.Data("amazon-beauty") is not { } folder)
            return;
        var fits = Enumerable.Range(0, Repeats).Select(_ => MeasuredProcess.Run(Environment.ProcessPath!, ["--child", "ease", folder])).ToArray();
        Note(run, "beauty.ease.fit-seconds", [.. fits.Select(Number)], Math.Pow(12_101, 3));
        run.Add(new("beauty.ease.peak-gib", fits.Max(fit => fit.PeakGiB), "GiB", "lower"));
    }

    /// <summary>
    /// Two fits of the same users and items, one with twice the interactions: the difference is what an interaction takes, the rest grows with users and items.
    /// From both follows what 100 million interactions of 5 million users and 500,000 items would take.
    /// </summary>
    private static void Memory(BenchmarkRun run)
    {
        var (half, whole) = (MeasuredProcess.Run(Environment.ProcessPath!, ["--child", "memory", "11"]), MeasuredProcess.Run(Environment.ProcessPath!, ["--child", "memory", "21"]));
        var each = (whole.PeakGiB - half.PeakGiB) / (Number(whole) - Number(half));
        var perRow = (whole.PeakGiB - (each * Number(whole))) / (ManyUsers + ManyItems);
        run.Add(new("memory.20m.interactions", Number(whole), "interactions", "higher"));
        run.Add(new("memory.20m.peak-gib", whole.PeakGiB, "GiB", "lower") { Peer = 4 });
        run.Add(new("memory.bytes-per-interaction", each * (1 << 30), "bytes", "lower"));
        run.Add(new("memory.bytes-per-user-or-item", perRow * (1 << 30), "bytes", "lower"));
        run.Add(new("memory.100m.planned-gib", (each * 100e6) + (perRow * 5.5e6), "GiB", "lower"));
    }

    private static double Number(MeasuredProcess process) => double.Parse(process.Output, CultureInfo.InvariantCulture);

    /// <summary>Notes the seconds of a sweep over users and items.</summary>
    private static void Sweeps(BenchmarkRun run, string name, Interactions data, (AlsMethod Method, int Factors) how)
    {
        var ends = new Ends();
        var options = new ImplicitAlsOptions { Factors = how.Factors, Epochs = WarmSweeps + Repeats, Solver = how.Method, Alpha = 10, UnobservedWeight = 1, Regularization = 1, FrequencyScaling = 0 };
        new ImplicitAls(options).Fit(data, Context with { Progress = ends });
        Note(run, $"{name}{how.Factors}.seconds-per-iteration", ends.Between()[^Repeats..], Operations(data, how.Factors, options));
    }

    /// <summary>Multiplications and additions of a sweep; only halves of symmetric matrices are counted.</summary>
    private static double Operations(Interactions data, int factors, ImplicitAlsOptions options)
    {
        double f = factors, entries = 2.0 * data.Matrix.EntryCount, rows = data.Users.Count + data.Items.Count;
        return options.Solver switch
        {
            AlsMethod.Cholesky => (entries * f * f) + (rows * f * f * ((f / 3) + 2)),
            AlsMethod.ConjugateGradient => (options.Steps + 1) * ((4 * entries * f) + (2 * rows * f * f)),
            _ => 2 * ((entries * f * (2 + (options.BlockSize / 2.0))) + (rows * f * (f + (Math.Pow(options.BlockSize, 2) / 6)))),
        };
    }

    /// <summary>One addition for each two items of a user: all that item neighbours are made of. They go to scattered places, so no machine does them at its peak.</summary>
    private static double PairsOfItems(Interactions data) => Enumerable.Range(0, data.Users.Count).Sum(user => Math.Pow(data.Matrix[user].Count, 2));

    private static double[] Timed(Action work)
    {
        work();
        return [.. Enumerable.Range(0, Repeats).Select(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            work();
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        })];
    }

    /// <summary>Notes a median of seconds and what share of the machine's dense products that is.</summary>
    private static void Note(BenchmarkRun run, string name, double[] seconds, double operations)
    {
        Array.Sort(seconds);
        var median = seconds[seconds.Length / 2];
        run.Add(new(name, median, "s", "lower") { Low = seconds[0], High = seconds[^1], Peer = SpeedSection.PeerOf(name) });
        run.Add(new(name[..name.LastIndexOf('.')] + ".share-of-peak", operations / median / 1e9 / run.ValueOf("machine.sgemm-gflops"), "of sgemm", "higher"));
    }

    /// <summary>When each sweep ended.</summary>
    private sealed class Ends : IProgress<FitProgress>
    {
        private readonly List<long> _ends = [];

        public void Report(FitProgress value) => _ends.Add(Stopwatch.GetTimestamp());

        public double[] Between() => [.. _ends.Zip(_ends.Skip(1), (from, to) => Stopwatch.GetElapsedTime(from, to).TotalSeconds)];
    }
}
