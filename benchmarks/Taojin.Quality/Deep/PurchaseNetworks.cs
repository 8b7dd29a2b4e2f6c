using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Mining.Purchase;
using Taojin.Quality.Frame;
using Taojin.Quality.Purchase;
using Taojin.Workflows;

namespace Taojin.Quality.Deep;

/// <summary>Purchase prediction on a log of two million events: networks and a blend beside boosted trees and the logistic baseline, cost beside quality, and what fewer bits cost.</summary>
internal sealed class PurchaseNetworks : IDeepPart
{
    private const double Events = 2e6;
    private const string Trees = "gradient-boosting";

    public string Name => "purchase-networks";

    public void Run(BenchmarkRun run)
    {
        if (PeerLog.Python(run) is not { } python || PeerLog.Make(run, python, Events) is not { } path)
            return;
        var data = Rows(run, path);
        run.Say(FormattableString.Invariant($"{data.Train.Labels.Length} training rows, {data.Train.PositiveCount} bought; {data.Test.Labels.Length} test rows, {data.Test.Labels.Count(label => label)} bought"));
        var trial = new ProbabilityTrial(run, data);
        ProbabilityRow[] rows = [.. new[] { "logistic", Trees, "mlp", "interest-network" }.Select(name => trial.Fit(name))];
        var (trees, network) = (rows[1], rows[3]);
        var both = trial.Blend("trees and perceptron", trees, rows[2]);
        rows = [.. rows, both, trial.Blend("trees and interest network", trees, network), trial.Blend("all three", both, network)];
        foreach (var row in rows)
        {
            run.Add(new($"purchase-2m.{row.Name.Replace(' ', '-')}.auc", row.Score["AUC"].Value, "AUC", "higher") { Low = row.Score["AUC"].Low, High = row.Score["AUC"].High, Peer = trees.Score["AUC"].Value });
            run.Add(new($"purchase-2m.{row.Name.Replace(' ', '-')}.fit-cpu-seconds", row.CpuSeconds, "s", "lower") { Peer = trees.CpuSeconds });
        }
        foreach (var row in rows.Where(row => row != trees))
        {
            var gain = row.Score.Against(trees.Score);
            run.Add(new($"purchase-2m.{row.Name.Replace(' ', '-')}-minus-trees.auc", gain.Value, "AUC", "higher") { Low = gain.Low, High = gain.High, Peer = 0 });
        }
        ProbabilityTables.Quality((rows, trees), data);
        ProbabilityRow[] bits = [network, .. new[] { NetworkPrecision.Bfloat16, NetworkPrecision.Int8 }.Select(precision => trial.Fit("interest-network", new InterestNetworkOptions { Precision = precision }, $"interest-network, {precision}")),
            rows[2], .. new[] { NetworkPrecision.Bfloat16, NetworkPrecision.Int8 }.Select(precision => trial.Fit("mlp", new MlpOptions { Precision = precision }, $"mlp, {precision}"))];
        ProbabilityTables.Precision(run, bits);
    }

    private static PurchaseData Rows(BenchmarkRun run, string path)
    {
        using var mine = Mine.Init(Path.Combine(run.Scratch, "purchase-networks"));
        mine.Workspace.Log.Import(new("taobao", path));
        var log = mine.Workspace.Log.Read();
        var split = PurchaseSplit.Of(log, kind => kind == EventKind.Purchase, null);
        run.Say($"test cut {split.TestCut}, {split.Horizon.TotalHours:0.#} h");
        return PurchaseRows.Build(log, split, new(), new FeatureSettings { Calendar = mine.Calendar, HasTrail = true }, new FitContext());
    }
}
