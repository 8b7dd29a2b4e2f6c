using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Taojin.Quality.Frame;

/// <summary>What this machine can do, so that seconds of one machine can be held beside those of another.</summary>
internal static class Machine
{
    private const int Size = 2048, Repeats = 7, Floats = 1 << 26;

    /// <summary>Processor, cores and system, for the figures' heading.</summary>
    public static string Name { get; } = $"{Processor()}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.FrameworkDescription}";

    /// <summary>Notes single-precision products a second and memory bandwidth, the best of several passes.</summary>
    public static void Measure(BenchmarkRun run)
    {
        run.Say(Name);
        run.Add(new("machine.sgemm-gflops", Products(), "GFLOP/s", "higher"));
        run.Add(new("machine.triad-gib-per-second", Triad(), "GiB/s", "higher"));
    }

    private static double Products()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var (a, b) = (rand(Size, Size), rand(Size, Size));
        var best = double.MaxValue;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var start = Stopwatch.GetTimestamp();
            using var product = a.mm(b);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return 2.0 * Size * Size * Size / best / 1e9;
    }

    /// <summary>a = b + s·c over arrays far beyond the caches; three arrays are counted.</summary>
    private static double Triad()
    {
        var (a, b, c) = (new float[Floats], new float[Floats], new float[Floats]);
        var threads = Environment.ProcessorCount;
        var best = double.MaxValue;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var start = Stopwatch.GetTimestamp();
            Parallel.For(0, threads, part =>
            {
                var (from, to) = ((int)((long)Floats * part / threads), (int)((long)Floats * (part + 1) / threads));
                for (var index = from; index + Vector<float>.Count <= to; index += Vector<float>.Count)
                    (new Vector<float>(b, index) + (3 * new Vector<float>(c, index))).CopyTo(a, index);
            });
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return 3.0 * Floats * sizeof(float) / best / (1 << 30);
    }

    private static string Processor() => !File.Exists("/proc/cpuinfo") ? RuntimeInformation.ProcessArchitecture.ToString()
        : File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor";
}
