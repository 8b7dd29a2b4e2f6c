using System.Globalization;
using System.Text;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Speed;

/// <summary>What <c>./bench speed</c> measured, on the page of results: seconds with what share of the machine they use, then memory.</summary>
internal static class SpeedSection
{
    private const string Share = ".share-of-peak";

    /// <summary>Seconds of the best-known library for the same work on two cores of this kind, measured once beforehand.</summary>
    private static readonly Dictionary<string, double> Library = new(StringComparer.Ordinal)
    {
        ["als.cg64.seconds-per-iteration"] = 1.60, ["als.cholesky64.seconds-per-iteration"] = 5.32, ["gowalla.als.cg64.seconds-per-iteration"] = 0.233,
        ["gowalla.item-knn.fit-seconds"] = 1.65, ["gowalla.top20-all-users.seconds"] = 4.0,
    };

    public static double? PeerOf(string figure) => Library.TryGetValue(figure, out var seconds) ? seconds : null;

    public static void Write(BenchmarkRun run)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"## Kernels of recommenders: seconds and memory\n\n`./bench speed`, two threads, medians of five with the extremes; {run.ValueOf("machine.sgemm-gflops"):0} GFLOP/s of dense products, {run.ValueOf("machine.triad-gib-per-second"):0} GiB/s. The synthetic shop has 100,000 users, 20,000 items and 4.95 M pairs. The share is of the dense products, counting the multiplications and additions that the method needs; what goes to scattered places is held by memory, not by arithmetic.\n\n| figure | measured | best-known library | share of peak |\n|---|---:|---:|---:|\n"));
        foreach (var figure in run.Figures.Where(figure => figure.Unit == "s"))
        {
            var share = run.ValueOf(figure.Name[..figure.Name.LastIndexOf('.')] + Share);
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {Number(figure.Value)} ({Number(figure.Low)}–{Number(figure.High)}) | {Number(PeerOf(figure.Name))} | {(double.IsNaN(share) ? "–" : share.ToString("0.0 %", CultureInfo.InvariantCulture))} |\n");
        }
        foreach (var figure in run.Figures.Where(figure => figure.Unit is "GiB" or "bytes" or "interactions"))
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure.Value:#,0.##} {figure.Unit} | – | – |\n");
        text.Append("\nMemory is planned from two fits of a million users, a hundred thousand items and 64 factors, one with twice the interactions: the difference is what an interaction takes, the rest grows with users and items. `memory.100m.planned-gib` is what 100 million interactions of 5 million users and 500,000 items would take.\n");
        ResultsPage.Write("speed", text.ToString());
    }

    private static string Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "–";
}
