using System.Globalization;
using System.Text;
using Taojin.Mining.Purchase;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Deep;

/// <summary>The sections on purchase networks: quality with cost, and what fewer bits cost.</summary>
internal static class ProbabilityTables
{
    public static void Quality((IReadOnlyList<ProbabilityRow> Models, ProbabilityRow Trees) rows, PurchaseData data)
    {
        var text = new StringBuilder(FormattableString.Invariant($"## Who buys what: networks beside boosted trees\n\n`./bench deep --only purchase-networks`. A log of 2 million events from `make_log.py` (seed 7), split by time; {data.Train.Labels.Length:N0} training rows after down-sampling, {data.Test.Labels.Length:N0} test rows of which {data.Test.Labels.Count(label => label):N0} were bought. 95 % intervals by bootstrap over users; the difference is paired. Defaults throughout.\n\n"));
        text.Append("| model | AUC | AUC less the trees' | PR-AUC | log-loss | fit s | fit CPU s | peak GiB | KiB | µs an answer |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var row in rows.Models.OrderByDescending(row => row.Score.Main.Value))
            text.Append(CultureInfo.InvariantCulture, $"| **{row.Name}** | {Interval(row, "AUC")} | {Difference(row, rows.Trees)} | {Interval(row, "PR-AUC")} | {row.Score["LogLoss"].Value:.00000} | {row.Seconds:0.0} | {row.CpuSeconds:0.0} | {row.PeakGiB:0.00} | {row.Bytes / 1024.0:N0} | {row.Micros:0.0} |\n");
        var better = rows.Models.Where(row => row != rows.Trees && row.Score.Against(rows.Trees.Score).Low > 0).Select(row => row.Name).ToArray();
        text.Append('\n').Append(better.Length > 0 ? $"Better than the trees by more than the interval: {string.Join(", ", better)}." : "Nothing here is better than the trees by more than the interval: the features already hold what the history says, so a network that reads it again is not worth its cost on this log.");
        text.Append(" This machine tells ").Append(Directory.Exists("/sys/class/powercap/intel-rapl:0") ? "its energy: see the cards of trained models." : "no energy.").Append('\n');
        ResultsPage.Write("deep:purchase-networks", text.ToString());
    }

    public static void Precision(BenchmarkRun run, IReadOnlyList<ProbabilityRow> bits)
    {
        var text = new StringBuilder("## Fewer bits: what a smaller network loses\n\n`./bench deep --only purchase-networks`, same rows: the same network, fitted with the same seed, kept in 32, 16 (bfloat16) or 8 bits. The difference is paired with its 32-bit twin.\n\n| model | AUC | AUC less 32 bits | log-loss | KiB | µs an answer |\n|---|---:|---:|---:|---:|---:|\n");
        for (var (place, whole) = (0, bits[0]); place < bits.Count; place++)
        {
            var row = bits[place];
            whole = row.Name.Contains(',') ? whole : row;
            text.Append(CultureInfo.InvariantCulture, $"| **{row.Name}** | {Interval(row, "AUC")} | {Difference(row, whole)} | {row.Score["LogLoss"].Value:.00000} | {row.Bytes / 1024.0:N0} | {row.Micros:0.0} |\n");
            if (row != whole)
                run.Add(new($"purchase-2m.{row.Name.Replace(", ", ".").ToLowerInvariant()}.auc-minus-float32", row.Score.Against(whole.Score).Value, "AUC", "higher") { Low = row.Score.Against(whole.Score).Low, High = row.Score.Against(whole.Score).High, Peer = 0 });
        }
        ResultsPage.Write("deep:precision", text.ToString());
    }

    private static string Interval(ProbabilityRow row, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.Score[name].Value:.0000} ({row.Score[name].Low:.0000}–{row.Score[name].High:.0000})");

    private static string Difference(ProbabilityRow row, ProbabilityRow other) => row == other ? "" : row.Score.Against(other.Score) is var gain
        ? $"{Signed(gain.Value)} ({Signed(gain.Low)} to {Signed(gain.High)})" : "";

    private static string Signed(double value) => Math.Round(value, 5).ToString("+.00000;−.00000;0", CultureInfo.InvariantCulture);
}
