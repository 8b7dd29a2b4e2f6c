using System.Globalization;
using Taojin.Cluster.Host;
using Taojin.Cluster.Training;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Quality.Frame;
using Taojin.Quality.Speed;

namespace Taojin.Quality.Cluster;

/// <summary>A factorisation in one process of two threads, by two nodes of one thread, and by two of which one is killed in the middle of an epoch.</summary>
internal sealed class FactorisationPart : IClusterPart
{
    private const int Users = 1_000_000, Items = 100_000, PerUser = 20;
    private static readonly ImplicitAlsOptions Options = new() { Factors = 64, Epochs = 6, Solver = AlsMethod.ConjugateGradient };

    public string Name => "als";

    public async Task RunAsync(BenchmarkRun run)
    {
        if (!RedisProcess.IsInstalled)
        {
            run.Skip(Name, "redis-server is not here");
            return;
        }
        await using var cluster = await BenchCluster.StartAsync(2);
        var small = SyntheticShop.Of(20_000, 2_000, 20);
        _ = new ImplicitAls(Options).Fit(small, new() { Threads = 2 }); // both ways are warm before the clock runs
        _ = await new FactorTraining(cluster.Grains, cluster.Nodes, cluster.Blocks).FitAsync(Options, small, new());

        var data = SyntheticShop.Of(Users, Items, PerUser);
        run.Say(string.Create(CultureInfo.InvariantCulture, $"{data.Matrix.EntryCount:#,0} interactions of {Users:#,0} users with {Items:#,0} items"));
        var (start, used) = (TimeProvider.System.GetTimestamp(), cluster.ProcessorTime);
        var alone = new ImplicitAls(Options).Fit(data, new() { Threads = 2 });
        var (secondsAlone, processorAlone) = (TimeProvider.System.GetElapsedTime(start).TotalSeconds, cluster.ProcessorTime - used);

        (start, used) = (TimeProvider.System.GetTimestamp(), cluster.ProcessorTime);
        var together = await new FactorTraining(cluster.Grains, cluster.Nodes, cluster.Blocks).FitAsync(Options, data, new() { Progress = new Told(run, start) });
        var (seconds, processor) = (TimeProvider.System.GetElapsedTime(start).TotalSeconds, cluster.ProcessorTime - used);
        run.Add(new("cluster.als.processor-seconds", processor.TotalSeconds, "CPU s", "lower") { Peer = processorAlone.TotalSeconds });
        run.Add(new("cluster.als.seconds", seconds, "s", "lower") { Peer = secondsAlone });
        run.Add(new("cluster.als.time-vs-one-process", seconds / secondsAlone, "times", "lower"));
        run.Add(new("cluster.als.bits-differing", BitsDiffering(together, alone), "bits", "lower"));

        var epoch = TimeSpan.FromSeconds(seconds / (Options.Epochs + 1));
        start = TimeProvider.System.GetTimestamp();
        var killed = await new FactorTraining(cluster.Grains, cluster.Nodes, cluster.Blocks).FitAsync(Options, data, new() { Progress = new KillInEpoch(3, epoch / 3, cluster[0]) });
        run.Add(new("cluster.als.seconds-after-kill", TimeProvider.System.GetElapsedTime(start).TotalSeconds, "s", "lower"));
        run.Add(new("cluster.als.bits-differing-after-kill", cluster.Nodes.Workers().Length == 1 ? BitsDiffering(killed, alone) : double.NaN, "bits", "lower"));
        Write(run, data);
    }

    private static double BitsDiffering(FactorModel one, FactorModel other) =>
        BitsDiffering(one.UserFactors.Values, other.UserFactors.Values) + BitsDiffering(one.ItemFactors.Values, other.ItemFactors.Values);

    private static long BitsDiffering(float[] one, float[] other)
    {
        var count = 0L;
        for (var place = 0; place < one.Length; place++)
            count += uint.PopCount(BitConverter.SingleToUInt32Bits(one[place]) ^ BitConverter.SingleToUInt32Bits(other[place]));
        return count;
    }

    private static void Write(BenchmarkRun run, Interactions data) => ResultsPage.Write("cluster-als", string.Create(CultureInfo.InvariantCulture, $"""
        ## A factorisation on several processes

        `./bench cluster --only als`: {data.Matrix.EntryCount:#,0} interactions of {Users:#,0} users with {Items:#,0} items, {Options.Factors} factors, {Options.Epochs} epochs of conjugate gradients. Times are of whole fits, the sending of data and the gathering of the model included.

        | run | seconds | bits that differ from one process |
        |---|---:|---:|
        | one process, two threads | {run.Figures.First(each => each.Name == "cluster.als.seconds").Peer:0.0} | – |
        | two nodes, one thread each | {run.ValueOf("cluster.als.seconds"):0.0} ({run.ValueOf("cluster.als.time-vs-one-process"):0.00} times) | {run.ValueOf("cluster.als.bits-differing"):0} |
        | two nodes, one killed (SIGKILL) in the middle of the fourth epoch | {run.ValueOf("cluster.als.seconds-after-kill"):0.0} | {run.ValueOf("cluster.als.bits-differing-after-kill"):0} |

        """));

    /// <summary>Says when each epoch ended.</summary>
    private sealed class Told(BenchmarkRun run, long start) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => run.Say(string.Create(CultureInfo.InvariantCulture, $"epoch {value.Step} after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s"));
    }

    /// <summary>Kills a node some time after an epoch has ended, while the next one is under way.</summary>
    private sealed class KillInEpoch(int epoch, TimeSpan after, NodeProcess node) : IProgress<FitProgress>
    {
        public void Report(FitProgress value)
        {
            if (value.Step == epoch)
                _ = Task.Delay(after).ContinueWith(_ => node.Kill(), TaskScheduler.Default);
        }
    }
}
